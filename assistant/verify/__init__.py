"""Whether the passages that a written sentence names support it: decided in code, never by asking the model again."""

from assistant.verify.evidence import Evidence, Piece
from assistant.verify.verifier import Verdict, Verifier

__all__ = ["Evidence", "Piece", "Verdict", "Verifier"]
