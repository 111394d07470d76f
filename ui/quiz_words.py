"""Every sentence that the Quiz tab says, in plain English. The documents' words are never here."""

from quiz.bank import State
from quiz.item import Difficulty, Kind

BANK_FILE = "quiz.sqlite"
TITLE = "Safeguarding adults"

TAB = "Quiz"
HEADING = "Quiz material from the documents"
INTRO = (
    "Every answer is the documents’ own words. You read each item with its source, and decide what is used. "
    "Items that you accept can be downloaded, or taken here as a quiz."
)

BANK = "Decide on items"

MAKE_HEADING = "Make items"
TOPIC = "Topic (optional)"
TOPIC_HINT = "For example: financial abuse"
SESSION = "Training session"
NO_SESSION = "None"
KIND = "Kind"
DIFFICULTY = "Difficulty"
ANY = "Any"
COUNT = "How many"
SEED = "Draw"
SEED_HINT = "The same number gives the same items. Change it to get others."
MAKE = "Make items"
MAKING = "Making items. This can take half a minute the first time."
MADE = "{new} new items are below, for you to decide on."
MADE_ONE = "1 new item is below, for you to decide on."
MADE_NONE = "All of these items are in the bank already. Change the number of the draw to get others."
NOT_A_NUMBER = "How many items, and the draw, must be whole numbers, and at most {most} items can be made at a time."
MOST = 100

GROUPS: dict[State, str] = {"proposed": "To decide", "accepted": "Accepted", "rejected": "Rejected"}
EMPTY: dict[State, str] = {
    "proposed": "Nothing waits for a decision. Make items above.",
    "accepted": "No item is accepted yet.",
    "rejected": "No item is rejected.",
}
KINDS: dict[Kind, str] = {
    "single best answer": "Single best answer",
    "select all": "Select all that apply",
    "statement": "Which statement matches the guidance",
    "matching": "Matching",
    "order": "Put in order",
    "complete the sentence": "Complete the sentence",
    "scenario": "Scenario to discuss (not scored)",
}
DIFFICULTIES: dict[Difficulty, str] = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
RIGHT = "Right"
QUESTIONS = "Questions to discuss"
POINTS = "Points from the documents"
WHY = "Explanation"
SOURCE = "Where this comes from"
READ = "Read it in the document"
DRAFTED = "A language model ({model}) drafted the question: read it against the quote before you accept it."
EDITED = "Edited: the words may no longer be the documents’."
STALE = "Out of date: a document has changed since this item was made. It is not exported. Reject it, or make it again."
FLAWS = "Problems with the wording. The item is not exported while they remain."
ACCEPT = "Accept"
REJECT = "Reject"
UNDECIDE = "Decide again"
EDIT = "Edit"
UP = "Move up"
DOWN = "Move down"
SAVE = "Save"
CANCEL = "Cancel"
EDIT_HEADING = "Edit this item"
STEM = "Question"
OPTION = "Option {number}"
OPTION_RIGHT = "Option {number} (right)"
EXPLANATION = "Explanation"
EDIT_HINT = "Leave out anything that could identify a person. A saved item has to be accepted again."
DONE: dict[State, str] = {"accepted": "Accepted.", "rejected": "Rejected.", "proposed": "Moved back to be decided."}
SAVED = "Saved. Accept it again if it is right."
MOVED = "Moved."
SHOW_REJECTED = "Show the rejected items"
DELETE_REJECTED = "Delete all rejected items"
DELETED = "Deleted."

EXPORT_HEADING = "Download"
EXPORT_HINT = "You get the accepted items, in their order. Items with problems or that are out of date are left out."
FORMAT = "Format"
FORMATS = {
    "moodle": "Moodle XML",
    "gift": "GIFT",
    "word": "Word: handout and answer key",
    "csv": "CSV",
    "markdown": "Markdown",
    "kahoot": "Kahoot spreadsheet",
    "anki": "Anki deck",
}
EVERYTHING = "Include items that are not decided yet"
DOWNLOAD = "Download"
NOTHING_TO_EXPORT = "No item is accepted yet. Accept some, or include those that are not decided yet."
EXPORTED = "{count} items downloaded."
EXPORTED_ONE = "1 item downloaded."
LEFT_OUT = "Left out"

PLAY_HEADING = "Take a quiz"
PLAY_HINT = "Your answers stay in this browser window. Nobody else sees them, and nothing about you is kept."
PLAY_FROM = "Questions from"
PLAY_ACCEPTED = "The accepted items"
PLAY_FRESH = "A new draw from the documents"
START = "Start the quiz"
NOTHING_TO_PLAY = "No item is accepted yet. Choose a new draw from the documents."
NUMBER = "Question {number} of {count}"
CHECK = "Check my answer"
SHOW_POINTS = "Show the points"
NEXT = "Next question"
FINISH = "See my score"
IS_RIGHT = "Right."
IS_WRONG = "Not right."
CHOOSE_FIRST = "Choose an answer first."
PLACE = "Place"
CHOOSE = "Choose"
SCORE = "You got {right} of {scored} right. Only you can see this."
AGAIN = "Take it again"
RIGHT_ANSWER = "The right answer"
PROBLEM = "There is a problem"
