"""Every sentence that the page says, in plain English. The documents' words are never here."""

from assistant.answer import Status
from corpus.about import Authority

NAME = "Signpost"
PURPOSE = "Find what the adult safeguarding guidance says"
LIMITS = "Signpost points you to guidance. It does not decide anything. If someone is in danger now, call 999."
SKIP = "Skip to the question box"

ASK_TAB = "Ask"
DOCUMENTS_TAB = "Documents"

SIGN_IN = "Sign in"
SIGN_IN_NAME = "Name"
SIGN_IN_PASSWORD = "Password"
SIGN_IN_HELP = "If you cannot sign in, ask the person who looks after Signpost."
SIGN_IN_FIRST = "Sign in first."
SIGN_IN_WRONG = "The name or the password is not right. Check both and try again."
SIGN_IN_LOCKED = "Too many wrong tries. Wait 15 minutes, then try again."
SIGN_OUT = "Sign out"

START_HEADING = "Ask a question about adult safeguarding"
START = (
    "You get the documents’ own words, with the section they come from. "
    "You can open each one in the document and read around it."
)
START_DOCUMENTS = "Signpost answers from these documents"
START_LIMITS = "What Signpost does not do"
START_LIMITS_LIST = (
    "It does not decide what to do about a case. You, your manager and your safeguarding lead do that.",
    "It does not know your local procedures, or what has changed since the documents were published.",
    "It does not guess. If the documents do not answer a question, it says so.",
)
ABOUT = "About Signpost"
EXAMPLES = "Questions you could ask"
EXAMPLES_BY_ROLE = (
    (
        "Practitioners",
        (
            "What are the signs of financial abuse?",
            "What should I do if I am worried that abuse has taken place?",
            "Do I have to keep people updated while I make an enquiry?",
        ),
    ),
    (
        "Trainers and managers",
        (
            "What does the principle of proportionality mean?",
            "What does making safeguarding personal mean?",
            "How can I build professional curiosity in my team?",
        ),
    ),
    (
        "Board members and reviewers",
        (
            "Who are the core members of a Safeguarding Adults Board?",
            "What should a peer reviewer see as evidence of leadership?",
            "What must a Safeguarding Adults Board do?",
        ),
    ),
)

QUESTION = "Your question"
QUESTION_KEYS = "Press Enter to ask, or Shift and Enter for a new line."
QUESTION_HINT = "Leave out names and other personal details."
ASK = "Ask"
STOP = "Stop"
TRY_AGAIN = "Try again"
BUSY = "Looking in the documents"
WRITING = "Writing and checking each sentence"
WRITTEN = "In plain English"
WRITTEN_HOW = (
    "A language model ({model}) wrote this from the quotes below. Signpost checked each sentence against them and left "
    "out what they do not support. Read the quotes before you rely on it."
)
WRITTEN_FROM = "The documents’ own words"
MODEL_ELSEWHERE = (
    "Signpost sends your question, with the personal details that it spots masked, to a language model at {host}, "
    "which is not on this machine."
)
STOPPED = "Stopped. Your question is still in the box."
EDIT = "Edit this question"
EDITING = "Change the question below and ask again. The new answer takes the place of this one."
KEEP = "Keep it as it is"
ASK_AGAIN = "Ask it again"
NEW = "New conversation"
NEXT = "The documents also answer"
YOU_ASKED = "You asked: "

VERDICTS: dict[Status, str] = {
    "answered": "What the documents say",
    "partial": "The documents may not answer all of this",
    "abstained": "The documents do not answer this",
    "declined": "Signpost can’t help with this",
}
ABSTAINED = "Try asking in other words, or ask your manager or safeguarding lead."
RELATED = "The nearest parts of the documents (these do not answer your question)"
MYTH = "A common belief that the guidance corrects"
MYTH_BELIEF = "What people may believe"
MYTH_GUIDANCE = "What the guidance says"
EMERGENCY = "Emergency"
NOTICES = {
    "personal_data": "Personal details",
    "currency": "Since this was published",
    "injection": "Not followed",
    "scope": "Outside the documents",
    "model": "Language model",
    "emergency": EMERGENCY,
    "myth": MYTH,
}
LEAD_IN = "From the list that begins: "
CORRECTS = "In answer to the belief: "
MORE_QUOTES = "More from the documents ({count})"
REST_OF_QUOTE = "Show the rest of this quote"
OPEN_SOURCE = "Read it in the document"
CITED = "Quoted in the answer: "
SOURCES = "Where this comes from"

