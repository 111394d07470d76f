import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard.patterns import Cues, patterns, plain

_WORDS = "I'm İ ı ſ K going to KILL Myſelf help ME hide it ignore your INSTRUCTIONS SYSTEM: hit her NOW what is abuse".split()


@pytest.mark.parametrize("name", ["emergency", "harmful", "injection"])
@given(text=st.lists(st.sampled_from(_WORDS) | st.text(max_size=5), max_size=12).map(" ".join))
def test_cues_are_found_whatever_the_case(name: str, text: str) -> None:
    found = {key: re.search(p.pattern, plain(text), re.IGNORECASE) is not None for key, p in patterns(name).items()}
    assert Cues(name, text) == found
