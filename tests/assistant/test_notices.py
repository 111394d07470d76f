import pytest

from assistant.notices import currency


@pytest.mark.parametrize(
    ("quote", "successor"),
    [
        ("clinical commissioning groups (CCGs)", "integrated care boards"),
        ("eligibility (FACS until April 2015)", "Care Act 2014"),
        ("LSAB reports.", "Safeguarding Adults Board"),
        ("People are clear what a safeguarding alert is.", "safeguarding concern"),
        ("Association of Chief Police Officers (ACPO)", "National Police Chiefs’ Council"),
    ],
)
def test_an_out_of_date_term_is_noted_with_what_replaced_it(quote: str, successor: str) -> None:
    (notice,) = currency([quote])
    assert successor in notice.text


def test_every_note_is_the_editors_own_and_names_its_source() -> None:
    notes = currency(["CCGs FACS LSAB safeguarding alert ACPO Police Authority Serious Case Reviews"])
    assert all(note.text.startswith("Editor’s note:") and "Source: " in note.text for note in notes)


def test_a_term_used_twice_is_noted_once() -> None:
    assert len(currency(["CCGs plan", "the CCG pays"])) == 1


def test_current_terms_need_no_note() -> None:
    assert currency(["the local authority and its partners"]) == []
