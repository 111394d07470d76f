"""An added document has no question bank: it must be found and answered from all the same."""

import shutil
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.settings import Settings
from ingest.add import add_files
from ingest.gather import gather

PROCEDURES = Path(__file__).parent.parent / "ingest" / "files" / "libreoffice.pdf"


@pytest.fixture(scope="module")
def asked(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    own = settings.model_copy(update={"data": tmp_path_factory.mktemp("added") / "data"})
    shutil.copytree(settings.data, own.data)
    add_files(own, gather([PROCEDURES]))
    return Assistant(own)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How soon must the strategy discussion be held?", "within five working days of the decision"),
        ("When does the self-neglect panel meet?", "first Tuesday of each month"),
        ("How long are minutes kept?", "six years"),
        ("What are the opening hours of the contact centre?", "from 8am until 8pm"),
        ("What form do I use to confirm a concern in writing?", "SA1"),
        ("Who do I tell about an allegation against a care worker?", "designated officer"),
    ],
)
def test_a_question_that_only_the_added_document_answers_is_answered_from_it(
    asked: Assistant, question: str, words: str
) -> None:
    answer = asked.ask(question)
    assert answer.status == "answered"
    assert words in " ".join(citation.quote for citation in answer.citations if citation.document == "libreoffice")


@pytest.mark.parametrize("question", ["How much is the fine for late reports?", "Which colour is the panel's logo?"])
def test_what_no_document_says_is_not_answered_from_the_added_one(asked: Assistant, question: str) -> None:
    assert asked.ask(question).status == "abstained"
