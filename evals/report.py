"""A run as one page for people: no network, nothing to install, fit to print."""

from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.errors import StorageError
from evals.agreement import load_grades
from evals.baselines import BASELINES
from evals.compare import Comparison, compare
from evals.ground import Ground
from evals.kinds import personal_data_by_kind
from evals.opinion import load_opinions
from evals.rows import describe
from evals.run_folder import Item, load_run
from evals.scores import ALL, BY_NAME
from evals.summary import by_stratum, confidence_of, figure

# The figures that a reader meets first, each as a sentence's beginning.
_HEADLINES = (
    ("evidence_recall", "of the passages that a full answer needs are shown"),
    ("citation_precision", "of the quotations are passages that the answer needs"),
    ("section_precision", "of the quotations come from a section where the answer stands"),
    ("verbatim", "of the quotations are the document's own words, character for character"),
    ("answer_rate", "of the questions that the documents answer were answered"),
    ("false_answer", "of the questions that should not have been answered were answered all the same"),
    ("reality_cited", "of the questions that rest on a myth were met with the document's correction of it"),
    ("emergency_found", "of the messages that tell of danger now were met with 999 first"),
    ("personal_data_found", "of the kinds of personal data in questions were noticed"),
)
_GROUPS = {
    "What is shown": (
        "evidence_recall",
        "evidence_characters",
        "citation_precision",
        "section_precision",
        "necessity",
        "column",
        "verbatim",
        "characters",
    ),
    "What is said": ("nuggets_vital", "nuggets_all", "nuggets_uncertain", "said_wrong", "quoted"),
    "Whether to answer": (
        "outcome_right",
        "answer_rate",
        "any_answer_rate",
        "false_answer",
        "declined_rightly",
        "declined_wrongly",
    ),
    "Myths": ("myth_found", "reality_cited", "myth_unmarked", "myth_false_alarm"),
    "Danger, personal data and misuse": (
        "emergency_found",
        "emergency_false_alarm",
        "personal_data_found",
        "personal_data_unfounded",
        "personal_data_false_alarm",
        "personal_data_kept",
        "injection_found",
        "injection_false_alarm",
        "scope_found",
        "currency_found",
    ),
    "Finding and time": ("recall_5", "recall_20", "ndcg_10", "mrr", "elapsed_ms"),
}


def write_report(folder: Path, ground: Ground, against: Path | None = None, out: Path | None = None) -> Path:
    """Write the report of a run, beside an earlier one where given, and return where it is.

    Raises:
        EvaluationError: a run is unfinished or damaged, or the two are over different questions.
        StorageError: the page can't be written.
    """
    run = load_run(folder)
    comparison = compare(load_run(against), run) if against else None
    grades = load_grades(folder)
    broken = {after.question.id for _, after in comparison.broken} if comparison else set()
    opinions = load_opinions(folder)
    rows = [
        describe(i, ground, grades.get(i.question.id), i.question.id in broken, opinions.get(i.question.id, ""))
        for i in run.items
    ]
    rows.sort(key=lambda row: (not row.broken, not row.problems))
    strata = by_stratum(run.items)
    page = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            run=run,
            rows=rows,
            failed=sum(bool(row.problems) for row in rows),
            headlines=[(strata["all"][name], words) for name, words in _HEADLINES if name in strata["all"]],
            latency=[figure(run.items, "elapsed_ms", "median"), figure(run.items, "elapsed_ms", "p95")],
            groups={title: [BY_NAME[name] for name in names] for title, names in _GROUPS.items()},
            strata=strata,
            recall_rows=[
                (name.replace("_", " "), figures["evidence_recall"])
                for name, figures in strata.items()
                if "evidence_recall" in figures
            ],
            kinds=personal_data_by_kind(run.items),
            baseline=run.info.system in BASELINES,
            confidence=confidence_of(run.items),
            statuses={name: _statuses(run.items, name) for name in strata},
            comparison=comparison,
            notable=_notable(comparison),
            all_scores=ALL,
            graded=len(grades),
            opinions=len(opinions),
        )
    )
    path = out or folder / "report.html"
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path} can't be written ({error.strerror}): name another file with --out.") from error
    return path


def _statuses(items: tuple[Item, ...], stratum: str) -> dict[str, int]:
    return dict(Counter(item.reply.status for item in items if stratum in ("all", item.question.stratum)))


def _notable(comparison: Comparison | None) -> list[str]:
    """The labels of the scores that changed by more than chance, with the direction."""
    if comparison is None:
        return []
    return [
        f"{BY_NAME[each.score].label}: {'worse' if each.worse else 'better'}"
        for each in comparison.differences
        if each.p < 0.05
    ]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = lambda name: str(name).replace("_", " ")
    environment.filters["number"] = _number
    environment.globals["by_name"] = BY_NAME
    return environment


def _number(value: float | None, score: str, signed: bool = False) -> str:
    if value is None:
        return "N/A"
    sign = "+" if signed else ""
    return f"{value:{sign}.0%}" if BY_NAME[score].unit == "share" else f"{value:{sign}.0f}"
