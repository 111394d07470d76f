import numpy as np
import pytest

from assistant.features import FEATURES
from assistant.judge import SIGNS
from assistant.model import Model, load_model
from assistant.reader import load_reader
from corpus.document import Document
from corpus.index.reading import Index


@pytest.mark.parametrize(("name", "features"), [("ranker", FEATURES), ("judge", SIGNS)])
def test_shipped_weights_are_for_the_features_of_today(name: str, features: tuple[str, ...]) -> None:
    assert load_model(name).features == features


def test_the_shipped_reader_knows_the_myths_of_today(documents: list[Document]) -> None:
    assert set(load_reader().myths) == {p.id for d in documents for p in d.passages if p.kind == "myth"}


def test_the_shipped_reader_knows_every_unit_that_has_questions_today(index: Index) -> None:
    assert set(load_reader().units) == {index.units[number].key for number in index.answering_unit}


def test_a_hidden_layer_adds_what_it_says() -> None:
    one = np.ones(1)
    model = Model(("x",), np.zeros(1), one, direct=one, bias=0.5, hidden=np.ones((1, 1)), hidden_bias=-one, out=2 * one)
    assert model.scores(np.array([[0.0], [3.0]])).tolist() == [0.5, 7.5]
