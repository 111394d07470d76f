"""The people who may use a shared page: a file of names, roles and hashed passwords."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from corpus.errors import UsersError

Role = Literal["practitioner", "trainer", "reviewer", "owner"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST_PASSWORD = 12  # characters
LONGEST_PASSWORD = 200

# OWASP's Password Storage Cheat Sheet (2024) for scrypt: 32 MiB, three rounds.
_COST = {"n": 2**15, "r": 8, "p": 3}
_MEMORY = 64 * 2**20
_NOBODY = "scrypt$" + "A" * 24 + "$" + "A" * 44  # checked in place of a person who is not there


class User(BaseModel):
    """A person. ``password`` is hashed; an empty one fits nothing: a proxy signs that person in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role = "practitioner"
    password: str = Field("", pattern=r"^(scrypt\$[\w+/=]{24}\$[\w+/=]{44})?$")


_FILE = TypeAdapter(dict[str, User])


class Users:
    """The file of users. It is read again whenever it has changed, so that a removal takes effect at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_at: tuple[int, int] | None = None
        self._users: dict[str, User] = {}

    def all(self) -> dict[str, User]:
        """Everybody in the file, by name.

        Raises:
            UsersError: the file is missing or damaged.
        """
        try:
            state = self.path.stat()
            changed = (state.st_mtime_ns, state.st_ino)
            if changed != self._read_at:
                self._users = _FILE.validate_json(self.path.read_bytes())
                self._read_at = changed
        except OSError as error:
            raise UsersError(
                f"The file of users {self.path} can't be read ({error.strerror}): add a person with "
                "`signpost users add NAME`, or correct SIGNPOST_USERS."
            ) from error
        except ValidationError as error:
            raise UsersError(
                f"The file of users {self.path} is damaged ({error.errors()[0]['msg']}): put a copy of it back, or "
                "delete it and add the people again with `signpost users add NAME`."
            ) from error
        return self._users

    def find(self, name: str) -> User | None:
        """The person of that name, if there is one; raises as :meth:`all` does."""
        return self.all().get(_key(name))

    def add(self, name: str, role: Role, password: str | None) -> None:
        """Add a person, or give one who is there another role and password. Without a password, a proxy signs them in.

        Raises:
            UsersError: the name or the password can't be used, or the file can't be read or written.
        """
        key = _key(name)
        if not key or len(key) > 100 or not key.isprintable():
            raise UsersError(f"“{name}” can't be a name: use 1 to 100 characters that can be seen.")
        if password is not None and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise UsersError(
                f"The password has {len(password)} characters: use {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}. "
                "Three random words are easy to remember and hard to guess."
            )
        user = User(role=role, password="" if password is None else hashed(password))
        self._write((self.all() if self.path.exists() else {}) | {key: user})

    def remove(self, name: str) -> None:
        """Remove a person, who is signed out at once.

        Raises:
            UsersError: nobody has that name, or the file can't be read or written.
        """
        users = dict(self.all())
        if users.pop(_key(name), None) is None:
            raise UsersError(f"{self.path} has nobody called {name}: `signpost users list` shows who is in it.")
        self._write(users)

    def _write(self, users: dict[str, User]) -> None:
        """Replace the file as a whole; only its owner may read it."""
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(_FILE.dump_json(users, indent=1) + b"\n")
            temporary.replace(self.path)
        except OSError as error:
            raise UsersError(f"{self.path} can't be written ({error.strerror}): check the folder.") from error


def hashed(password: str, salt: bytes | None = None) -> str:
    """A password as the file keeps it: salted, and hashed by scrypt (RFC 7914)."""
    salt = secrets.token_bytes(16) if salt is None else salt
    digest = hashlib.scrypt(password.encode(), salt=salt, dklen=32, maxmem=_MEMORY, **_COST)
    return f"scrypt${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def fits(password: str, user: User | None) -> bool:
    """Whether a password is that person's; it takes as long where there is no such person."""
    kept = user.password if user and user.password else _NOBODY
    salt = base64.b64decode(kept.split("$")[1])
    right = hmac.compare_digest(hashed(password, salt), kept)
    return right and kept != _NOBODY


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
