"""Scores of the ranking, by ir_measures, over the passages of the documents.

A passage is relevant (grade 1) when it holds some of the question's evidence. Every system's ranking is put in
passages, so that a baseline that returns chunks is judged by the passages that its chunks show.
"""

from functools import lru_cache

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.scores.tally import NOTHING, Measure, Tally

_MEASURES = {"recall_5": R @ 5, "recall_20": R @ 20, "ndcg_10": nDCG @ 10, "mrr": RR}


_DEFINITIONS = {
    "recall_5": "The share of the relevant passages that are among the first 5 (Manning, Raghavan and Schütze 2008).",
    "recall_20": "The share of the relevant passages that are among the first 20 (the same).",
    "ndcg_10": "Normalised discounted cumulative gain at 10 (Järvelin and Kekäläinen 2002).",
    "mrr": "1 divided by the rank of the first relevant passage (Voorhees 1999); its mean is the MRR.",
}


def ranking_score(name: str) -> Measure:
    """One of recall_5, recall_20, ndcg_10 and mrr, as ir_measures computes them."""

    def measure(question: Question, reply: Reply, ground: Ground) -> Tally:
        relevant = {p.id for entry in ground.evidence(question) for place in entry for p in ground.passages(place)}
        if not relevant:
            return NOTHING
        return Tally(_all_measures(tuple(sorted(relevant)), reply.ranking)[name], 1)

    measure.__doc__ = _DEFINITIONS[name]
    return measure


@lru_cache(maxsize=4)
def _all_measures(relevant: tuple[str, ...], ranking: tuple[str, ...]) -> dict[str, float]:
    if not ranking:
        return dict.fromkeys(_MEASURES, 0.0)
    qrels = [Qrel("q", passage, 1) for passage in relevant]
    run = [ScoredDoc("q", passage, float(-rank)) for rank, passage in enumerate(ranking)]
    values = ir_measures.calc_aggregate(list(_MEASURES.values()), qrels, run)
    return {name: float(values[measure]) for name, measure in _MEASURES.items()}
