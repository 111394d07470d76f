"""What people wrote to ask about the documents stays in step with them."""

import pytest

from quiz.errors import QuizError
from quiz.item import Item
from quiz.library import Library
from quiz.make.lists import pool as pool_of
from quiz.reviewed import FOLDER, reviewed

SLUGS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_every_reviewed_document_is_in_the_corpus(library: Library) -> None:
    assert sorted(library.fingerprints) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_every_word_that_is_quoted_stands_in_a_document(library: Library, slug: str) -> None:
    asked = reviewed(slug)
    assert asked is not None
    quotes = [quote for entry in asked.lists for quote in (*entry.cuts, *entry.wrong)]
    quotes += [quote for entry in asked.points for quote in (entry.key, *entry.wrong)]
    quotes += [quote for entry in asked.matches for quote in entry.pairs.values()]
    quotes += [quote for entry in asked.steps for quote in entry.steps]
    quotes += [quote for entry in asked.scenarios for quote in entry.points]
    quotes += [entry.key for entry in asked.statements]
    missing = [quote for quote in quotes if not any(quote in passage.text for passage in library.passages)]
    assert missing == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_list_that_is_named_is_there(slug: str) -> None:
    asked = reviewed(slug)
    assert asked is not None
    names = {entry.name for entry in asked.lists}
    assert {name for entry in asked.lists for name in entry.wrong_from} - names == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_typical_or_bald_is_in_its_list(library: Library, slug: str) -> None:
    asked = reviewed(slug)
    assert asked is not None
    for entry in asked.lists:
        quotes = {quote for _, quote in pool_of(library, slug, entry).quotes}
        assert {*entry.typical, *entry.bald} - quotes == set()


def test_every_question_about_a_passage_becomes_an_item(pool: list[Item]) -> None:
    stems = {item.stem for item in pool}
    asked = [found for slug in SLUGS if (found := reviewed(slug))]
    wanted = [entry.ask for one in asked for entry in (*one.points, *one.statements, *one.steps)]
    wanted += [stem for one in asked for entry in one.lists for stem in (entry.one, entry.all, entry.complete) if stem]
    wanted += [entry.match for one in asked for entry in one.matches]
    assert [stem for stem in wanted if stem not in stems] == []


def test_words_that_are_in_no_document_are_refused_by_name(library: Library) -> None:
    with pytest.raises(QuizError, match="No document has a passage with the words “no such words at all”"):
        library.find("no such words at all", SLUGS[0])
