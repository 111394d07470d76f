"""Guessing passwords is stopped, and stops nobody for good."""

from ui.lockout import BY_ADDRESS, BY_NAME, FOR, Lockout


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_name_is_locked_after_some_failures_wherever_they_come_from() -> None:
    lockout = Lockout(Clock())
    for number in range(BY_NAME):
        assert not lockout.locked("ada", "10.0.0.99")
        lockout.failed("ada", f"10.0.0.{number}")
    assert lockout.locked("ada", "10.0.0.99")
    assert not lockout.locked("bob", "10.0.0.99")


def test_an_address_is_locked_after_more_failures_whatever_the_names() -> None:
    lockout = Lockout(Clock())
    for number in range(BY_ADDRESS):
        lockout.failed(f"name {number}", "10.0.0.1")
    assert lockout.locked("ada", "10.0.0.1")
    assert not lockout.locked("ada", "10.0.0.2")


def test_the_lock_opens_again_by_itself() -> None:
    clock = Clock()
    lockout = Lockout(clock)
    for _ in range(BY_NAME):
        lockout.failed("ada", "10.0.0.1")
    clock.now = FOR
    assert not lockout.locked("ada", "10.0.0.1")


def test_signing_in_clears_the_failures_of_the_name() -> None:
    lockout = Lockout(Clock())
    for _ in range(BY_NAME - 1):
        lockout.failed("ada", "10.0.0.1")
    lockout.succeeded("ada")
    lockout.failed("ada", "10.0.0.1")
    assert not lockout.locked("ada", "10.0.0.1")


def test_a_flood_of_names_takes_no_more_memory() -> None:
    lockout = Lockout(Clock())
    for number in range(12_000):
        lockout.failed(f"name {number}", f"address {number}")
    assert len(lockout._failures) <= 10_000
