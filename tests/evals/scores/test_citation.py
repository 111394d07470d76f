from collections.abc import Callable

from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.scores import citation
from evals.scores.tally import Tally

Ask = Callable[..., Question]
Answer = Callable[..., Reply]

WIND = "Boats need wind and a steady hand."
ROPES = "Moor the boat with two ropes."


def test_recall_counts_the_entries_of_which_most_is_shown(boats: Ground, ask: Ask, answer: Answer) -> None:
    question = ask(evidence=(WIND, ROPES))
    assert citation.evidence_recall(question, answer(WIND, "Moor the boat"), boats) == Tally(1, 2)


def test_recall_by_characters_counts_the_parts_as_well(boats: Ground, ask: Ask, answer: Answer) -> None:
    tally = citation.evidence_characters(ask(evidence=(WIND, ROPES)), answer(WIND, "Moor the boat"), boats)
    assert tally == Tally(len(WIND) + len("Moor the boat"), len(WIND) + len(ROPES))


def test_two_quotes_can_show_an_entry_together(boats: Ground, ask: Ask, answer: Answer) -> None:
    reply = answer("Boats need wind", "and a steady hand.")
    assert citation.evidence_recall(ask(evidence=(WIND,)), reply, boats) == Tally(1, 1)


def test_recall_is_nothing_out_of_all_where_the_reply_keeps_silent_wrongly(
    boats: Ground, ask: Ask, answer: Answer
) -> None:
    assert citation.evidence_recall(ask(evidence=(WIND,)), answer(status="abstained"), boats) == Tally(0, 1)


def test_recall_does_not_apply_where_the_question_accepts_silence(boats: Ground, ask: Ask, answer: Answer) -> None:
    question = ask(evidence=(WIND,), outcome=["answered", "abstained"])
    assert citation.evidence_recall(question, answer(status="abstained"), boats).value is None


def test_precision_counts_the_quotes_that_touch_evidence(boats: Ground, ask: Ask, answer: Answer) -> None:
    assert citation.citation_precision(ask(evidence=(WIND,)), answer(WIND, ROPES), boats) == Tally(1, 2)


def test_precision_does_not_apply_without_quotes(boats: Ground, ask: Ask, answer: Answer) -> None:
    assert citation.citation_precision(ask(evidence=(WIND,)), answer(), boats).value is None


def test_a_quote_beside_the_evidence_is_in_an_accepted_section(boats: Ground, ask: Ask, answer: Answer) -> None:
    question = ask(evidence=(WIND,))
    assert citation.section_precision(question, answer("the anchor", ROPES), boats) == Tally(1, 2)


def test_a_named_section_accepts_its_sub_sections(boats: Ground, ask: Ask, answer: Answer) -> None:
    question = ask(evidence=(WIND,), sections=["Mooring"])
    assert citation.section_precision(question, answer("The harbour is quiet."), boats) == Tally(1, 1)


def test_a_quote_that_repeats_another_is_not_necessary(boats: Ground, ask: Ask, answer: Answer) -> None:
    assert citation.necessity(ask(evidence=(WIND,)), answer(WIND, "Boats need wind"), boats) == Tally(1, 2)


def test_characters_to_read_sum_the_quotes(boats: Ground, ask: Ask, answer: Answer) -> None:
    assert citation.characters(ask(), answer("the crew", "the anchor"), boats) == Tally(18, 1)


def test_cells_of_the_wrong_column_count_against_the_column(boats: Ground, ask: Ask, answer: Answer) -> None:
    reply = answer("The harbour is quiet.", "Is the harbour quiet?", WIND)
    assert citation.column(ask(column="ideal"), reply, boats) == Tally(1, 2)


def test_a_quote_that_is_not_the_stored_text_is_not_verbatim(boats: Ground, ask: Ask, answer: Answer) -> None:
    reply = answer(WIND, ROPES)
    bent = reply.model_copy(
        update={"quotes": (reply.quotes[0], reply.quotes[1].model_copy(update={"verbatim": False}))}
    )
    assert citation.verbatim(ask(), bent, boats) == Tally(1, 2)


def test_of_two_quotes_of_the_same_words_in_two_places_neither_is_necessary(
    boats: Ground, ask: Ask, answer: Answer
) -> None:
    """“crew” stands in the list and under Mooring, and either serves."""
    reply = answer("the crew", "Ask the crew.")
    assert citation.necessity(ask(evidence=("crew",)), reply, boats) == Tally(0, 2)
    assert citation.citation_precision(ask(evidence=("crew",)), reply, boats) == Tally(2, 2)


def test_a_quote_that_only_touches_an_entry_is_not_necessary(boats: Ground, ask: Ask, answer: Answer) -> None:
    assert citation.necessity(ask(evidence=(WIND,)), answer("Boats need"), boats) == Tally(0, 1)


def test_quotes_that_show_an_entry_only_together_are_both_necessary(boats: Ground, ask: Ask, answer: Answer) -> None:
    reply = answer("Boats need wind", "and a steady hand.")
    assert citation.necessity(ask(evidence=(WIND,)), reply, boats) == Tally(2, 2)
