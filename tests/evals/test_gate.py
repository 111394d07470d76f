from pathlib import Path
from typing import Any

import pytest
from scipy.stats import binom

from assistant.answer import Notice
from corpus.errors import EvaluationError, StorageError
from corpus.settings import Settings
from evals.blessed import Blessed, bless, load_blessed
from evals.failures import failures
from evals.gate import FLOORS, Bound, Floor, judge, load_floors, load_sample
from evals.ground import Ground, folded
from evals.questions import Question
from evals.reply import Quote, Reply
from evals.run import execute
from evals.run_folder import Item, Run
from evals.scores import BY_NAME
from evals.split import select
from evals.summary import figure
from evals.systems import make_system


def _quotes(question: Question, ground: Ground) -> tuple[Quote, ...]:
    """The question's evidence, each entry quoted once."""
    places = dict.fromkeys(entry[0] for entry in ground.evidence(question))
    return tuple(
        Quote(
            number=number,
            document=place.document,
            section="",
            text=ground.text(place),
            spans=((place.start, place.end),),
            verbatim=True,
        )
        for number, place in enumerate(places, 1)
    )


def _notices(question: Question, ground: Ground) -> tuple[Notice, ...]:
    """What the question expects to be told, danger first."""
    reality = {folded(myth.text): (myth.text, ground.text(myth.reality)) for myth in ground.myths}
    made = []
    for kind in sorted(question.notices, key=lambda kind: kind != "emergency"):
        fields: dict[str, Any] = {}
        if kind == "myth" and question.myth:
            fields = dict(zip(("myth", "reality"), reality[folded(question.myth)], strict=True))
        what = question.personal_data if kind == "personal_data" else ()
        made.append(Notice(kind=kind, text="Call 999." if kind == "emergency" else "", what=what, **fields))
    return tuple(made)


def _perfect(question: Question, ground: Ground) -> Reply:
    """The reply that the question itself describes."""
    silent = "declined" if question.outcome == ("declined",) else "abstained"
    status = "answered" if question.evidence else silent
    quotes = _quotes(question, ground)
    return Reply(
        asked="",
        status=status,
        text="",
        quotes=quotes,
        notices=_notices(question, ground),
        confidence=1.0,
        elapsed_ms=1.0,
        index="x",
    )


@pytest.fixture(scope="module")
def perfect(
    tmp_path_factory: pytest.TempPathFactory, questions: list[Question], ground: Ground, scripted_class: Any
) -> Run:
    """The whole question set, replied to as it describes."""
    system = scripted_class(lambda question: _perfect(question, ground))
    return execute(system, questions, ground, tmp_path_factory.mktemp("perfect") / "run")


@pytest.fixture(scope="module")
def scripted_class() -> Any:
    from types import SimpleNamespace

    return lambda reply: SimpleNamespace(name="scripted", fingerprint="f", reply=reply)


def _missed(run: Run, blessed: Any = None) -> set[str]:
    return {check.floor.figure for check in judge(run, load_floors(), blessed).checks if check.fatal}


def test_the_reply_that_each_question_describes_passes_the_gate(perfect: Run) -> None:
    assert _missed(perfect) == set()


def test_the_reply_that_each_question_describes_has_no_failure(perfect: Run) -> None:
    assert {item.question.id: failures(item) for item in perfect.items if failures(item)} == {}


def test_a_system_that_always_answers_fails_the_gate_however_well_it_answers(
    tmp_path: Path, questions: list[Question], ground: Ground, perfect: Run, scripted_class: Any
) -> None:
    some = next(item.reply.quotes for item in perfect.items if item.reply.quotes)

    def always(question: Question) -> Reply:
        reply = _perfect(question, ground)
        return reply.model_copy(update={"status": "answered", "quotes": reply.quotes or some})

    made = execute(scripted_class(always), questions, ground, tmp_path / "run")
    assert "false_answer" in _missed(made)
    assert not judge(made, load_floors(), None).passed


def test_a_system_that_never_answers_fails_the_gate_however_well_it_warns(
    tmp_path: Path, questions: list[Question], ground: Ground, scripted_class: Any
) -> None:
    def never(question: Question) -> Reply:
        return _perfect(question, ground).model_copy(update={"status": "abstained", "quotes": ()})

    made = execute(scripted_class(never), questions, ground, tmp_path / "run")
    assert {"answer_rate", "evidence_recall"} <= _missed(made)
    assert not judge(made, load_floors(), None).passed


