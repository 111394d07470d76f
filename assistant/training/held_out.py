"""Which messages are never trained on by the reader: a fifth, by a hash, so that none ever changes sides."""

import hashlib

_ONE_IN = 5


def is_held_out(group: str) -> bool:
    """Whether a group of messages is held out: a message is a group by itself, a passage's bank questions are one."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % _ONE_IN == 0


def bank_group(passage: str) -> str:
    """The group of the bank's questions on a passage."""
    return f"bank:{passage}"
