"""How fast Signpost is, as ratios within one run: ``python -m evals.bench``; docs/performance.md has the figures.

The corpus as it is for one half; for the other an index of made-up passages with random vectors, which stand in for
embedded ones: what is measured there is searching and ranking among many, not the quality of what is found.
"""

import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any
from unittest.mock import patch

import numpy as np
import typer

from assistant.assistant import Assistant
from corpus.about import About
from corpus.document import Document
from corpus.index import writing
from corpus.index.embedding import DocumentEncoder, Vectors
from corpus.parse import parse
from corpus.settings import Settings, load_settings
from ingest.publish import ingest

_QUESTIONS = 100
_AT_ONCE = 32
_WORDS_EACH = 40
_COLD_RUNS = 3
_LONGEST_DOCUMENT = 1000
_QUICK_START = """
import sys
import chromadb
from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore
from sentence_transformers import SentenceTransformer
from corpus.index.embedding import model_folder

class Embedding(BaseEmbedding):
    def _get_query_embedding(self, query): return model.encode(query).tolist()
    async def _aget_query_embedding(self, query): return self._get_query_embedding(query)
    def _get_text_embedding(self, text): return self._get_query_embedding(text)

model = SentenceTransformer(str(model_folder(sys.argv[3])), device="cpu")
collection = chromadb.PersistentClient(sys.argv[1]).get_collection(sys.argv[2])
store = ChromaVectorStore(chroma_collection=collection)
index = VectorStoreIndex.from_vector_store(store, embed_model=Embedding())
print(index.as_retriever(similarity_top_k=5).retrieve("What is self-neglect?")[0].text[:50])
"""

Line = tuple[str, str]


def bench(
    passages: Annotated[list[int] | None, typer.Option(help="Sizes to compare; none leaves this out.")] = None,
) -> None:
    """Measure, and print a line for each figure."""
    settings = load_settings()
    for what, figure in [*_answers(settings), *_cold(settings), *_ingests(settings), *_sizes(settings, passages or [])]:
        typer.echo(f"{what:<62} {figure}")


def _answers(settings: Settings) -> Iterator[Line]:
    assistant = Assistant(settings)
    questions = _sample([question.text for question in assistant.index.questions])
    for question in questions[:10]:
        assistant.ask(question)
    answers = _times(assistant.ask, questions)
    encoder = DocumentEncoder(settings.model)
    for runtime, embed in (("ours", assistant.index.embed), ("quick start's", lambda text: encoder.encode([text]))):
        for question in questions[:10]:
            embed(question)
        bare = _times(embed, questions)[0]
        yield f"bare query embedding, {runtime}, p50", f"{1000 * bare:.1f} ms"
        yield f"warm answer p50 / bare embedding p50, {runtime}", f"{answers[0] / bare:.2f}"
        yield f"warm answer p95 / bare embedding p50, {runtime}", f"{answers[1] / bare:.2f}"
    with ThreadPoolExecutor(_AT_ONCE) as people:
        crowd = list(people.map(lambda question: _timed(assistant.ask, question), questions[:_AT_ONCE] * 4))
    yield f"{_AT_ONCE} at once, p95 / one person's p50", f"{np.percentile(crowd, 95) / answers[0]:.1f}"


def _cold(settings: Settings) -> Iterator[Line]:
    index = Assistant(settings).index
    folder = settings.data / "indexes" / index.manifest.name / "chroma"
    quick = [sys.executable, "-c", _QUICK_START, str(folder), f"units-{index.manifest.name}", settings.model]
    own = [sys.executable, "-m", "ui.terminal", "ask", "What is self-neglect?"]
    runs = [(_timed(_run, own), _timed(_run, quick)) for _ in range(_COLD_RUNS)]
    yield "cold `signpost ask` / cold LlamaIndex quick start", f"{statistics.median(a / b for a, b in runs):.2f}"
    yield "cold `signpost ask`", f"{statistics.median(a for a, _ in runs):.1f} s"


def _ingests(settings: Settings) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(update={"data": Path(folder) / "data"})
        shutil.copytree(settings.data, own.data)
        started = time.monotonic()
        again = ingest(own)
        yield (
            f"ingest of unchanged documents ({again.written.embedded} embedded)",
            f"{time.monotonic() - started:.2f} s",
        )
        documents = [_made_up("throughput", 500, random.Random(2))]
        fresh = settings.model_copy(update={"data": Path(folder) / "fresh"})
        shutil.copytree(settings.data / "models", fresh.data / "models")
        texts = [unit.searched_text for unit in writing._units(documents)]
        alone = _timed(lambda encoder: encoder.encode(texts), DocumentEncoder(settings.model))
        whole = _timed(lambda own: writing.write_index(own, documents, [], lambda done, total: None), fresh)
        yield "the encoder alone / an ingest of the same passages", f"{alone / whole:.2f}"


def _sizes(settings: Settings, sizes: Sequence[int]) -> Iterator[Line]:
    """p95 of an answer among so many passages, against the first size, and the memory that the larger one takes."""
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            own = settings.model_copy(update={"data": Path(folder)})
            shutil.copytree(settings.data / "models", own.data / "models")
            each = min(size, _LONGEST_DOCUMENT)
            documents = [_made_up(f"made-up-{n}", each, random.Random(n)) for n in range(size // each)]
            with patch.object(writing, "DocumentEncoder", _RandomVectors):
                writing.write_index(own, documents, [], lambda done, total: None)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            started = time.monotonic()
            assistant = Assistant(own)
            opened = time.monotonic() - started
            questions = _sample([passage.text for passage in documents[0].passages], 8)
            for question in questions[:10]:
                assistant.ask(question)
            p95 = _times(assistant.ask, questions)[1]
            first = first or p95
            memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
            yield f"{size:,} passages: p95 / p95 of the first size", f"{p95 / first:.2f} (p95 {1000 * p95:.0f} ms)"
            yield f"{size:,} passages: opening; memory's new peak over writing", f"{opened:.1f} s; {memory:.0f} MB"


class _RandomVectors:
    def __init__(self, model: str) -> None:
        self._chance = np.random.default_rng(0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        made = self._chance.normal(size=(len(texts), 384)).astype(np.float32)
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def _made_up(slug: str, count: int, chance: random.Random) -> Document:
    """A document of varied passages: words drawn unevenly from 20,000, a heading for every 20."""
    words = ["".join(chance.choices("aeioulnrstdmcpgbvfh", k=chance.randint(3, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    parts = []
    for number in range(count):
        if number % 20 == 0:
            parts.append(f"## {' '.join(chance.choices(words, k=4))}")
        parts.append(" ".join(chance.choices(words, weights, k=_WORDS_EACH)) + ".")
    text = "\n\n".join(parts) + "\n"
    fields = dict.fromkeys(("title", "publisher", "date", "edition", "licence", "attribution"), "Made up")
    about = About.model_validate(fields | {"standing": "practice guidance"})
    return Document(slug, about, text, parse(slug, about, text))


def _sample(texts: Sequence[str], words: int = 1000) -> list[str]:
    chosen = random.Random(3).sample(list(texts), min(_QUESTIONS, len(texts)))
    return [" ".join(text.split()[:words]) for text in chosen]


def _times(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile, in seconds."""
    taken = [_timed(ask, question) for question in questions]
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))


def _timed(what: Callable[[Any], object], of: Any) -> float:
    started = time.perf_counter()
    what(of)
    return time.perf_counter() - started


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    typer.run(bench)
