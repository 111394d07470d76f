import os
import subprocess
import sys

import pytest

from assistant.llm import LanguageModel
from corpus.errors import SettingsError
from corpus.settings import Settings, load_settings


def test_an_openai_like_model_needs_an_address() -> None:
    with pytest.raises(SettingsError, match="SIGNPOST_LLM_URL"):
        LanguageModel(Settings(llm="openai-like:m"))


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.0.2.7/v1", False),
        ("https://models.example.org/v1", False),
        ("http://localhost.example.org/v1", False),
        ("http://127.0.0.1@models.example.org/v1", False),
    ],
)
def test_a_model_is_on_this_machine_only_at_a_loopback_address(url: str, here: bool) -> None:
    assert LanguageModel(Settings(llm="openai-like:m", llm_url=url)).on_this_machine == here


def test_ollama_is_on_this_machine_unless_it_is_said_where() -> None:
    assert LanguageModel(Settings(llm="ollama:llama3.1")).on_this_machine


def test_a_setting_of_the_wrong_form_is_refused_without_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_LLM", "gpt")
    monkeypatch.setenv("SIGNPOST_LLM_KEY", "made-up-key-4711")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert "SIGNPOST_LLM" in str(raised.value)
    assert "4711" not in str(raised.value)


def test_the_key_is_not_in_the_settings_as_printed() -> None:
    assert "4711" not in repr(Settings(llm="ollama:m", llm_key="made-up-key-4711"))  # type: ignore[arg-type]


LOOK = """
import sys
from assistant.assistant import Assistant
from corpus.settings import load_settings
Assistant(load_settings()).ask("What is self-neglect?")
print([name for name in ("openai", "ollama", "assistant.llm", "torch", "prompts") if name in sys.modules])
"""


def test_without_a_model_nothing_of_one_is_imported(settings: Settings) -> None:
    environment = os.environ | {"SIGNPOST_DATA": str(settings.data)}
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, env=environment, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_with_a_model_a_question_needs_no_torch(settings: Settings) -> None:
    environment = os.environ | {
        "SIGNPOST_DATA": str(settings.data),
        "SIGNPOST_LLM": "openai-like:m",
        "SIGNPOST_LLM_URL": "http://127.0.0.1:9/v1",
    }
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, env=environment, timeout=60)
    assert "assistant.llm" in done.stdout
    assert "torch" not in done.stdout
