"""The evaluation as HTML: the list of runs, a run's figures, its questions, and two runs compared."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from evals.compare import Comparison
from evals.failures import failures
from evals.run_folder import Item, Run, RunInfo
from evals.scores import BY_NAME
from evals.summary import Figure, by_stratum
from ui import words_evaluate as words
from ui.eval_tables import SAID, SHOWN, shown
from ui.evaluations import Listed, Running
from ui.parts import button

_EMPTY = Markup("")


def start_html() -> Markup:
    """What this is, and the form that starts a run."""
    choices = _EMPTY.join(
        Markup('<label class="choice-line"><input type="radio" name="split" value="{}"{}> {}</label>').format(
            split, Markup(" checked") if split == "dev" else "", label
        )
        for split, label in words.SPLITS.items()
    )
    return Markup(
        '<h2>{}</h2><p>{}</p><form data-form="start"><fieldset><legend>{}</legend>{}</fieldset>'
        '<button type="submit" class="plain main-action">{}</button></form>'
    ).format(words.HEADING, words.INTRO, words.WHICH, choices, words.START)


def progress_html(running: Running | None, problem: str) -> Markup:
    """How far the run in progress is; without one, what there is to say of the last."""
    if running is None:
        return Markup('<p class="note">{}</p>').format(problem) if problem else _EMPTY
    said = words.PROGRESS.format(done=running.done, total=running.total) if running.total else words.BEGINNING
    bar = Markup('<progress aria-label="{}" value="{}" max="{}"></progress>').format(
        words.TAB, running.done, running.total or 1
    )
    stop = words.STOPPING if running.stopping else button(words.STOP, "halt")
    return Markup('<p class="run-progress">{}</p>{}<p>{}</p>').format(said, bar, stop)


def runs_html(runs: Sequence[Listed], chosen: str, running: Running | None) -> Markup:
    """The list of runs: finished ones can be opened, the others gone on with."""
    if not runs:
        return Markup("<h3>{}</h3><p>{}</p>").format(words.RUNS, words.NO_RUNS)
    items = _EMPTY.join(Markup("<li>{}</li>").format(_listed(run, chosen, running)) for run in runs)
    return Markup("<h3>{}</h3><ul>{}</ul>").format(words.RUNS, items)


def _listed(run: Listed, chosen: str, running: Running | None) -> Markup:
    label = title(run.info)
    if run.finished:
        current = Markup(' aria-current="true"') if run.name == chosen else _EMPTY
        return Markup('<button type="button" class="choice" data-do="pick" data-run="{}"{}>{}</button>').format(
            run.name, current, label
        )
    if running and running.name == run.name:
        return Markup('<p class="unfinished">{}</p>').format(label)
    done = words.UNFINISHED.format(done=run.done, total=run.info.count)
    go_on = button(words.GO_ON, "resume", run=run.name) if running is None else _EMPTY
    return Markup('<p class="unfinished">{}<br>{}</p>{}').format(label, done, go_on)


def title(info: RunInfo) -> str:
    """A run's name for people: when it was begun, of what, over which questions."""
    begun = datetime.fromisoformat(info.created)
    date = f"{begun.day} {begun:%B %Y, %H:%M}"
    return words.RUN.format(date=date, system=info.system, split=words.SPLIT_NAMES[info.split])


def run_html(run: Run, others: Sequence[Listed]) -> Markup:
    """A run: what can be done with it, its figures by kind of question, and its questions."""
    failed = sum(bool(failures(item)) for item in run.items)
    options = _EMPTY.join(
        Markup('<option value="{}">{}</option>').format(other.name, title(other.info)) for other in others
    )
    compare = Markup(
        '<form data-form="compare" data-run="{}" class="row"><label for="against">{}</label> '
        '<select id="against" name="against">{}</select> <button type="submit" class="plain">{}</button></form>'
    ).format(run.name, words.COMPARE, options, words.COMPARE_BUTTON)
    return Markup(
        '<h2 tabindex="-1">{}</h2><p>{}</p><div class="row">{}{}</div>{}<p class="hint">{}</p>{}{}<h3>{}</h3>{}'
    ).format(
        title(run.info),
        words.COUNT.format(count=run.info.count, failed=failed),
        button(words.REPORT, "report", run=run.name),
        button(words.GRADE, "grade", run=run.name),
        compare if others else _EMPTY,
        words.HOW_TO_READ,
        _figures(run, words.FIGURES["shown"], SHOWN),
        _figures(run, words.FIGURES["said"], SAID),
        words.ITEMS,
        _items(run),
    )