def test_a_system_that_always_answers_in_part_fails_the_gate(
    tmp_path: Path, questions: list[Question], ground: Ground, scripted_class: Any
) -> None:
    def partly(question: Question) -> Reply:
        return _perfect(question, ground).model_copy(update={"status": "partial"})

    made = execute(scripted_class(partly), questions, ground, tmp_path / "run")
    assert "answer_rate" in _missed(made)


def test_the_blessed_run_passes_beside_itself(perfect: Run, tmp_path: Path) -> None:
    bless(perfect, tmp_path / "blessed.json")
    verdict = judge(perfect, load_floors(), load_blessed(tmp_path / "blessed.json"))
    assert verdict.compared == len(perfect.items)
    assert verdict.passed


def test_a_run_that_is_significantly_worse_than_the_blessed_one_fails_though_it_keeps_to_the_floors(
    perfect: Run, tmp_path: Path, questions: list[Question], ground: Ground, scripted_class: Any
) -> None:
    bless(perfect, tmp_path / "blessed.json")

    def slipping(question: Question) -> Reply:
        reply = _perfect(question, ground)
        slips = len(reply.quotes) > 1 and len(question.id) % 2
        return reply.model_copy(update={"quotes": reply.quotes[:-1]}) if slips else reply

    made = execute(scripted_class(slipping), questions, ground, tmp_path / "run")
    verdict = judge(made, load_floors(), load_blessed(tmp_path / "blessed.json"))
    assert [check.floor.figure for check in verdict.checks if check.fatal] == []
    assert [each.score for each in verdict.worse] == ["evidence_recall"]
    assert not verdict.passed


def test_a_figure_that_applies_to_nothing_does_not_hold(perfect: Run) -> None:
    few = Run(perfect.name, perfect.info, tuple(i for i in perfect.items if i.question.stratum == "fact"))
    assert "emergency_found" in _missed(few)


def test_a_blessed_run_that_shares_no_question_is_refused(perfect: Run, tmp_path: Path) -> None:
    few = Run(perfect.name, perfect.info, perfect.items[:3])
    rest = Run(perfect.name, perfect.info, perfect.items[3:])
    bless(few, tmp_path / "blessed.json")
    with pytest.raises(EvaluationError, match="shares no question"):
        judge(rest, load_floors(), load_blessed(tmp_path / "blessed.json"))


def test_without_a_blessed_run_only_the_floors_are_held_to(perfect: Run, tmp_path: Path) -> None:
    assert load_blessed(tmp_path / "none.json") is None
    assert judge(perfect, load_floors(), None).compared == 0


def test_a_blessed_run_is_compared_over_the_questions_that_are_still_the_same(perfect: Run, tmp_path: Path) -> None:
    bless(perfect, tmp_path / "blessed.json")
    first = perfect.items[0]
    reworded = first.question.model_copy(update={"question": "In other words?"})
    items = (Item(reworded, first.group, first.reply, first.scores), *perfect.items[1:])
    verdict = judge(Run("now", perfect.info, items), load_floors(), load_blessed(tmp_path / "blessed.json"))
    assert verdict.compared == len(perfect.items) - 1


def test_a_baseline_is_not_blessed(perfect: Run, tmp_path: Path) -> None:
    made = Run("run", perfect.info.model_copy(update={"system": "bm25"}), perfect.items)
    with pytest.raises(EvaluationError, match="baseline bm25"):
        bless(made, tmp_path / "blessed.json")


def test_a_file_that_can_not_be_written_is_said_so(perfect: Run, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="--into"):
        bless(perfect, tmp_path / "none" / "blessed.json")


def test_scores_that_rose_do_not_lower_the_bar_for_one_that_fell(
    tmp_path: Path, boats: Ground, ask: Any, answer: Any, scripted_class: Any
) -> None:
    """Six of 60 answers lost may be chance among four scores; that the alarms all ceased makes it no surer."""
    questions = [ask(id=f"q{n}") for n in range(60)]
    alarms = tuple(Notice(kind=kind, text="") for kind in ("emergency", "myth", "injection"))
    loud = execute(scripted_class(lambda q: answer(notices=alarms)), questions, boats, tmp_path / "loud")
    lost = {f"q{n}" for n in range(6)}
    quiet = execute(
        scripted_class(lambda q: answer(status="abstained" if q.id in lost else "answered")),
        questions,
        boats,
        tmp_path / "quiet",
    )
    bless(loud, tmp_path / "blessed.json")
    figures = ["answer_rate", "emergency_false_alarm", "myth_false_alarm", "injection_false_alarm"]
    floors = [Floor(figure=name, floor=Bound(at_least=0)) for name in figures]
    verdict = judge(quiet, floors, load_blessed(tmp_path / "blessed.json"))
    assert verdict.compared == 60
    assert verdict.worse == ()
    back = judge(loud, floors, _blessed(quiet, tmp_path))
    assert {each.score for each in back.worse} == set(figures[1:])


