"""A document that nobody has written questions for."""

import shutil

import pytest
import yaml

from corpus.settings import Settings
from ingest.publish import ingest
from quiz.check.asked import asked
from quiz.check.lint import lint_one
from quiz.item import Item
from quiz.library import Library
from quiz.make.candidates import candidates

TEXT = """# Local procedure

## Telling someone

When you are told of a concern, you should:

- listen without judging what you hear
- write down the words that were said
- tell your safeguarding lead on the same day

## Keeping records

A record of a concern should show:

- the date and the time of the conversation
- the names of the people who were there
- the reasons for what was decided

## Visiting

Before a first visit, a worker plans:

- the route to the person's home
- a place to park the car nearby
- the length of the appointment
"""


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> list[Item]:
    folder = tmp_path_factory.mktemp("documents") / "local-procedure"
    folder.mkdir()
    (folder / "document.md").write_text(TEXT, encoding="utf-8")
    about = dict.fromkeys(("publisher", "date", "edition", "licence", "attribution"), "made up")
    about |= {"title": "Local procedure", "standing": "practice guidance"}
    (folder / "about.yaml").write_text(yaml.safe_dump(about), encoding="utf-8")
    made = Settings(documents=folder.parent, data=tmp_path_factory.mktemp("local"))
    shutil.copytree(settings.data / "models", made.data / "models")  # exported once is enough
    ingest(made)
    library = Library(made)
    return list(candidates(library, 1, tuple(library.fingerprints)))


def test_its_lists_become_sentences_to_complete(items: list[Item]) -> None:
    assert len(items) >= 5
    assert {item.kind for item in items} == {"complete the sentence"}
    assert any(item.stem == "Local procedure: When you are told of a concern, you should …" for item in items)


def test_the_end_of_the_sentence_is_the_only_option_from_its_list(items: list[Item]) -> None:
    for item in items:
        (key,) = item.keys
        assert all(other.source.section != key.source.section for other in item.options if not other.right)


def test_they_have_no_flaw(items: list[Item]) -> None:
    assert [flaw for item in items for flaw in lint_one(asked(item))] == []
