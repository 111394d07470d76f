from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.about import About, read_about
from corpus.document import Document, Passage
from corpus.library import load_document
from corpus.parse import parse
from tests.conftest import DOCUMENTS

ABOUT = About(
    title="Made-up procedure",
    publisher="Example Council",
    date="2026",
    edition="First edition.",
    licence="Made up",
    attribution="Made up",
    standing="practice guidance",
)
TOOL = "adult-safeguarding-improvement-tool"


def passages(text: str, about: About = ABOUT) -> list[Passage]:
    return [passage for section in parse("made-up", about, text) for passage in section.passages]


def test_every_passage_is_found_at_its_span(documents: list[Document]) -> None:
    wrong = [p for d in documents for p in d.passages if d.text[p.start : p.end] != p.text]
    assert wrong == []


def test_no_passage_overlaps_the_next(documents: list[Document]) -> None:
    for document in documents:
        spans = [(p.start, p.end) for p in document.passages]
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_all_ids_differ(documents: list[Document]) -> None:
    ids = [p.id for d in documents for p in d.passages]
    assert len(ids) == len(set(ids))


def test_ids_stay_the_same_from_one_loading_to_the_next(documents: list[Document]) -> None:
    again = load_document(DOCUMENTS / documents[0].slug)
    assert [p.id for p in again.passages] == [p.id for p in documents[0].passages]


def test_an_edit_elsewhere_leaves_an_id_as_it_was() -> None:
    before = passages("## One\n\nFirst.\n\nSecond.\n")
    after = passages("## Zero\n\nNew.\n\n## One\n\nNew first.\n\nSecond.\n")
    assert before[-1].id == after[-1].id


def test_the_improvement_tool_has_its_ideals_probes_and_evidence(documents: list[Document]) -> None:
    tool = next(d for d in documents if d.slug == TOOL)
    kinds = Counter(p.kind for p in tool.passages)
    assert (kinds["ideal"], kinds["probe"], kinds["evidence"]) == (21, 77, 57)


def test_the_ideals_are_numbered_from_1_1_to_8_1(documents: list[Document]) -> None:
    tool = next(d for d in documents if d.slug == TOOL)
    numbers = [p.text.split()[0] for p in tool.passages if p.kind == "ideal"]
    per_element = {"1": 4, "2": 4, "3": 2, "4": 2, "5": 2, "6": 2, "7": 4, "8": 1}
    assert numbers == [f"{element}.{n}" for element, count in per_element.items() for n in range(1, count + 1)]


def test_a_cell_knows_its_theme_element_and_column(documents: list[Document]) -> None:
    tool = next(d for d in documents if d.slug == TOOL)
    cell = next(
        p for p in tool.passages if p.text == "Stated cross-party support for the improvement of Adult Safeguarding."
    )
    assert cell.section == (
        "Leadership, Strategy and Working Together",
        "3. Leadership",
        "Key documentation and evidence",
    )


def test_the_guidance_has_six_myths_each_corrected_by_a_reality(documents: list[Document]) -> None:
    guidance = next(d for d in documents if d.slug != TOOL)
    myths = [p.id for p in guidance.passages if p.kind == "myth"]
    assert len(myths) == 6
    assert [p.parent for p in guidance.passages if p.kind == "reality"] == myths


def test_a_list_item_knows_its_lead_in() -> None:
    items = passages("## Members\n\nThere are two:\n\n- the council\n- the police\n")[1:]
    assert [(item.kind, item.lead_in) for item in items] == [("list item", "There are two:")] * 2


def test_a_nested_item_is_led_in_to_by_the_item_above_it() -> None:
    nested = passages("## Slurs\n\nMay be:\n\n- slurs because of:\n  - age\n")[-1]
    assert (nested.text, nested.lead_in) == ("age", "slurs because of:")


def test_a_list_takes_the_standing_of_its_lead_in(documents: list[Document]) -> None:
    guidance = next(d for d in documents if d.slug != TOOL)
    police = next(p for p in guidance.passages if p.text.startswith("the police – specifically"))
    assert police.authority == "statutory duty"


def test_old_contact_details_are_kept_but_not_quotable(documents: list[Document]) -> None:
    tool = next(d for d in documents if d.slug == TOOL)
    contacts = [p for p in tool.passages if "@" in p.text]
    assert len(contacts) == 5
    assert not any(p.quotable for p in contacts)


def test_a_title_heading_is_no_section() -> None:
    assert {p.section for p in passages("# Made-up procedure\n\nOpening.\n\n## Part\n\nWords.\n")} == {(), ("Part",)}


def test_a_section_ends_where_its_last_sub_section_does() -> None:
    text = "## Part\n\nWords.\n\n### Sub\n\nMore.\n\n## Next\n\nLast.\n"
    part = parse("made-up", ABOUT, text)[0]
    assert text[part.end :].startswith("## Next")


def test_about_yaml_of_both_documents_is_read() -> None:
    assert {read_about(path).licence for path in DOCUMENTS.glob("*/about.yaml")}


@given(
    st.lists(
        st.sampled_from(
            [
                "# A",
                "## B",
                "#### C",
                "- item",
                "  - nested",
                "> said",
                "Myth: wrong",
                "Reality: right",
                "Words.",
                "",
                "1. n",
            ]
        ),
        max_size=40,
    )
)
def test_any_text_gives_passages_that_stand_at_their_spans(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert all(text[p.start : p.end] == p.text for p in passages(text))


@given(st.text(max_size=400))
def test_no_text_breaks_the_parser(text: str) -> None:
    text = text.replace("\r", "\n")
    assert all(text[p.start : p.end] == p.text for p in passages(text))
