"""What is seen in a question before anything else happens to it."""

from assistant.guard.clean import LIMIT, check, clean
from assistant.guard.emergency import Emergency, EmergencyKind, find_emergency
from assistant.guard.intent import find_harmful, find_injection, strip_injection
from assistant.guard.personal_data import PersonalData, find_personal_data, mask
from assistant.guard.sentences import vectors_of

__all__ = [
    "LIMIT",
    "Emergency",
    "EmergencyKind",
    "PersonalData",
    "check",
    "clean",
    "find_emergency",
    "find_harmful",
    "find_injection",
    "find_personal_data",
    "mask",
    "strip_injection",
    "vectors_of",
]