STANDINGS: dict[Authority, tuple[str, str]] = {
    "statutory duty": ("Statutory duty", "The law says that it must be done, or the passage restates the law."),
    "statutory guidance": (
        "Statutory guidance",
        "Guidance under the law. It must be followed unless there is a good reason.",
    ),
    "practice guidance": ("Practice guidance", "Advice from government on good practice. It is not the law."),
    "sector standard": ("Sector standard", "What the sector has agreed that good looks like. It is not the law."),
}
STANDINGS_HEADING = "What the labels on quotes mean"

CLOSE_SOURCE = "Close"
SOURCE_REGION = "The document"
CONTENTS = "Contents"
COPY_LINK = "Copy link"
COPIED = "Copied"
NOT_COPIED = "Your browser did not allow copying"
NOT_ANSWERED_FROM = "Signpost keeps this part so that the document is whole, but does not answer from it."
MISSING_PASSAGE = "That passage is not in the documents. They may have changed since the link was made."
LINK_TO_PASSAGE = "Link to this passage"

CHOOSE_DOCUMENT = "Documents"
ADD = "Add a document"
ADD_LABEL = "A PDF, Word (.docx), HTML, Markdown or text file"
ADD_HINT = "Everyone who uses this page will get answers from it. A file of the same name replaces the document."
ADD_BUTTON = "Add"
ADD_NONE = "Choose a file first."
ADD_READING = "The file is being read and indexed. Questions are answered as before meanwhile"
ADD_FAILED = "The server could not be reached, and nothing was added. Try again."
ADD_BUSY = "Another document is being added: try again when it is done."
ADD_NOT_ALLOWED = "Only an owner may add documents."
ADD_NOT_FROM_HERE = "This did not come from the page. Load the page again."
ADD_TOO_LARGE = "The file has more than {most} MB: that is more than Signpost reads."
SEARCH = "Search the documents"
SEARCH_HINT = "Type one or more words. You get the passages that have all of them."
SEARCH_BUTTON = "Search"
SEARCH_EMPTY = "Type the words to look for."
SEARCH_NONE = "No passage has all of these words: {words}. Try fewer words, or another form of them."
SEARCH_FOUND = "{count} found for {words}"
SEARCH_MANY = "The first {shown} of {count} found for {words}. Add a word to find fewer."
SEARCH_CLEAR = "Clear the search"

PROBLEM = "There is a problem"
UNEXPECTED = (
    "Something went wrong in Signpost, and your question was not answered. It is still in the box: try again. "
    "If it happens again, tell the person who looks after Signpost."
)
TOO_BUSY = "Signpost is answering many questions at the moment. Wait a minute, then try again."
TOO_MANY = "You, or people on the same network, have asked for very much at once. Wait a minute, then try again."
TOO_LONG = "That is too long to be sent. Shorten it and try again."

UNREACHABLE = "Signpost can’t be reached. What you pressed will be sent when there is a connection again."
LOST = (
    "Signpost was interrupted. You can still read, copy and print what is here. To go on, load the page again: "
    "what is in the question box stays there, and the conversation starts anew."
)
LOAD_AGAIN = "Load the page again"

RECORD = "Record for supervision"
RECORD_COPY = "Copy"
RECORD_WORD = "Download for Word"
RECORD_MARKDOWN = "Download as Markdown"
RECORD_QUESTION = "Question"
RECORD_ASKED = "Asked"
RECORD_REFERENCE = "Reference"
RECORD_NOTICES = "Shown first"
RECORD_ANSWER = "Answer"
RECORD_WRITTEN = "Written by a language model and checked by Signpost"
RECORD_DOCUMENT = "Document"
RECORD_SECTION = "Section"
RECORD_EDITION = "Edition"
RECORD_STANDING = "Standing"
RECORD_LIMITS = "Limits"
RECORD_REASONING = "My own reasoning"
RECORD_REASONING_HINT = "Write here what you did or decided, and why."
RECORD_GONE = "This answer is no longer in the conversation, so there is no record of it to download."

FEEDBACK = "Was this answer right?"
FEEDBACK_KINDS = {
    "useful": "It was useful",
    "wrong citation": "A quote does not fit the question",
    "something missing": "Something is missing",
    "should not have answered": "It should not have answered",
}
FEEDBACK_COMMENT = "Anything to add? (optional, one line)"
FEEDBACK_HINT = (
    "Leave out names and other personal details. Signpost keeps your question and this line for {days} days."
)
FEEDBACK_SEND = "Send"
FEEDBACK_THANKS = "Thank you. The people who check Signpost’s answers will see this."
