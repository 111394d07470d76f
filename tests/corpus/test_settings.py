import pytest

from corpus.errors import SettingsError
from corpus.settings import Settings, load_settings


def test_an_unknown_setting_is_refused_with_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_DOCUMENT", "/tmp")
    with pytest.raises(SettingsError, match="Did you mean SIGNPOST_DOCUMENTS"):
        load_settings()


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
