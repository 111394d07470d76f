"""The errors of this room; see :mod:`corpus.errors`."""

from corpus.errors import SignpostError


class QuizError(SignpostError):
    """A quiz can't be made as it was asked for."""


class ForeignFileError(SignpostError):
    """A file that was not made here can't be read: the message names the line and the reason."""


class BankConflict(SignpostError):
    """Someone else changed an item of the bank since it was read."""
