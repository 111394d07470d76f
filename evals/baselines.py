"""The two baselines that any reader can judge Signpost by: LlamaIndex's quickstart, and BM25 over paragraphs.

They see what a newcomer would give them: the received files (source.txt), as plain text. They answer every
question with what they retrieved, know no notices, and pay no attention to earlier questions.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.errors import EvaluationError
from corpus.index.embedding import DocumentEncoder, model_fingerprint
from corpus.index.lexical import LexicalIndex, words
from corpus.settings import Settings
from evals.alignment import SourceMap
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Quote, Reply

if TYPE_CHECKING:
    from llama_index.core.embeddings import BaseEmbedding


BASELINES = ("quickstart", "quickstart-5", "bm25")


class Chunk:
    """A stretch of a source as a baseline retrieves it."""

    def __init__(self, document: Document, text: str, start: int, end: int, source_map: SourceMap) -> None:
        self.document = document.slug
        self.text = text
        self.spans = source_map.shown(start, end)
        self.passages = [
            p for p in document.passages if any(p.start < end_ and start_ < p.end for start_, end_ in self.spans)
        ]

    def quote(self, number: int) -> Quote:
        """The chunk as a quote; its section is that of the first passage it shows."""
        section = " > ".join(self.passages[0].section) if self.passages else ""
        return Quote(number=number, document=self.document, section=section, text=self.text, spans=self.spans)


class Baseline:
    """A retriever whose answer is its top chunks, as they are."""

    def __init__(
        self, name: str, fingerprint: str, top: int, search: Callable[[str], Sequence[tuple[Chunk, float]]]
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._top = top
        self._search = search

    def reply(self, question: Question) -> Reply:
        """Always “answered”, with the first ``top`` chunks; the confidence is the best one's score, within 0 to 1."""
        found = self._search(question.question)
        quotes = tuple(chunk.quote(n) for n, (chunk, _) in enumerate(found[: self._top], 1))
        return Reply(
            asked=question.question,
            status="answered",
            text="\n\n".join(quote.text for quote in quotes),
            quotes=quotes,
            ranking=tuple(dict.fromkeys(passage.id for chunk, _ in found for passage in chunk.passages)),
            confidence=min(1.0, max(0.0, found[0][1])) if found else 0.0,
            elapsed_ms=0.0,
            index=self.fingerprint,
        )


def bm25(settings: Settings, ground: Ground) -> Baseline:
    """BM25 over the sources' paragraphs (split at empty lines), top 5, with the corpus's stemmer and stop words."""
    chunks: list[Chunk] = []
    for document, source in _sources(settings, ground):
        source_map = SourceMap(document, source)
        for match in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", source, re.DOTALL):
            chunks.append(Chunk(document, match.group().strip(), *match.span(), source_map))
    index = LexicalIndex.build([chunk.text for chunk in chunks])

    def search(text: str) -> list[tuple[Chunk, float]]:
        scores = index.scores(words(text))
        best = sorted(range(len(chunks)), key=lambda n: -float(scores[n]))[:20]
        return [(chunks[n], float(scores[n]) / (1.0 + float(scores[n]))) for n in best if scores[n] > 0]

    return Baseline("bm25", digest_of(*(source for _, source in _sources(settings, ground))), 5, search)


def quickstart(settings: Settings, ground: Ground, top: int = 2) -> Baseline:
    """LlamaIndex's quickstart: VectorStoreIndex.from_documents with its default splitter, and the same embedding model.

    No LLM writes an answer: the answer is the chunks that one would be given. Its default is the top 2.
    """
    from llama_index.core import Document as LlamaDocument
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode

    sources = {document.slug: (document, source) for document, source in _sources(settings, ground)}
    maps = {slug: SourceMap(document, source) for slug, (document, source) in sources.items()}
    index = VectorStoreIndex.from_documents(
        [LlamaDocument(text=source, id_=slug) for slug, (_, source) in sources.items()],
        embed_model=_embedding(settings.model),
    )
    chunks: dict[str, Chunk] = {}
    for node in index.docstore.docs.values():
        if not isinstance(node, TextNode) or node.start_char_idx is None or node.end_char_idx is None:
            raise EvaluationError("LlamaIndex no longer says where its chunks stand: pin llama-index-core 0.14.25.")
        slug = str(node.ref_doc_id)
        chunks[node.node_id] = Chunk(sources[slug][0], node.text, node.start_char_idx, node.end_char_idx, maps[slug])
    retriever = index.as_retriever(similarity_top_k=20)

    def search(text: str) -> list[tuple[Chunk, float]]:
        return [(chunks[found.node.node_id], float(found.score or 0.0)) for found in retriever.retrieve(text)]

    name = "quickstart" if top == 2 else f"quickstart-{top}"
    digest = digest_of(model_fingerprint(settings.model), *(source for _, source in sources.values()))
    return Baseline(name, digest, top, search)


def _embedding(model: str) -> "BaseEmbedding":
    from llama_index.core.embeddings import BaseEmbedding

    encoder = DocumentEncoder(model)

    class Embedding(BaseEmbedding):  # type: ignore[misc]
        """The embedding model of the corpus behind LlamaIndex's interface."""

        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(x) for x in encoder.encode([query])[0]]

        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(x) for x in encoder.encode([text])[0]]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Embedding(model_name=model)


def _sources(settings: Settings, ground: Ground) -> list[tuple[Document, str]]:
    pairs: list[tuple[Document, str]] = []
    for slug, document in ground.documents.items():
        path = settings.documents / slug / "source.txt"
        try:
            pairs.append((document, path.read_text(encoding="utf-8")))
        except OSError as error:
            raise EvaluationError(f"{path} can't be read: the baselines need each document as received.") from error
    return pairs


def digest_of(*parts: str) -> str:
    """A short name for these texts in this order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
