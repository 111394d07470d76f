"""Who is at the page: nobody in particular, a person who has signed in, or one whom a proxy has."""

import hashlib
import secrets
import threading
import time
from dataclasses import dataclass

from corpus.settings import Settings
from ui.lockout import Lockout
from ui.users import LONGEST_PASSWORD, Role, User, Users, fits

SIGNED_IN_FOR = 8 * 60 * 60  # seconds without a request after which a person must sign in again
_MAY_ADD: tuple[Role, ...] = ("owner",)
_MAY_EVALUATE: tuple[Role, ...] = ("reviewer", "owner")


class TooManyTries(Exception):
    """Too many passwords were wrong: the next try must wait."""


@dataclass
class _Session:
    name: str
    password: str  # as hashed when it was given: a changed one ends the session
    until: float


class Access:
    """Signs people in and knows their roles. Sessions are kept in memory: a restart signs everybody out."""

    def __init__(self, settings: Settings) -> None:
        self.users = Users(settings.users) if settings.users else None
        self.header = settings.sign_in_header
        self.proxy = settings.proxy
        self._lockout = Lockout()
        self._sessions: dict[str, _Session] = {}
        self._one_at_a_time = threading.Lock()  # hashing takes 32 MiB: a flood of tries must not take them all at once

    @property
    def required(self) -> bool:
        """Whether a visitor must be signed in."""
        return self.users is not None or self.header is not None

    @property
    def by_password(self) -> bool:
        """Whether people sign in here, rather than at a proxy."""
        return self.users is not None and self.header is None

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """The token of a new session, or None where name and password do not fit.

        Raises:
            TooManyTries: too many passwords were wrong, for this name or from this address.
            UsersError: the file of users can't be read.
        """
        name = " ".join(name.casefold().split())[:LONGEST_PASSWORD]
        with self._one_at_a_time:
            if self._lockout.locked(name, address):
                raise TooManyTries
            user = self.users.find(name) if self.users else None
            if not fits(password[: LONGEST_PASSWORD + 1], user) or user is None:
                self._lockout.failed(name, address)
                return None
            self._lockout.succeeded(name)
            token = secrets.token_urlsafe(32)
            now = time.monotonic()
            for old in [key for key, session in self._sessions.items() if session.until < now]:
                del self._sessions[old]
            self._sessions[_digest(token)] = _Session(name, user.password, now + SIGNED_IN_FOR)
            return token

    def person(self, token: str) -> str | None:
        """The name of the person whose session that is, if it is one and they may still use the page."""
        session = self._sessions.get(_digest(token))
        if session is None or self.users is None:
            return None
        user = self.users.find(session.name)
        if user is None or user.password != session.password or session.until < time.monotonic():
            self.sign_out(token)
            return None
        session.until = time.monotonic() + SIGNED_IN_FOR
        return session.name

    def sign_out(self, token: str) -> None:
        """End a session, if it is one."""
        self._sessions.pop(_digest(token), None)

    def may_evaluate(self, name: str | None) -> bool:
        """Whether a person may see and use Evaluate. Where nobody signs in, everybody may."""
        return self._has_role(name, _MAY_EVALUATE)

    def may_add(self, name: str | None) -> bool:
        """Whether a person may add documents. Where nobody signs in, everybody may."""
        return self._has_role(name, _MAY_ADD)

    def _has_role(self, name: str | None, roles: tuple[Role, ...]) -> bool:
        if not self.required:
            return True
        user: User | None = self.users.find(name) if self.users and name else None
        return user is not None and user.role in roles


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
