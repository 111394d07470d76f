"""Against guessing of passwords: after some failures, no more tries for a while."""

import time
from collections import deque
from collections.abc import Callable

FOR = 15 * 60  # seconds in which failures count, and for which they lock
BY_NAME = 5  # failures with one name, whoever tries
BY_ADDRESS = 20  # failures from one address, whichever name
_REMEMBERED = 10_000  # names and addresses; a flood of new ones pushes the oldest out


class Lockout:
    """Counts failures by name and by address; unknown names count like known ones, so that none is given away."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, str], deque[float]] = {}

    def locked(self, name: str, address: str) -> bool:
        """Whether a try with that name from that address must wait."""
        return self._recent("name", name) >= BY_NAME or self._recent("address", address) >= BY_ADDRESS

    def failed(self, name: str, address: str) -> None:
        """Note a failure."""
        for key, most in ((("name", name), BY_NAME), (("address", address), BY_ADDRESS)):
            times = self._failures.pop(key, None) or deque(maxlen=most)
            times.append(self._clock())
            self._failures[key] = times
        while len(self._failures) > _REMEMBERED:
            del self._failures[next(iter(self._failures))]

    def succeeded(self, name: str) -> None:
        """Forget a name's failures."""
        self._failures.pop(("name", name), None)

    def _recent(self, kind: str, value: str) -> int:
        times = self._failures.get((kind, value), ())
        return sum(self._clock() - at < FOR for at in times)