def comparison_html(found: Comparison) -> Markup:
    """Two runs compared: what broke, what was mended, and every difference with its interval."""
    lists = _EMPTY.join(
        Markup("<h3>{}: {}</h3>{}").format(heading, len(pairs), _pairs(found.after.name, pairs))
        for heading, pairs in ((words.BROKE, found.broken), (words.MENDED, found.mended))
    )
    rows = [
        [
            BY_NAME[d.score].label,
            d.items,
            shown(d.score, d.before),
            shown(d.score, d.after),
            shown(d.score, d.change, signed=True),
            f"{shown(d.score, d.low, True)} to {shown(d.score, d.high, True)}",
            words.CHANCE[d.p >= 0.05].format(p=d.p),
        ]
        for d in found.differences
    ]
    return Markup('{}<h2 tabindex="-1">{}</h2>{}{}').format(
        button(words.BACK, "pick", run=found.after.name),
        words.COMPARED.format(before=title(found.before.info), after=title(found.after.info)),
        lists,
        _table(words.DIFFERENCES, words.DIFFERENCE_HEADS, rows),
    )


def _pairs(run: str, pairs: Sequence[tuple[Item, Item]]) -> Markup:
    if not pairs:
        return Markup("<p>{}</p>").format(words.NONE)
    return Markup('<ul class="items">{}</ul>').format(
        _EMPTY.join(_item(run, after, failures(after) or failures(before)) for before, after in pairs)
    )


def _figures(run: Run, heading: str, names: Sequence[str]) -> Markup:
    rows = []
    for stratum, row in by_stratum(run.items, [BY_NAME[name] for name in names]).items():
        if row:
            rows.append([stratum.replace("_", " "), *(_cell(row.get(name)) for name in names)])
    return _table(heading, [words.STRATUM, *(BY_NAME[name].label for name in names)], rows)


def _cell(figure: Figure | None) -> Markup | str:
    if figure is None or figure.value is None:
        return "–"
    name = figure.score
    return Markup('<strong>{}</strong> <span class="interval">{} to {} ({})</span>').format(
        shown(name, figure.value), shown(name, figure.low), shown(name, figure.high), figure.items
    )


def _table(heading: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Markup:
    """A table that scrolls sideways by itself where there is no room for it."""
    head = _EMPTY.join(Markup('<th scope="col">{}</th>').format(each) for each in heads)
    body = _EMPTY.join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], _EMPTY.join(Markup("<td>{}</td>").format(cell) for cell in row[1:])
        )
        for row in rows
    )
    return Markup(
        '<h3>{0}</h3><div class="figures" tabindex="0" role="region" aria-label="{0}"><table><thead><tr>{1}</tr>'
        "</thead><tbody>{2}</tbody></table></div>"
    ).format(heading, head, body)


def _items(run: Run) -> Markup:
    """Every question, by kind, the failed ones first; a press opens one."""
    made = []
    for stratum, group in groupby(
        sorted(run.items, key=lambda i: i.question.stratum), key=lambda i: i.question.stratum
    ):
        told = [(item, failures(item)) for item in group]
        told.sort(key=lambda pair: not pair[1])
        failed = sum(bool(problems) for _, problems in told)
        heading = words.KIND_COUNT.format(kind=stratum.replace("_", " "), failed=failed, count=len(told))
        listed = _EMPTY.join(_item(run.name, item, problems) for item, problems in told)
        made.append(Markup('<details><summary>{}</summary><ul class="items">{}</ul></details>').format(heading, listed))
    return _EMPTY.join(made)


def _item(run: str, item: Item, problems: Sequence[str]) -> Markup:
    verdict = Markup('<span class="verdict-mark {}">{}</span>').format(
        "failed" if problems else "passed", words.FAILED if problems else words.PASSED
    )
    why = Markup(" <span>{}</span>").format("; ".join(problems)) if problems else _EMPTY
    return Markup("<li>{}<p>{}{}</p></li>").format(
        button(item.question.question, "item", "example", run=run, question=item.question.id), verdict, why
    )
