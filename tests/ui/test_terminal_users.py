"""`signpost users`."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.errors import UsersError
from ui.terminal_users import app
from ui.users import Users, fits

PASSWORD = "three made-up words"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIGNPOST_USERS", str(tmp_path / "users.json"))
    return tmp_path / "users.json"


def test_a_person_is_added_with_a_password_that_is_not_shown(path: Path) -> None:
    done = CliRunner().invoke(app, ["add", "Ada", "--role", "reviewer"], input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert PASSWORD not in done.output
    ada = Users(path).find("ada")
    assert ada is not None
    assert (ada.role, fits(PASSWORD, ada)) == ("reviewer", True)


def test_a_person_can_be_left_to_the_proxy(path: Path) -> None:
    CliRunner().invoke(app, ["add", "Ada", "--proxy"])
    ada = Users(path).find("ada")
    assert ada is not None
    assert ada.password == ""


def test_people_are_listed_by_role_without_their_passwords(path: Path) -> None:
    Users(path).add("bob", "practitioner", None)
    Users(path).add("ada", "owner", PASSWORD)
    done = CliRunner().invoke(app, ["list"])
    assert done.output.splitlines() == ["bob (practitioner, signed in by the proxy)", "ada (owner)"]


def test_a_person_is_removed(path: Path) -> None:
    Users(path).add("ada", "owner", None)
    CliRunner().invoke(app, ["remove", "Ada"])
    assert Users(path).all() == {}


def test_without_the_setting_the_command_says_which_one_to_set() -> None:
    failed = CliRunner().invoke(app, ["list"])
    assert isinstance(failed.exception, UsersError)
    assert "SIGNPOST_USERS" in str(failed.exception)
