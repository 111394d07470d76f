"""The example workbook of docs/: a council, partners and people who do not exist.

``python -m tests.workbook.example`` writes docs/workbook-example/ again: the workbook as JSON and its three reports.
"""

import json
from datetime import date
from pathlib import Path

from corpus.settings import Settings
from workbook.book import edition
from workbook.exchange import VERSION, from_json
from workbook.fields import LOG, PARTNERS, RATINGS, Cell, Evidence, write_evidence
from workbook.gaps import make_report
from workbook.reflection_word import reflection_word
from workbook.report_page import report_page
from workbook.report_sheet import report_sheet
from workbook.report_word import report_word
from workbook.standards import Standards, load_standards

FOLDER = Path(__file__).parent.parent.parent / "docs" / "workbook-example"
FIRST, SECOND = "2026-03-02T10:00:00.000+00:00", "2026-09-14T10:00:00.000+00:00"
SINCE = date(2026, 3, 31)
MADE = date(2026, 9, 30)
PARTNER_NAMES = ("Exampleshire Council", "NHS Exampleshire", "Exampleshire Police")
_LETTERS = dict(zip("NSLE?", RATINGS, strict=True)) | {".": ""}

# A letter for each probe of an element: N not in place, S started, L largely in place, E embedded, ? can't say.
_RATINGS = {
    "1": ("LLSSLLN", "SLSL?L.", "SSLL.SS"),
    "2": ("LLSNSLLLSL", "LLS.LLEES?", "SLLELL??NS"),
    "3": ("ELLLSLSL", "LLSLLS?L", "LSLESSSL"),
    "4": ("SLLSLS", "SL?LSS", "NSSLS."),
    "5": ("LSLSLSLLNSLL", "LNLSLLLLSSLL", "LSSSLEL?SNLE"),
    "6": ("LLSLSLES", "SLLESL??", "........"),
    "7": ("LSLELLNSLLLSLLSL", "LSSLLLSLES?LSLSL", "LNLLS?.S.LL.LELL"),
    "8": ("SLLSSLSNLL", "SLESLLS.LL", "NL?SLES.SL"),
}
# Ratings that had been lower half a year before: element, partner, probe, the letter then.
_BEFORE = (
    ("1", 0, 1, "S"),
    ("1", 0, 5, "S"),
    ("2", 0, 1, "N"),
    ("2", 1, 6, "L"),
    ("3", 0, 0, "L"),
    ("3", 2, 3, "L"),
    ("5", 0, 2, "S"),
    ("5", 2, 5, "S"),
    ("6", 0, 6, "L"),
    ("7", 0, 3, "S"),
    ("7", 1, 7, "S"),
    ("7", 2, 0, "E"),
    ("8", 1, 2, "L"),
    ("8", 0, 1, "S"),
)
# What partners do: element, probe, partner, words.
_DOING = (
    ("1", 1, 0, "The board agreed six shared outcomes in January. Teams see their own figures each quarter."),
    ("1", 1, 1, "Outcomes are recorded on the wards, but not yet in the same words as the council’s."),
    ("1", 1, 2, "Outcomes are noted in crime records. They are not yet counted with those of the other partners."),
    ("1", 3, 0, "Domestic abuse and adult safeguarding have separate plans with two shared measures."),
    ("1", 4, 0, "Figures are split by age and by primary support reason. Self-funders are not counted yet."),
    ("1", 5, 0, "A yearly campaign in libraries and surgeries, with versions in easy read and in seven languages."),
    ("1", 7, 0, "No figure is kept."),
    ("1", 7, 2, "Officers use a checklist for evidence-led cases. Figures are kept from this year."),
    ("2", 1, 0, "Short interviews after enquiries end. Most people say that they were listened to."),
    ("2", 2, 0, "An advocate is offered at the first contact. Take-up has doubled since the contract was renewed."),
    ("2", 4, 0, "Nothing is commissioned. People are passed to a national helpline."),
    ("2", 4, 2, "Each case has a named officer, and special measures are asked for as a matter of course."),
    ("2", 5, 0, "The form asks for the outcome that the person wants. It is filled in for six in ten."),
    ("2", 5, 1, "Ward staff ask in their own words and write it in the notes."),
    ("2", 7, 1, "Mental capacity is part of every clinical audit."),
    ("2", 9, 2, "Officers refer to carers’ support, but do not hear what came of it."),
    ("3", 1, 0, "The chief executive and the cabinet member lead, and answer to scrutiny twice a year."),
    ("3", 5, 0, "Briefings exist, but were last changed before the domestic abuse legislation."),
    ("3", 7, 0, "Equality is on every agenda; what follows from it is not tracked."),
    ("4", 1, 2, "The policing plan does not mention adult safeguarding."),
    ("4", 4, 0, "The needs assessment counts adults with care needs, but not those at risk of abuse."),
    ("4", 6, 0, "A panel of people with experience reads the draft plan. It has changed two priorities so far."),
    ("5", 2, 1, "We pay a fixed sum. No staff time is promised."),
    ("5", 6, 0, "A dashboard is made by hand each quarter."),
    ("5", 6, 2, "An analyst looks for repeat victims and repeat addresses every month."),
    ("5", 9, 0, "Each review has its own procedure. Nobody decides which comes first."),
    ("5", 10, 2, "We rely on the board’s own engagement."),
    ("6", 1, 0, "Every new contract has a safeguarding schedule. Old ones are changed when they are renewed."),
    ("6", 5, 0, "Homes that never report are not followed up."),
    ("6", 4, 1, "A monthly meeting with the regulator shares what each has seen."),
    ("6", 7, 0, "A team can be in a failing home on the same day, whoever pays for the care."),
    ("7", 2, 2, "Reports are passed on, and we do not hear what was decided."),
    ("7", 4, 0, "One front door since April. Nine in ten concerns are looked at on the day."),
    ("7", 7, 0, "Family group conferences were stopped when the grant ended."),
    ("7", 8, 0, "Plans are clear. Reviews of them are late in one case out of three."),
    ("7", 14, 2, "Officers look for children in every household, and make a joint referral."),
    ("7", 15, 0, "The protocol is five years old and does not cover housing providers."),
    ("8", 1, 0, "Each partner has its own framework. The board sees three sets of figures."),
    ("8", 1, 2, "Adult safeguarding is not in the force’s measures."),
    ("8", 3, 1, "Supervision every four weeks, with a safeguarding question each time."),
    ("8", 8, 0, "Outcomes are asked for, and are not added up."),
    ("8", 9, 0, "Two learning events a year. What was promised at them is not looked at again."),
)
# Actions: element, probe, partner, what, owner, by when.
_ACTIONS = (
    ("1", 1, 1, "Put the shared outcomes into the ward record.", "Head of nursing quality", "2026-12-31"),
    ("1", 3, 0, "Agree one outcomes frame with the community safety partnership.", "Board manager", "2026-11-30"),
    ("1", 4, 0, "Count people who pay for their own care.", "Performance lead", "2026-08-31"),
    (
        "1",
        7,
        0,
        "Ask the police for figures each quarter, and show them to the board.",
        "Performance lead",
        "2027-01-31",
    ),
    ("2", 4, 0, "Commission support for witnesses through the trial.", "Commissioning lead", "2027-03-31"),
    ("2", 5, 0, "Make the outcome a field that has to be filled in.", "Performance lead", "2026-10-31"),
    ("2", 9, 2, "Agree with the carers’ service how officers hear back.", "Vulnerability lead", "2026-12-31"),
    ("3", 5, 0, "Write the briefings again, with the legal team.", "Principal social worker", "2026-11-30"),
    ("4", 1, 2, "Add adult safeguarding to the next policing plan.", "Vulnerability lead", "2027-04-01"),
    ("4", 4, 0, "Add a chapter on adults at risk to the needs assessment.", "Public health lead", "2027-02-28"),
    ("5", 2, 1, "Promise a day a week of a senior nurse to the board.", "Head of nursing quality", "2026-09-01"),
    ("5", 6, 0, "Draw the dashboard from the partners’ own systems.", "Performance lead", "2027-03-31"),
    ("5", 9, 0, "Write one page on which review comes first.", "Board manager", "2026-12-31"),
    ("5", 10, 2, "Hold two listening sessions with people who reported abuse.", "Vulnerability lead", ""),
    ("6", 5, 0, "Visit each home that has reported nothing in a year.", "Commissioning lead", "2026-12-31"),
    ("7", 2, 2, "Agree a weekly return on what became of reports.", "Vulnerability lead", "2026-10-15"),
    ("7", 7, 0, "Find money for family group conferences.", "", ""),
    ("7", 15, 0, "Write the information sharing protocol again, with housing.", "Board manager", "2027-01-31"),
    ("8", 1, 0, "Agree twelve measures that all three partners report.", "Board manager", "2026-12-31"),
    (
        "8",
        8,
        0,
        "Add up the outcomes that people asked for, and how many came about.",
        "Performance lead",
        "2026-11-30",
    ),
)
# Evidence ticked from the tool's list: element, probe, partner, which sources (counted from 1).
_TICKED = (
    ("1", 1, 0, (1, 2, 6)),
    ("1", 1, 1, (2,)),
    ("1", 4, 0, (4, 5)),
    ("1", 5, 0, (7,)),
    ("1", 7, 2, (3,)),
    ("2", 1, 0, (1, 5)),
    ("2", 2, 0, (3,)),
    ("2", 7, 1, (6, 9, 10)),
    ("2", 4, 2, (8,)),
    ("3", 1, 0, (1, 2, 4)),
    ("3", 1, 1, (3,)),
    ("3", 4, 2, (2,)),
    ("4", 1, 0, (3, 6)),
    ("4", 4, 1, (5,)),
    ("5", 1, 0, (1, 2)),
    ("5", 1, 2, (1,)),
    ("5", 6, 2, (3,)),
    ("6", 1, 0, (1,)),
    ("6", 4, 1, (2, 5)),
    ("7", 1, 0, (1, 2)),
    ("7", 4, 0, (4, 9)),
    ("7", 14, 2, (1, 6)),
    ("8", 3, 1, (2, 3)),
    ("8", 9, 0, (4,)),
)
_ADDED = (
    ("1", 1, 0, "Shared outcomes, as agreed by the board", "https://example.org/exampleshire/outcomes"),
    ("5", 6, 2, "Monthly note on repeat victims", "https://example.org/exampleshire/repeat-victims"),
    ("7", 4, 0, "Front door: figures of the first six months", ""),
)
_LOG = (
    {
        "date": "2026-09-08",
        "topic": "1. Empowerment",
        "principle": "1. Empowerment",
        "situation": "A resident of a made-up care home wanted to go on seeing a visitor of whom staff were wary.",
        "did": "I asked what the resident wanted from the visits before I spoke to anybody else.",
        "change": "I would ask about an advocate at the first meeting, and not at the second.",
        "need": "Practice with conversations about risk that a person chooses to take.",
    },
    {
        "date": "2026-09-21",
        "topic": "Self-neglect",
        "principle": "3. Proportionality",
        "situation": "Someone living alone had stopped opening the door, and the rooms were filling up.",
        "did": "I kept to short visits by agreement, and talked with the fire service about a safety visit.",
        "change": "I would write down sooner which risks were being accepted, and by whom.",
        "need": "Supervision on where respect for a choice ends.",
    },
)


