"""What a trainer is promised of a quiz."""

import subprocess
import sys

import pytest

from quiz.check.asked import asked
from quiz.check.lint import lint
from quiz.check.supported import scope, supported
from quiz.choose import Quiz
from quiz.errors import QuizError
from quiz.item import CHOICE_KINDS, KINDS, Item, Option, plain
from quiz.library import Library
from quiz.quiz import make_quiz
from quiz.reviewed import reviewed
from quiz.sessions import session, sessions
from quiz.wanted import Wanted


def test_a_hundred_items_come_from_one_seed_over_both_documents(hundred: Quiz, library: Library) -> None:
    assert len(hundred.items) == 100
    assert {item.document for item in hundred.items} == set(library.fingerprints)


def test_the_hundred_have_no_flaw(hundred: Quiz) -> None:
    assert lint([asked(item) for item in hundred.items]) == []


def test_no_two_of_the_hundred_rest_on_the_same_evidence(hundred: Quiz) -> None:
    seen: set[str] = set()
    twice = [item.stem for item in hundred.items if seen & item.evidence or seen.update(item.evidence)]
    assert twice == []


def test_every_quote_stands_where_the_item_says(hundred: Quiz, library: Library) -> None:
    sources = [option.source for item in hundred.items for option in item.options]
    stored = {slug: document.text for slug, document in library.index.documents.items()}
    assert [s.quote for s in sources if stored[s.document][s.start : s.end] != s.quote] == []


def test_an_option_shows_the_documents_words_or_the_name_that_goes_with_them(hundred: Quiz) -> None:
    named = [item for item in hundred.items if "“{" not in item.stem and "“" in item.stem]
    quoting = [item for item in hundred.items if item not in named]
    options = [option for item in quoting for option in item.options]
    assert [option.text for option in options if plain(option.text) != plain(option.source.quote)] == []


def subjects(library: Library) -> dict[str, tuple[str, ...]]:
    """What each stem is about, by its author; an item itself does not carry it."""
    found: dict[str, tuple[str, ...]] = {}
    for asked_of in (reviewed(slug) for slug in library.fingerprints):
        assert asked_of is not None
        for entry in asked_of.lists:
            found |= dict.fromkeys((entry.one, entry.all, entry.complete), (*entry.about, entry.topic))
        found |= {point.ask: point.about for point in asked_of.points}
        found |= {statement.ask: () for statement in asked_of.statements}
    return found


def supported_elsewhere(library: Library, item: Item, subjects: dict[str, tuple[str, ...]]) -> list[str]:
    """The wrong options that some passage of any document supports for the stem."""
    if item.kind == "matching":
        return [
            f"{one.text}: {other.prompt}"
            for one in item.options
            for other in item.options
            if one is not other and _said_of(library, one, other.prompt)
        ]
    if item.kind not in CHOICE_KINDS:
        return []
    wrong = [option for option in item.options if not option.right]
    if item.stem not in subjects:  # names, one of which goes with the quote in the stem
        quoted = item.keys[0].model_copy(update={"text": item.keys[0].source.quote})
        return [option.text for option in wrong if _said_of(library, quoted, option.text)]
    keys = [passage for key in item.keys if (passage := library.index.passage(key.source.passage))]
    passages = scope(library, subjects[item.stem], keys)
    return [option.text for option in wrong if supported(library, option, passages)]


def _said_of(library: Library, option: Option, name: str) -> bool:
    return supported(library, option, scope(library, [name], []), by_meaning=False) is not None


def test_no_option_of_the_hundred_is_supported_elsewhere(hundred: Quiz, library: Library) -> None:
    known = subjects(library)
    assert {item.kind for item in hundred.items if item.stem in known} == set(CHOICE_KINDS)
    found = {item.stem: texts for item in hundred.items if (texts := supported_elsewhere(library, item, known))}
    assert found == {}


@pytest.mark.parametrize(
    ("quote", "stands_under", "asked_of"),
    [
        ("coercion", "Psychological abuse", "financial"),
        ("harassment", "Discriminatory abuse", "psychological"),
        ("threats of harm or abandonment", "Psychological abuse", "domestic"),
    ],
)
def test_an_option_that_is_supported_elsewhere_would_be_seen(
    library: Library, pool: list[Item], quote: str, stands_under: str, asked_of: str
) -> None:
    known = subjects(library)
    item = next(item for item in pool if item.stem in known and f"{asked_of} abuse" in known[item.stem])
    passage = library.find(quote, item.document, stands_under)
    planted = Option(text=quote, right=False, source=library.source(passage, quote))
    spoilt = item.model_copy(update={"options": (*item.options, planted)})
    assert supported_elsewhere(library, spoilt, known) == [quote]


