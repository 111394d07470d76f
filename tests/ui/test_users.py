"""The file of users: who is in it, and how passwords lie there."""

import os
from pathlib import Path

import pytest

from corpus.errors import UsersError
from ui.users import Users, fits

PASSWORD = "three made-up words"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    made = Users(tmp_path / "kept" / "users.json")
    made.add("Ada", "reviewer", PASSWORD)
    return made


def test_a_person_is_found_by_name_whatever_its_case(users: Users) -> None:
    found = users.find("  aDA ")
    assert found is not None
    assert found.role == "reviewer"


def test_the_right_password_fits_and_no_other(users: Users) -> None:
    ada = users.find("ada")
    assert fits(PASSWORD, ada)
    assert not fits(PASSWORD + "x", ada)
    assert not fits("", ada)


def test_nothing_fits_who_is_not_there_or_has_no_password(users: Users) -> None:
    users.add("bob", "trainer", None)
    assert not fits("", users.find("bob"))
    assert not fits("", None)


def test_the_file_holds_no_password_and_two_of_the_same_look_different(users: Users) -> None:
    users.add("bob", "practitioner", PASSWORD)
    assert PASSWORD not in users.path.read_text()
    kept = users.all()
    assert kept["ada"].password != kept["bob"].password


def test_only_its_owner_may_read_the_file(users: Users) -> None:
    assert os.stat(users.path).st_mode & 0o077 == 0


def test_adding_again_changes_role_and_password(users: Users) -> None:
    users.add("ADA", "owner", "another made-up one")
    ada = users.find("ada")
    assert ada is not None
    assert ada.role == "owner"
    assert not fits(PASSWORD, ada)


def test_a_removal_by_another_process_is_seen_at_once(users: Users) -> None:
    assert users.find("ada")
    Users(users.path).remove("ada")
    assert users.find("ada") is None


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_too_short_or_too_long_is_refused(users: Users, password: str) -> None:
    with pytest.raises(UsersError, match="12 to 200"):
        users.add("bob", "practitioner", password)
    assert users.find("bob") is None


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 101])
def test_a_name_that_cannot_be_shown_is_refused(users: Users, name: str) -> None:
    with pytest.raises(UsersError, match="can't be a name"):
        users.add(name, "practitioner", PASSWORD)


def test_removing_nobody_is_said(users: Users) -> None:
    with pytest.raises(UsersError, match="nobody called bob"):
        users.remove("bob")


@pytest.mark.parametrize("content", ["", "[]", '{"ada": {"role": "queen"}}', '{"ada": {"password": "plain"}}'])
def test_a_damaged_file_lets_nobody_in_and_says_what_to_do(users: Users, content: str) -> None:
    users.path.write_text(content)
    with pytest.raises(UsersError, match="put a copy of it back"):
        users.find("ada")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsersError, match="signpost users add"):
        Users(tmp_path / "none.json").all()
