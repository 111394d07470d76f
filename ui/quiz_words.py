"""Every sentence that the Quiz tab says, in plain English. The documents' words are never here."""

BANK_FILE = "quiz.sqlite"
