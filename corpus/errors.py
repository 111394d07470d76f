"""Every error that Signpost raises on purpose.

Each message says what happened, to what, and what to do about it: it is shown to people as it is.
"""


class SignpostError(Exception):
    """The root: catch this to catch every error that Signpost explains."""


class DocumentError(SignpostError):
    """A document in the corpus is missing a part or contradicts itself."""


class UnknownDocument(SignpostError):
    """There is no added document of that name."""


class SettingsError(SignpostError):
    """A setting is unknown or has a value that can't be used."""


class IndexMissing(SignpostError):
    """No index has been made yet."""


class IndexOutdated(SignpostError):
    """The index was made from other documents or with other settings."""


class IndexDamaged(SignpostError):
    """The index is there but can't be read whole."""


class StorageError(SignpostError):
    """A folder or file can't be written or read."""


class QuestionError(SignpostError):
    """A question can't be taken as it is: empty, too long or not text."""


class EvaluationError(SignpostError):
    """A question file, a run folder or a grading sheet can't be used."""


class WorkbookError(SignpostError):
    """A workbook, or what is to be written in it, can't be used."""


class LanguageModelError(SignpostError):
    """The language model can't be used, or gave nothing that can be shown."""


class UsersError(SignpostError):
    """The file of users can't be used, or a person can't be added to it or removed."""
