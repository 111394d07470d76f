"""The index over the documents: the only place that knows Chroma, the lexical index and the embedding model.

``writing`` is for ingest, ``reading`` for the assistant; a reader imports neither torch nor LlamaIndex.
"""
