"""A conversation: the answers given so far in one browser tab, kept in memory and nowhere else."""

from dataclasses import dataclass, replace
from datetime import datetime

from assistant.answer import Answer


@dataclass(frozen=True)
class Turn:
    """An answer, when it was given, and whether its reader has said what they think of it."""

    answer: Answer
    at: datetime
    judged: bool = False


@dataclass(frozen=True)
class Conversation:
    """Turns, oldest first. While ``editing``, the next answer takes the place of the last one."""

    turns: tuple[Turn, ...] = ()
    editing: bool = False

    @property
    def latest(self) -> Turn | None:
        """The turn with the answer given last."""
        return self.turns[-1] if self.turns else None

    @property
    def kept(self) -> tuple[Turn, ...]:
        """The turns that stay when the next one comes."""
        return self.turns[:-1] if self.editing else self.turns

    @property
    def history(self) -> tuple[str, ...]:
        """The earlier questions that the next one may lean on, as the guard left them."""
        return tuple(turn.answer.question for turn in self.kept)

    def answered(self, answer: Answer) -> "Conversation":
        """The conversation with one more answer, given now."""
        return Conversation((*self.kept, Turn(answer, datetime.now().astimezone())))

    def change_last(self, editing: bool) -> "Conversation":
        """The conversation with its last question open to change, or not."""
        return replace(self, editing=editing and bool(self.turns))

    def judged(self, answer_id: str) -> "Conversation":
        """The conversation with that answer's reader having said what they think of it."""
        return replace(
            self, turns=tuple(replace(t, judged=True) if t.answer.id == answer_id else t for t in self.turns)
        )

    def find(self, answer_id: str) -> Turn | None:
        """The turn with the answer of that id, if this conversation has it."""
        return next((turn for turn in self.turns if turn.answer.id == answer_id), None)
