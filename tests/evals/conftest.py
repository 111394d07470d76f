"""What the tests of evals share: the real question set, a small document, and questions and replies to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Notice
from corpus.document import Document
from corpus.library import load_document
from evals.ground import Ground
from evals.questions import Question, load_questions
from evals.reply import Quote, Reply
from evals.run_folder import Item
from evals.scores import score
from tests.small_document import write_document

_TEXT = """# Boats

## Sailing

Boats need wind and a steady hand.

They carry:

- the crew
- the anchor

Myth: Boats never sink

Reality: Any boat can sink

## Mooring

Moor the boat with two ropes. Ask the crew.

### Ideal

The harbour is quiet.

### Probes

Is the harbour quiet?
"""


@pytest.fixture(scope="session")
def ground(documents: list[Document]) -> Ground:
    """The real documents."""
    return Ground(documents)


@pytest.fixture(scope="session")
def questions() -> list[Question]:
    """The real question set."""
    return load_questions()


@pytest.fixture(scope="session")
def boats(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """One small document, with a list, a myth, two columns and words that stand twice."""
    columns = {"Ideal": "ideal", "Probes": "probe"}
    folder = write_document(tmp_path_factory.mktemp("documents") / "boats", _TEXT, title="Boats", columns=columns)
    return Ground([load_document(folder)])


Ask = Callable[..., Question]
Answer = Callable[..., Reply]


@pytest.fixture
def ask() -> Ask:
    """Make a question; ``evidence`` is given as quotes from the small document."""

    def make(text: str = "What do boats need?", evidence: tuple[str, ...] = (), **fields: Any) -> Question:
        entries = [{"document": "boats", "quote": quote} for quote in evidence]
        given = {"id": "q", "stratum": "fact", "outcome": ["answered"], "question": text, "evidence": entries}
        return Question.model_validate(given | fields)

    return make


@pytest.fixture
def answer(boats: Ground) -> Answer:
    """Make a reply that quotes words of the small document."""
    text = boats.documents["boats"].text

    def make(*quotes: str, notices: tuple[Notice, ...] = (), **fields: Any) -> Reply:
        made = tuple(
            Quote(
                number=number,
                document="boats",
                section="",
                text=quote,
                spans=((text.index(quote), text.index(quote) + len(quote)),),
                verbatim=True,
            )
            for number, quote in enumerate(quotes, 1)
        )
        given: dict[str, Any] = {
            "asked": "",
            "status": "answered",
            "text": "\n".join(quotes),
            "quotes": made,
            "notices": notices,
            "confidence": 0.5,
            "elapsed_ms": 1.0,
            "index": "x",
        }
        return Reply.model_validate(given | fields)

    return make


@pytest.fixture
def scored(boats: Ground) -> Callable[[Question, Reply], Item]:
    """Score a reply to a question about the small document."""

    def make(question: Question, reply: Reply) -> Item:
        return Item(question, boats.group(question), reply, score(question, reply, boats))

    return make


class Scripted:
    """A system that replies as a function says, and remembers what it was asked."""

    def __init__(self, reply: Callable[[Question], Reply], name: str = "scripted") -> None:
        self.name = name
        self.fingerprint = "f"
        self.asked: list[str] = []
        self._reply = reply

    def reply(self, question: Question) -> Reply:
        """Reply, unless the script raises."""
        made = self._reply(question)
        self.asked.append(question.id)
        return made


@pytest.fixture
def scripted() -> type[Scripted]:
    """The class of systems that reply as a function says."""
    return Scripted


@pytest.fixture
def three(tmp_path: Path, ask: Ask) -> list[Question]:
    """Three questions on the small document, each of a section of its own or none."""
    return [
        ask("What do boats need?", ("Boats need wind and a steady hand.",), id="one"),
        ask("How is a boat moored?", ("Moor the boat with two ropes.",), id="two"),
        ask("What does a yacht cost?", outcome=["abstained"], stratum="unanswerable", id="three"),
    ]
