from assistant.training.messages import gather
from corpus.bank import BankQuestion


def bank(passages: int) -> list[BankQuestion]:
    return [BankQuestion(f"{voice} of {n}?", f"p{n}", False, 1) for n in range(passages) for voice in ("who", "what")]


def test_the_questions_on_a_passage_are_all_held_out_or_all_learned() -> None:
    sides: dict[str, set[bool]] = {}
    for message in gather(bank(40), []):
        if message.source == "bank":
            sides.setdefault(message.group, set()).add(message.held_out)
    assert all(len(side) == 1 for side in sides.values())


def test_a_hurried_copy_is_on_the_side_of_its_original() -> None:
    messages = gather([], [])
    originals = {message.text: message.held_out for message in messages if message.group == message.text}
    assert all(message.held_out == originals[message.group] for message in messages)


def test_about_a_fifth_is_held_out() -> None:
    messages = gather([], [])
    assert 0.17 < sum(message.held_out for message in messages) / len(messages) < 0.23


def test_a_question_on_a_myth_rests_on_that_myth() -> None:
    found = {m.text: m.classes["belief"] for m in gather(bank(3), ["p2", "p0"]) if m.source == "bank"}
    assert (found["who of 0?"], found["who of 1?"], found["who of 2?"]) == (2, 0, 1)
