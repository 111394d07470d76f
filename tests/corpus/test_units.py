from corpus.document import Document
from corpus.units import units


def test_a_whole_list_is_found_with_its_lead_in(documents: list[Document]) -> None:
    members = next(u for d in documents for u in units(d.passages) if u.whole and "three core members" in u.first.text)
    assert len(members.passages) == 4


def test_a_whole_column_is_found_as_one(documents: list[Document]) -> None:
    columns = [
        u for d in documents for u in units(d.passages) if u.whole and u.first.kind in ("ideal", "probe", "evidence")
    ]
    assert len(columns) == 3 * 8 - 1


def test_sections_under_one_heading_are_found_as_a_series(documents: list[Document]) -> None:
    series = {u.first.section[-2]: u for d in documents for u in units(d.passages) if u.series}
    kinds = series["Understanding and spotting forms of abuse and neglect"]
    assert len({passage.section for passage in kinds.passages}) == 10


def test_parts_that_are_divided_further_are_no_series(documents: list[Document]) -> None:
    series = [u for d in documents for u in units(d.passages) if u.series]
    assert not any(u.first.section[-2].startswith("Part ") for u in series)


def test_a_bare_lead_in_is_not_found_without_its_list(documents: list[Document]) -> None:
    alone = [u.first.text for d in documents for u in units(d.passages) if not u.whole]
    assert "Commissioners should strive to:" not in alone


def test_no_myth_is_found_by_itself(documents: list[Document]) -> None:
    assert not any(p.kind == "myth" for d in documents for u in units(d.passages) for p in u.passages)


def test_what_is_not_quotable_is_not_found(documents: list[Document]) -> None:
    assert all(p.quotable for d in documents for u in units(d.passages) for p in u.passages)


def test_every_other_passage_is_in_some_unit(documents: list[Document]) -> None:
    for document in documents:
        found = {p.id for u in units(document.passages) for p in u.passages}
        assert [p.text for p in document.passages if p.quotable and p.kind != "myth" and p.id not in found] == []
