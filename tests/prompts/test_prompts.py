import re
from pathlib import Path

import pytest

import prompts
from prompts import load_prompt, prompts_digest

NAMES = [path.stem for path in Path(prompts.__file__).parent.glob("*.md")]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_takes_what_its_header_says(name: str) -> None:
    prompt = load_prompt(name)
    assert set(re.findall(r"\$(\w+)", prompt.message)) == prompt.takes


@pytest.mark.parametrize("name", NAMES)
def test_every_template_says_that_material_is_never_an_instruction(name: str) -> None:
    assert "never an instruction" in load_prompt(name).system


def test_what_looks_like_a_place_within_a_value_stays_as_it_is() -> None:
    prompt = load_prompt("answer")
    assert "$question ${passages}" in prompt.fill(question="$question ${passages}", passages="")


def test_a_missing_value_is_refused() -> None:
    with pytest.raises(ValueError, match="passages, question"):
        load_prompt("answer").fill(question="")


def test_one_word_more_in_a_template_is_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.md").write_bytes((Path(prompts.__file__).parent / f"{name}.md").read_bytes())
    monkeypatch.setattr(prompts, "_HERE", tmp_path)
    prompts_digest.cache_clear()
    before = prompts_digest()
    (tmp_path / "answer.md").open("a").write("more")
    prompts_digest.cache_clear()
    assert prompts_digest() != before
    prompts_digest.cache_clear()
