"""A file of questions for the linter: Moodle XML where it begins like XML, GIFT otherwise."""

from pathlib import Path

from quiz.check.asked import Asked
from quiz.check.read_gift import read_gift
from quiz.check.read_moodle import read_moodle
from quiz.errors import ForeignFileError

_LARGEST = 10_000_000  # bytes


def read_file(path: Path) -> list[Asked]:
    """The questions of a file.

    Raises:
        ForeignFileError: it can't be read, is too large, or is neither; the message says where and why.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ForeignFileError(f"{path} has more than {_LARGEST // 1_000_000} MB: split it.")
        content = path.read_bytes()
    except OSError as error:
        raise ForeignFileError(f"{path} can't be read ({error.strerror}).") from error
    try:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            questions = read_moodle(content)
        else:
            questions = read_gift(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ForeignFileError(f"{path}, line {line}: it is not UTF-8 text; save it as UTF-8.") from error
    except ForeignFileError as error:
        raise ForeignFileError(f"{path}, {error}") from error
    if not questions:
        raise ForeignFileError(f"{path} has no question in it: the linter reads GIFT and Moodle XML.")
    return questions
