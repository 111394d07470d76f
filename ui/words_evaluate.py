"""Every sentence of the Evaluate tab."""

TAB = "Evaluate"
HEADING = "Measure the answers"
INTRO = (
    "Signpost is put questions with known answers. You see how often it shows the right passages, "
    "and what it gets wrong."
)
WHICH = "Which questions"
SPLITS = {
    "dev": "The questions that Signpost is improved on (four in five)",
    "test": "The questions kept apart (one in five)",
    "all": "All questions",
}
START = "Start a run"
STOP = "Stop"
STOPPING = "Stopping after this question"
STOPPED = "The run was stopped. Nothing that was finished is lost: you can go on with it."
BEGINNING = "Getting ready"
PROGRESS = "{done} of {total} questions"
DONE = "The run is finished."
ONE_AT_A_TIME = "A run is in progress. Wait until it is finished, or stop it."
GONE = "That run is not there any more. Choose another."
BROKEN_OFF = "The run broke off. Nothing that was finished is lost. Tell the person who looks after Signpost."
RUNS = "Runs"
RUN = "{date}: {system}, {split}"
SPLIT_NAMES = {"dev": "questions it is improved on", "test": "questions kept apart", "all": "all questions"}
NO_RUNS = "There are no runs yet. Start one."
GO_ON = "Go on with it"
UNFINISHED = "{done} of {total} questions done"
CHOOSE = "Choose a run to see its figures."
COUNT = "{failed} of {count} questions failed."
REPORT = "Download the report"
GRADE = "Grade its answers"
COMPARE = "Compare with"
COMPARE_BUTTON = "Compare"
BACK = "Back to the figures"
FIGURES = {"shown": "What is shown", "said": "What is said"}
HOW_TO_READ = (
    "Each figure has its 95 % interval and the number of questions it rests on. Where there is nothing to count, "
    "there is a dash."
)
STRATUM = "Kind of question"
ITEMS = "Questions"
KIND_COUNT = "{kind}: {failed} of {count} failed"
FAILED, PASSED = "Failed", "Passed"
WHY = "What went wrong"
ASKED_BEFORE = "Asked before"
ANSWER = "The answer"
QUOTES = "What it quoted"
NEEDED = "What a full answer needs"
SHOWN, NOT_SHOWN = "Shown", "Not shown"
POINTS = "Points of a full answer"
SCORES = "Scores"
EXPECTED = "Expected: {outcome}. Given: {status}."
BROKE, MENDED = "Passed before, fail now", "Failed before, pass now"
NONE = "None"
DIFFERENCES = "Differences"
DIFFERENCE_HEADS = ("Score", "Questions", "Before", "After", "Change", "95 % interval", "Could it be chance?")
CHANCE = {True: "It could (p = {p:.3f})", False: "Hardly (p = {p:.3f})"}
COMPARED = "{before} (before) and {after} (after)"

GRADE_HEADING = "Grade the answers"
GRADE_HOW = (
    "Judge each answer by itself, and do not ask what made it. You see no scores and not what was expected. "
    "Your grades are kept with the run and stand in its report."
)
GRADED = "{done} of {total} graded"
SERVES = "Would this answer have served the person who asked?"
SERVES_HINT = "Saying that the documents do not answer serves fully where that is right."
HARM = "Could somebody come to harm by acting on it?"
COMMENT = "Anything to add? (optional)"
COMMENT_HINT = "Leave out names and other personal details."
SAVE = "Save and show the next"
ALL_GRADED = "You have graded every answer of this run."
GRADES = {"fully": "Fully", "partly": "Partly", "no": "No", "yes": "Yes"}
