import pytest

from assistant.reader import UNIT_HEAD
from assistant.training.held_out import LEFT_OUT
from assistant.training.messages import Message, gather
from corpus.index.reading import Index


@pytest.fixture(scope="module")
def units(index: Index) -> list[str]:
    return sorted({index.units[number].key for number in index.answering_unit})


@pytest.fixture(scope="module")
def myths(index: Index) -> list[str]:
    return [myth.id for myth, _ in index.realities]


@pytest.fixture(scope="module")
def messages(index: Index, myths: list[str], units: list[str]) -> list[Message]:
    return gather(index, myths, units)


def test_a_hurried_copy_is_on_the_side_and_of_the_round_of_its_original(messages: list[Message]) -> None:
    originals = {message.text: message for message in messages if message.text == message.original}
    sides = {(m.held_out == originals[m.original].held_out, m.round == originals[m.original].round) for m in messages}
    assert sides == {(True, True)}


def test_about_a_fifth_of_the_examples_is_held_out(messages: list[Message]) -> None:
    examples = [message.held_out for message in messages if message.source != "bank"]
    assert 0.17 < sum(examples) / len(examples) < 0.23


def test_of_the_bank_rounds_are_left_out_instead(messages: list[Message]) -> None:
    of_bank = [message for message in messages if message.source == "bank"]
    assert not any(message.held_out for message in of_bank)
    assert {message.round for message in of_bank} > set(LEFT_OUT)


def test_a_question_on_a_myth_rests_on_that_myth(index: Index, messages: list[Message], myths: list[str]) -> None:
    asked = {question.text: question.passage for question in index.questions}
    found = {
        asked[message.original]: message.classes["belief"]
        for message in messages
        if message.source == "bank" and message.classes["belief"]
    }
    assert found == {myth: number for number, myth in enumerate(myths, 1)}


def test_every_unit_that_the_bank_asks_for_is_learned(messages: list[Message], units: list[str]) -> None:
    assert {message.classes[UNIT_HEAD] for message in messages if UNIT_HEAD in message.classes} == set(
        range(len(units))
    )