def test_a_quote_that_goes_with_two_names_would_be_seen(library: Library, pool: list[Item]) -> None:
    item = next(item for item in pool if item.kind == "matching" and item.topic == "Forms of abuse and neglect")
    passage = library.find("harassment", item.document, "Psychological abuse")
    one, other = (Option(text="harassment", right=True, source=library.source(passage, "harassment"), prompt=name)
                  for name in ("Psychological abuse", "Discriminatory abuse"))  # fmt: skip
    spoilt = item.model_copy(update={"options": (one, other)})
    assert "harassment: Discriminatory abuse" in supported_elsewhere(library, spoilt, {})


def test_every_kind_is_made(pool: list[Item]) -> None:
    assert {item.kind for item in pool} == set(KINDS)


def test_the_same_seed_gives_the_same_quiz_in_another_process(library: Library, hundred: Quiz) -> None:
    code = (
        "import sys; from pathlib import Path; from corpus.settings import Settings; from quiz.library import Library;"
        "from quiz.quiz import make_quiz; from quiz.wanted import Wanted;"
        "library = Library(Settings(data=Path(sys.argv[1])));"
        "print(' '.join(i.id for i in make_quiz(library, Wanted(count=100, seed=2026)).items))"
    )
    library.save()
    data = str(library.settings.data)
    done = subprocess.run([sys.executable, "-c", code, data], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [item.id for item in hundred.items]


def test_another_seed_gives_another_quiz(library: Library) -> None:
    one, other = (make_quiz(library, Wanted(seed=seed)) for seed in (1, 2))
    assert {item.id for item in one.items} != {item.id for item in other.items}


def test_the_keys_are_spread_evenly_over_the_positions(hundred: Quiz) -> None:
    places = [item.options.index(item.keys[0]) for item in hundred.items if len(item.keys) == 1]
    counts = [places.count(place) for place in range(4)]
    assert max(counts) - min(counts) <= 1


def test_an_item_says_where_its_key_stands(hundred: Quiz) -> None:
    assert [i.id for i in hundred.items if i.keys[0].source.title not in i.explanation] == []


def test_a_scenario_is_not_scored_and_has_questions(pool: list[Item]) -> None:
    scenarios = [item for item in pool if item.kind == "scenario"]
    assert all(item.questions and not item.scored for item in scenarios)


@pytest.mark.parametrize("topic", ["financial abuse", "self-neglect", "Safeguarding Adults Boards", "commissioning"])
def test_a_topic_s_items_are_about_it(library: Library, topic: str) -> None:
    items = make_quiz(library, Wanted(topic=topic, count=5)).items
    words = topic.casefold().removesuffix("s")
    assert [i.id for i in items if words not in f"{i.topic} {i.section}".casefold()] == []


def test_a_topic_that_the_documents_do_not_cover_names_the_nearest(library: Library) -> None:
    with pytest.raises(
        QuizError, match=r"nothing on “investment fraud by e-mail”.* nearest topics are: Financial abuse"
    ):
        make_quiz(library, Wanted(topic="investment fraud by e-mail"))


def test_more_items_than_the_evidence_allows_gives_what_there_is_and_says_why(library: Library) -> None:
    made = make_quiz(library, Wanted(topic="self-neglect", count=50))
    assert 3 <= len(made.items) < 50
    assert f"{len(made.items)} of the 50 items asked for" in made.shortfall


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_can_be_asked_for(library: Library, kind: str) -> None:
    assert {item.kind for item in make_quiz(library, Wanted(kinds=(kind,), count=2)).items} == {kind}  # type: ignore[arg-type]


def test_a_difficulty_a_section_and_a_document_can_be_asked_for(library: Library) -> None:
    slug = "adult-safeguarding-improvement-tool"
    items = make_quiz(library, Wanted(document=slug, section="6. Commissioning", difficulty="hard", count=3)).items
    assert {(item.document, item.difficulty) for item in items} == {(slug, "hard")}
    assert all("6. Commissioning" in item.section for item in items)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(document="none"), "There is no document “none”"),
        (Wanted(section="no such heading"), "No item rests on a section"),
        (Wanted(session="none"), "There is no session “none”"),
        (Wanted(topic="self-neglect", kinds=("order",)), "Nothing is left"),
    ],
)
def test_what_can_not_be_made_is_explained(library: Library, wanted: Wanted, says: str) -> None:
    with pytest.raises(QuizError, match=says):
        make_quiz(library, wanted)


@pytest.mark.parametrize("name", [each.name for each in sessions()])
def test_a_session_covers_each_of_its_outcomes_by_its_share(library: Library, name: str) -> None:
    planned = session(name)
    items = make_quiz(library, Wanted(session=name, count=planned.count)).items
    shares = sum(outcome.share for outcome in planned.outcomes)
    for outcome in planned.outcomes:
        share = len(items) * outcome.share / shares
        assert abs(sum(planned.outcome_of(item) == outcome.outcome for item in items) - share) < 2
    assert all(planned.outcome_of(item) for item in items)


def test_every_topic_of_a_session_has_items(pool: list[Item]) -> None:
    topics = {item.topic for item in pool}
    asked_for = {topic for each in sessions() for outcome in each.outcomes for topic in outcome.topics}
    assert asked_for - topics == set()
