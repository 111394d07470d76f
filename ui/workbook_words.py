"""Every sentence that the Workbook tab says, in plain English. The documents' words are never here."""

TAB = "Workbook"
TITLE = "Workbook"
INTRO = (
    "Assess your partnership against the standards of the improvement tool, see where partners differ, and make a gap "
    "report for a peer challenge. Or reflect on your own practice with the guidance’s questions."
)
LOADING = "Opening the workbook"
UNREACHABLE = "Signpost can’t be reached. Check your connection, then try again."

AGAIN = "Try again"

KNOWN = "Workbooks opened on this computer"
KNOWN_NONE = "None yet."
FORGET = "Forget on this computer"
NEW = "Start a workbook"
NEW_NAME = "Name of the workbook"
NEW_NAME_HINT = "For example, your area and the year. Leave out people’s names."
NEW_PARTNERS = "Partners who rate for themselves, one a line"
NEW_PARTNERS_HINT = "You can add more later. For your own reflections alone, leave this empty."
NEW_BUTTON = "Start"
OPEN = "Open a workbook"
OPEN_KEY = "Key of the workbook"
OPEN_HINT = "Who started it has the key. Anybody with the key can read and change the workbook."
OPEN_BUTTON = "Open"
IMPORT = "Bring in an exported workbook"
IMPORT_FILE = "The exported file (JSON)"
IMPORT_BUTTON = "Bring it in"
IMPORT_HIDDEN = "Places in which personal data was hidden: {count}."

ROLE = "Your role"
ROLE_HINT = "Shown in the history. For example, Board manager. Leave out your name."
ROLE_UNKNOWN = "Somebody"
RATING_FOR = "Rate for"
RATED_BY = "Rated by"
ELEMENTS = "The standards"
MORE = "The workbook"
CLOSE = "Close this workbook"
DONE = "{rated} of {of} rated"

RATING = "Rating"
DOING = "What we do"
EVIDENCE = "Evidence"
EVIDENCE_HINT = "Tick what you hold. These are the sources that the tool names for this element."
EVIDENCE_LINK = "Link to it (optional)"
EVIDENCE_ADDED = "Evidence that you added"
EVIDENCE_NAME = "Name"
EVIDENCE_ADD = "Add evidence"
EVIDENCE_REMOVE = "Remove"
ACTION = "What we will do"
OWNER = "Owner"
OWNER_HINT = "A role, such as Board manager. Leave out names."
DUE = "By"
DETAILS = "What we do, evidence and action"
GUIDANCE = "What the guidance says ({count})"
GUIDANCE_NONE = "The guidance says nothing that bears on this."
READ = "Read it in the document"
IDEALS = "The ideal service"

SAVING = "Saving"
SAVED = "Saved at {time}"
NOT_YET = "Not saved yet"
RETRYING = "Not saved. Signpost can’t be reached: trying again."
LEAVE = "Something on this page is not saved. Leave it?"
PERSONAL = "This looks like personal data: {kinds}. It is not saved. Change what you wrote, or save it like this:"
PERSONAL_SAVE = "Save it with this hidden"
CONFLICT = "{who} changed this while you were writing. Yours is not saved. It now says:"
CONFLICT_EMPTY = "Nothing"
CONFLICT_THEIRS = "Keep theirs"
CONFLICT_MINE = "Save mine instead"

DIFFERENCES = "Where partners differ"
DIFFERENCES_INTRO = (
    "The furthest apart first. A difference may be real, or partners may understand the standard differently: talk "
    "about which."
)
DIFFERENCES_NONE = "No probe is rated at different levels."
STANDARD = "Standard"
STEPS = "Steps apart"
MOVED = "What has moved"
MOVED_SINCE = "Since the end of"
MOVED_SHOW = "Show what has moved"
MOVED_NONE = "No rating has changed since then."
THEN = "Then"
NOW = "Now"
CHANGE = "Change"
PARTNER = "Partner"

OVERVIEW = "Reports and settings"
PROGRESS = "Progress"
ELEMENT = "Element"
REPORTS = "Gap report"
REPORTS_SINCE = "Also say what has moved since (optional)"
REPORT_FORMS = {"docx": "Word document", "xlsx": "Excel workbook", "html": "Web page"}
EXPORT = "Keep a copy"
EXPORT_JSON = "Download everything with its history (JSON)"
KEY = "Key"
KEY_HINT = "Give it only to people who may read and change this workbook. Keep it: without it nobody gets back in."
KEY_COPY = "Copy the key"
NAMES = "Names"
PARTNER_NEW = "Another partner"
PARTNER_ADD = "Add a partner"
PARTNER_NAME = "Name of the partner"
RENAME = "Name of the workbook"
CHANGED = "The standards have changed since this workbook was begun"
CHANGED_INTRO = (
    "It was begun on the edition of {begun}; the one in use is of {now}. A probe whose words have changed counts as "
    "gone and as new. What was entered for those that are gone is kept."
)
GONE = "Gone"
ADDED = "New"

REFLECTION = "Reflect on practice"
REFLECTION_INTRO = (
    "Choose a principle or a kind of abuse. You get the guidance’s questions and passages, and a page to write on. "
    "Describe a situation so that nobody can be recognised."
)
REFLECTION_SHARED = (
    "Everybody who has this workbook’s key can read your entries. For a log of your own, start a workbook without "
    "partners."
)
REFLECTION_SCENARIOS = "The scenarios that these questions speak of are not in the text that Signpost has."
REFLECTION_ENTRIES = "Your entries"
REFLECTION_NONE = "No entries yet."
REFLECTION_WORD = "Download the entries for Word"
REFLECTION_ERASE = "Erase this entry and its history"
REFLECTION_SURE = "Erase this entry for good?"
REFLECTION_BACK = "Back to the entries"
REFLECTION_ASKS = "What the guidance asks"
REFLECTION_SAYS = "What the guidance says"
REFLECTION_CHOOSE = "Choose one"
REFLECTION_HINT = "Leave out names, dates of birth, addresses and whatever else could identify someone."

HISTORY = "History"
HISTORY_INTRO = "The latest {shown} of {count} changes. An export holds them all."
HISTORY_WHEN = "When"
HISTORY_WHO = "Who"
HISTORY_WHERE = "Where"
HISTORY_WHAT = "What it says since"
FIELDS = {
    "title": "Name of the workbook",
    "name": "Partner",
    "rating": RATING,
    "doing": DOING,
    "evidence": EVIDENCE,
    "action": ACTION,
    "owner": OWNER,
    "due": DUE,
    "date": "Date",
    "topic": "Topic",
    "principle": "Which principle",
    "situation": "Situation",
    "did": "What I did",
    "change": "What I would change",
    "need": "What I need",
}
PIECES = "{count} pieces of evidence"
PIECE = "1 piece of evidence"
EMPTIED = "Nothing"
TOO_LONG = "This is too long to be saved at once."
NOT_FROM_HERE = "This did not come from the page."
