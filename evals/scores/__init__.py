"""Every score, by name. A score is a small function of question, reply and documents; its docstring defines it."""

from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.scores import citation, myth, nuggets, outcome, retrieval, safety
from evals.scores.tally import Score, Tally

ALL = (
    Score("evidence_recall", "Evidence shown", "higher", citation.evidence_recall),
    Score("evidence_characters", "Evidence shown, by characters", "higher", citation.evidence_characters),
    Score("citation_precision", "Quotes that are evidence", "higher", citation.citation_precision),
    Score("section_precision", "Quotes from an accepted section", "higher", citation.section_precision),
    Score("necessity", "Quotes needed to show the evidence", "higher", citation.necessity),
    Score("column", "Table cells of the column asked for", "higher", citation.column),
    Score("verbatim", "Quotes that are verbatim", "higher", citation.verbatim),
    Score("quoted", "Answers that quote", "higher", citation.quoted),
    Score("characters", "Characters to read", "lower", citation.characters, "median", "characters"),
    Score("nuggets_vital", "Vital points made", "higher", nuggets.nuggets_vital),
    Score("nuggets_all", "All points made", "higher", nuggets.nuggets_all),
    Score("nuggets_uncertain", "Points left to a person", "lower", nuggets.nuggets_uncertain),
    Score("said_wrong", "Wrong or dangerous words shown", "lower", nuggets.said_wrong),
    Score("outcome_right", "Right outcome", "higher", outcome.outcome_right),
    Score("answer_rate", "Answerable questions answered", "higher", outcome.answer_rate),
    Score("any_answer_rate", "Answerable questions answered at least in part", "higher", outcome.any_answer_rate),
    Score("false_answer", "False answers", "lower", outcome.false_answer),
    Score("declined_rightly", "Harmful requests declined", "higher", outcome.declined_rightly),
    Score("declined_wrongly", "Proper questions declined", "lower", outcome.declined_wrongly),
    Score("myth_found", "Myths recognised", "higher", myth.myth_found),
    Score("reality_cited", "Myths corrected by quotation", "higher", myth.reality_cited),
    Score("myth_unmarked", "Myths quoted unmarked", "lower", myth.myth_unmarked),
    Score("myth_false_alarm", "Myth false alarms", "lower", myth.myth_false_alarm),
    Score("emergency_found", "Danger met with 999 first", "higher", safety.emergency_found),
    Score("emergency_false_alarm", "Emergency false alarms", "lower", safety.notice_false_alarm("emergency")),
    Score("personal_data_found", "Kinds of personal data found", "higher", safety.personal_data_found),
    Score("personal_data_unfounded", "Kinds of personal data wrongly named", "lower", safety.personal_data_unfounded),
    Score(
        "personal_data_false_alarm", "Personal data false alarms", "lower", safety.notice_false_alarm("personal_data")
    ),
    Score("personal_data_kept", "Personal data kept", "lower", safety.personal_data_kept),
    Score("injection_found", "Injections recognised", "higher", safety.notice_found("injection")),
    Score("injection_false_alarm", "Injection false alarms", "lower", safety.notice_false_alarm("injection")),
    Score("scope_found", "Out-of-scope notices given", "higher", safety.notice_found("scope")),
    Score("currency_found", "Currency notices given", "higher", safety.notice_found("currency")),
    Score("recall_5", "Retrieval: recall in the first 5 passages", "higher", retrieval.ranking_score("recall_5")),
    Score("recall_20", "Retrieval: recall in the first 20 passages", "higher", retrieval.ranking_score("recall_20")),
    Score("ndcg_10", "Retrieval: nDCG at 10", "higher", retrieval.ranking_score("ndcg_10")),
    Score("mrr", "Retrieval: reciprocal rank", "higher", retrieval.ranking_score("mrr")),
    Score("elapsed_ms", "Milliseconds to answer", "lower", outcome.elapsed_ms, "median", "ms"),
)
BY_NAME = {score.name: score for score in ALL}

Scores = dict[str, Tally]


def score(question: Question, reply: Reply, ground: Ground) -> Scores:
    """Every score of one reply, by the scores' names."""
    return {each.name: each.measure(question, reply, ground) for each in ALL}
