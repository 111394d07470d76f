"""Tables of the evaluation, for the terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from evals.agreement import Agreement
from evals.compare import Comparison, Difference
from evals.gate import Check, Verdict
from evals.kinds import personal_data_by_kind
from evals.run_folder import Run
from evals.scores import BY_NAME
from evals.summary import Figure, Statistic, by_stratum, confidence_of, figure

_TIMES: tuple[Statistic, ...] = ("median", "p95")
# Two tables, so that each fits a terminal of 80 columns.
SHOWN = ("evidence_recall", "citation_precision", "section_precision", "nuggets_vital", "characters")
SAID = (
    "outcome_right",
    "answer_rate",
    "false_answer",
    "myth_found",
    "emergency_found",
    "personal_data_found",
)


def shown(score: str, value: float | None, signed: bool = False) -> str:
    """A score's value as people read it: two decimals for a share, none for characters and milliseconds."""
    if value is None:
        return "N/A"
    decimals = 2 if BY_NAME[score].unit == "share" else 0
    return f"{value:{'+' if signed else ''}.{decimals}f}"


def summary_tables(run: Run) -> list[Table]:
    """The chief figures by stratum, each with the number of questions it rests on: what is shown, and what is said."""
    title = f"{run.info.system}: {run.info.count} questions ({run.info.split})"
    return [_summary(run, f"{title}, what is shown", SHOWN), _summary(run, f"{title}, what is said", SAID)]


def _summary(run: Run, title: str, names: Sequence[str]) -> Table:
    table = Table(title=title, box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Stratum", no_wrap=True)
    for name in names:
        table.add_column(BY_NAME[name].label, justify="right")
    for stratum, row in by_stratum(run.items, [BY_NAME[name] for name in names]).items():
        if any(name in row and row[name].items for name in names):
            table.add_row(stratum, *(_cell(row.get(name)) for name in names))
    return table


def kinds_table(run: Run) -> Table:
    """Personal data by kind: how often it was found, and named where it was not."""
    table = Table(title="Personal data by kind", box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Kind", "Found", "95 % interval", "Named by mistake"):
        table.add_column(heading, justify="left" if heading == "Kind" else "right")
    for kind in personal_data_by_kind(run.items):
        found = f"{kind.found.total:.0f} of {kind.found.of:.0f}" if kind.found.of else "N/A"
        interval = f"{kind.low:.2f} … {kind.high:.2f}" if kind.low is not None else "N/A"
        alarms = f"{kind.false_alarms.total:.0f} of {kind.false_alarms.of:.0f}" if kind.false_alarms.of else "N/A"
        table.add_row(kind.label, found, interval, alarms)
    return table


def confidence_and_time(run: Run) -> str:
    """The figures that belong to no stratum, in a line."""
    sure = confidence_of(run.items)
    median, p95 = (figure(run.items, "elapsed_ms", statistic).value or 0.0 for statistic in _TIMES)
    aurc, brier = ("N/A" if value is None else f"{value:.3f}" for value in (sure.aurc, sure.brier))
    return (
        f"Confidence: AURC {aurc}, Brier score {brier} over the {sure.answers} answers (for both, less is better)."
        f" Time: {median:.0f} ms (median), {p95:.0f} ms (p95)."
    )


def comparison_table(comparison: Comparison) -> Table:
    """Every score in both runs, the difference with its interval, and whether it could be chance."""
    table = Table(title=f"{comparison.before.name} → {comparison.after.name}")
    for heading in ("Score", "Questions", "Before", "After", "Change", "95 % interval", "p", "Could detect"):
        table.add_column(heading, justify="left" if heading == "Score" else "right")
    for each in comparison.differences:
        table.add_row(*_difference(each), style="red" if each.worse and each.p < 0.05 else None)
    return table


def gate_table(verdict: Verdict) -> Table:
    """Every figure beside its floor, and every score that is significantly worse."""
    table = Table(title="The gate")
    for heading in ("Figure", "Strata", "Is", "95 % interval", "Must be", "Questions", "Verdict"):
        table.add_column(heading)
    for check in verdict.checks:
        table.add_row(*_check(check), style="red" if check.fatal else "yellow" if check.missed else None)
    for each in verdict.worse:
        change = f"{shown(each.score, each.before)} → {shown(each.score, each.after)}"
        interval = f"{shown(each.score, each.low, True)} … {shown(each.score, each.high, True)}"
        label = BY_NAME[each.score].label
        table.add_row(label, "all", change, interval, "no worse", str(each.items), "WORSE", style="red")
    return table


def agreement_table(agreements: Sequence[Agreement]) -> Table:
    """How far two reviewers agree, with the counts."""
    table = Table(title="Agreement of the two reviewers")
    for heading in ("On", "Both graded", "Same grade", "Cohen's kappa", "Krippendorff's alpha", "Counts"):
        table.add_column(heading)
    for each in agreements:
        counts = ", ".join(f"{a}/{b}: {count}" for (a, b), count in sorted(each.counts.items()))
        coefficients = ["N/A" if value is None else f"{value:.2f}" for value in (each.kappa, each.alpha)]
        table.add_row(each.what, str(each.pairs), str(each.same), *coefficients, counts)
    return table


def _cell(figure: Figure | None) -> str:
    return f"{shown(figure.score, figure.value)} ({figure.items})" if figure else "N/A"


def _difference(each: Difference) -> list[str]:
    return [
        BY_NAME[each.score].label,
        str(each.items),
        shown(each.score, each.before),
        shown(each.score, each.after),
        shown(each.score, each.change, signed=True),
        f"{shown(each.score, each.low, True)} … {shown(each.score, each.high, True)}",
        f"{each.p:.3f}",
        shown(each.score, each.detectable),
    ]


def _check(check: Check) -> list[str]:
    name, figure = check.floor.figure, check.figure
    kind = "floor" if check.floor.floor else "target"
    return [
        f"{BY_NAME[name].label} ({figure.statistic})",
        ", ".join(check.floor.strata) or "all",
        shown(name, figure.value),
        f"{shown(name, figure.low)} … {shown(name, figure.high)}",
        f"{check.floor.bound} ({kind})",
        str(figure.items),
        "MISSED" if check.fatal else "target missed" if check.missed else "holds",
    ]
