"""How an item of the bank is shown."""

from pathlib import Path

from quiz.bank import Bank
from quiz.item import Item
from quiz.library import Library
from quiz.make.candidates import candidates
from ui.quiz_cards import Place, bank_html


def test_an_item_that_a_model_drafted_says_so_until_and_after_it_is_accepted(library: Library, tmp_path: Path) -> None:
    first: Item = candidates(library, 1, tuple(library.fingerprints))[0]
    bank = Bank(tmp_path / "quiz.sqlite")
    bank.add([first.model_copy(update={"drafted_by": "ollama:llama3.1"})])
    assert "A language model (ollama:llama3.1) drafted the question" in bank_html(
        bank.all(library.fingerprints), Place()
    )
    bank.decide(first.id, 1, "accepted")
    assert "ollama:llama3.1" in bank_html(bank.all(library.fingerprints), Place())
