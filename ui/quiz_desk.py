"""What the Quiz tab asks of the room quiz: items to keep, the bank, files and questions to play."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.index.storage import IndexStorage
from corpus.settings import Settings
from quiz.bank import Bank, Kept
from quiz.errors import QuizError
from quiz.export import export
from quiz.export.parts import File
from quiz.item import Item
from quiz.library import Library
from quiz.quiz import make_quiz
from quiz.release import sound
from quiz.wanted import Wanted
from ui import quiz_words as words


@dataclass(frozen=True)
class Delivery:
    """Files to download, how many items are in them, and the items left out with the reason."""

    files: tuple[File, ...]
    count: int
    left_out: tuple[str, ...]


class QuizDesk:
    """The room quiz for one page. The documents are read when they are first needed, and again after an ingest."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._library: Library | None = None
        self.bank = Bank(settings.data / words.BANK_FILE)

    def library(self) -> Library:
        """The documents of the index in use.

        Raises:
            SignpostError: there is none, or it can't be used.
        """
        with self._lock:
            current = IndexStorage(self._settings.data).current()
            if self._library is None or self._library.index.manifest.name != current:
                self._library = Library(self._settings)
            return self._library

    def kept(self) -> list[Kept]:
        """The bank as it stands.

        Raises:
            SignpostError: it can't be read, or there is no index.
        """
        return self.bank.all(self.library().fingerprints)

    def make(self, wanted: Wanted) -> tuple[int, str]:
        """Put the items of a quiz into the bank; gives how many are new, and why there are fewer than asked for.

        Raises:
            SignpostError: nothing fits, or the bank can't be written.
        """
        library = self.library()
        with self._lock:
            made = make_quiz(library, wanted)
        return self.bank.add(made.items), made.shortfall

    def deliver(self, format: str, everything: bool) -> Delivery:
        """The accepted items in a format; with ``everything`` also those that nobody has decided on.

        Raises:
            SignpostError: there is nothing to export, or the bank can't be read.
        """
        states = ("accepted", "proposed") if everything else ("accepted",)
        chosen = [one for one in self.kept() if one.state in states]
        fit, withheld = sound([one.item for one in chosen if not one.stale])
        if not fit:
            raise QuizError(words.NOTHING_TO_EXPORT)
        made = export(fit, words.TITLE, format)
        left_out = [f"{one.item.stem} {words.STALE}" for one in chosen if one.stale]
        left_out += [f"{one.item.stem} {flaw.reason} ({flaw.words})" for one in withheld for flaw in one.flaws]
        left_out += [f"{one.item.stem} {one.reason}" for one in made.refused]
        return Delivery(made.files, len(fit) - len(made.refused), tuple(left_out))

    def play(self, wanted: Wanted | None) -> Sequence[Item]:
        """The questions of a quiz to take: a new draw, or without ``wanted`` the accepted items.

        Raises:
            SignpostError: there are none.
        """
        if wanted is None:
            items = [one.item for one in self.kept() if one.state == "accepted" and not one.stale]
            if not items:
                raise QuizError(words.NOTHING_TO_PLAY)
            return items
        library = self.library()
        with self._lock:
            return make_quiz(library, wanted).items