def example_json(standards: Standards) -> str:
    """The example as `signpost workbook export` would write it."""
    changes: list[tuple[str, str, Cell, str]] = [(FIRST, "Board manager", Cell(field="title"), "Exampleshire 2026")]
    for number, name in enumerate(PARTNER_NAMES, 1):
        changes.append((FIRST, "Board manager", Cell(sheet=PARTNERS, item=f"partner-{number}", field="name"), name))

    def add(at: str, number: str, probe: int, partner: int, field: str, value: str) -> None:
        element = standards.element(number)
        assert element
        cell = Cell(sheet=f"partner-{partner + 1}", item=element.probes[probe].id, field=field)
        who = ("Board manager", "Head of nursing quality", "Vulnerability lead")[partner]
        if value:
            changes.append((at, who, cell, value))

    earlier = {(number, partner, probe): letter for number, partner, probe, letter in _BEFORE}
    for number, rows in _RATINGS.items():
        for partner, letters in enumerate(rows):
            for probe, letter in enumerate(letters):
                then = earlier.get((number, partner, probe), letter)
                add(FIRST, number, probe, partner, "rating", _LETTERS[then])
                if then != letter:
                    add(SECOND, number, probe, partner, "rating", _LETTERS[letter])
    for number, probe, partner, text in _DOING:
        add(FIRST, number, probe - 1, partner, "doing", text)
    for number, probe, partner, what, owner, due in _ACTIONS:
        for field, value in (("action", what), ("owner", owner), ("due", due)):
            add(SECOND, number, probe - 1, partner, field, value)
    evidence: dict[tuple[str, int, int], list[Evidence]] = {}
    for number, probe, partner, numbers in _TICKED:
        element = standards.element(number)
        assert element
        evidence[number, probe, partner] = [Evidence(source=element.sources[n - 1].id) for n in numbers]
    for number, probe, partner, name, link in _ADDED:
        evidence[number, probe, partner].append(Evidence(name=name, link=link))
    for (number, probe, partner), pieces in evidence.items():
        add(SECOND, number, probe - 1, partner, "evidence", write_evidence(tuple(pieces)))
    for count, entry in enumerate(_LOG, 1):
        for field, value in entry.items():
            changes.append((SECOND, "A practitioner", Cell(sheet=LOG, item=f"example-{count}", field=field), value))
    begun = edition(standards)
    probes = [{"id": id, "element": element, "text": text} for id, (element, text) in begun.probes.items()]
    made = {
        "signpost_workbook": VERSION,
        "edition": {"title": begun.title, "date": begun.date, "probes": probes},
        "changes": [
            {"at": at, "who": who, "cell": cell.model_dump(), "value": value}
            for at, who, cell, value in sorted(changes, key=lambda change: change[0])
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1)


def write(folder: Path) -> None:
    """Write the example and its reports."""
    import tempfile

    from workbook.book import read_book

    standards = load_standards(Settings().documents)
    folder.mkdir(parents=True, exist_ok=True)
    text = example_json(standards)
    (folder / "exampleshire.json").write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as kept:
        store, hidden = from_json(text, Path(kept) / "exampleshire.workbook")
        assert hidden == 0, "the example holds what looks like personal data"
        report = make_report(store, standards, at=MADE, since=SINCE)
        (folder / "gap-report.docx").write_bytes(report_word(report))
        (folder / "gap-report.xlsx").write_bytes(report_sheet(report))
        (folder / "gap-report.html").write_text(report_page(report), encoding="utf-8")
        (folder / "reflection.docx").write_bytes(reflection_word(read_book(store.latest()).log, standards))


if __name__ == "__main__":
    write(FOLDER)