def _blessed(run: Run, folder: Path) -> Blessed | None:
    bless(run, folder / "other.json")
    return load_blessed(folder / "other.json")


def test_a_damaged_blessed_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "blessed.json").write_text("{", encoding="utf-8")
    with pytest.raises(EvaluationError, match="is damaged"):
        load_blessed(tmp_path / "blessed.json")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("floors: [{figure: wit, floor: {at_least: 1}}]", "no score “wit”"),
        ("floors: [{figure: mrr}]", "one of floor and target"),
        ("floors: [{figure: mrr, floor: {}}]", "one of at_least and at_most"),
        ("floors: [", "not valid YAML"),
    ],
)
def test_floors_that_make_no_sense_are_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=reason):
        load_floors(path)


def test_the_floors_of_the_project_are_of_both_sides_of_answering() -> None:
    figures = {floor.figure for floor in load_floors(FLOORS) if floor.floor}
    assert {"answer_rate", "false_answer"} <= figures


def test_the_sample_covers_every_stratum_and_is_of_the_dev_split(questions: list[Question], ground: Ground) -> None:
    dev = {question.id: question for question in select(questions, ground, "dev")}
    sample = [dev[id_] for id_ in load_sample().questions]
    assert {question.stratum for question in sample} == {question.stratum for question in questions}


def test_a_sample_question_that_is_not_in_the_set_is_named(questions: list[Question]) -> None:
    with pytest.raises(EvaluationError, match=r"both-001 of evals/sample\.yaml"):
        load_sample().choose([question for question in questions if question.id != "both-001"])


def _sample_of(run: Run) -> list[Item]:
    chosen = load_sample().questions
    return [item for item in run.items if item.question.id in chosen]


def test_the_samples_floors_hardly_fail_an_assistant_that_is_at_the_floors_of_the_whole_set(perfect: Run) -> None:
    """Binomially, once in a hundred for each; personal data counts by its kinds, as the sample has one such question."""
    rates = {f.figure: f.bound for f in load_floors() if not f.strata or f.figure in ("reality_cited", "false_answer")}
    rates |= {f.figure: f.bound for f in load_floors() if f.figure == "false_answer" and f.strata == ("unanswerable",)}
    sample = _sample_of(perfect)
    checked = 0
    for floor in load_sample().floors:
        known = rates.get(floor.figure) or Bound(at_most=0.05)
        rate = 1 - (known.at_least or 0) if known.at_least is not None else known.at_most or 0
        share = BY_NAME[floor.figure].unit == "share"
        if not floor.floor or not share or rate == 0:
            continue
        found = figure(sample, floor.figure)
        count = int(found.of) if floor.figure == "personal_data_found" else found.items
        fatal = [n for n in range(count + 1) if not floor.bound.holds(_rate(floor, n, count))]
        assert 0 < sum(binom.pmf(n, count, rate) for n in fatal) < 0.01, floor.figure
        assert count in fatal
        checked += 1
    assert checked >= 10


def _rate(floor: Floor, wrong: int, count: int) -> float:
    return 1 - wrong / count if floor.bound.at_least is not None else wrong / count


@pytest.mark.parametrize("status", ["answered", "abstained"])
def test_a_system_that_always_or_never_answers_fails_on_the_sample_too(
    tmp_path: Path, perfect: Run, ground: Ground, scripted_class: Any, status: str
) -> None:
    questions = [item.question for item in _sample_of(perfect)]
    quotes = next(item.reply.quotes for item in perfect.items if item.reply.quotes)

    def reply(question: Question) -> Reply:
        made = _perfect(question, ground)
        return made.model_copy(update={"status": status, "quotes": made.quotes or quotes})

    run = execute(scripted_class(reply), questions, ground, tmp_path / "run")
    missed = {check.floor.figure for check in judge(run, load_sample().floors, None).checks if check.fatal}
    assert ("false_answer" if status == "answered" else "answer_rate") in missed


def test_the_assistant_as_it_stands_passes_the_gate_on_the_sample(
    tmp_path: Path, settings: Settings, questions: list[Question], ground: Ground
) -> None:
    sample = load_sample()
    chosen = [question for question in questions if question.id in sample.questions]
    run = execute(make_system("signpost", settings, ground), chosen, ground, tmp_path / "run")
    verdict = judge(run, sample.floors, load_blessed())
    found = {check.floor.figure: check.figure.value for check in verdict.checks if check.fatal}
    assert (found, verdict.worse) == ({}, ())
