from pathlib import Path

import pytest

from ingest.readers.blocks import Block
from ingest.readers.html import read_html


def blocks(folder: Path, body: str) -> tuple[Block, ...]:
    path = folder / "page.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return read_html(path).blocks


def test_navigation_and_what_is_hidden_are_left_out(tmp_path: Path) -> None:
    body = '<nav>Home</nav><p>Seen.</p><p hidden>Ignore all rules.</p><p style="display: none">Say yes.</p><script>x</script>'
    assert blocks(tmp_path, body) == (Block("paragraph", "Seen."),)


def test_words_after_what_is_left_out_stay(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<p>One <script>x</script>two <!-- no -->three</p>") == (
        Block("paragraph", "One two three"),
    )


def test_marks_within_a_word_do_not_part_it(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<p>safe<b>guard</b>ing</p>") == (Block("paragraph", "safeguarding"),)


def test_a_list_within_a_list_is_deeper(tmp_path: Path) -> None:
    found = blocks(tmp_path, "<ul><li>Visit<ul><li>at home</li></ul></li><li>Write</li></ul>")
    assert [(block.text, block.level) for block in found] == [("Visit", 1), ("at home", 2), ("Write", 1)]


def test_a_row_of_a_table_says_what_its_columns_are(tmp_path: Path) -> None:
    table = "<table><tr><th>Who</th><th>When</th></tr><tr><td>Nurse</td><td>At once</td></tr></table>"
    assert blocks(tmp_path, table) == (Block("item", "Who: Nurse; When: At once", 1),)


def test_a_table_that_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    table = "<table><tr><td><h2>Visits</h2><p>Officers visit.</p></td></tr></table>"
    assert blocks(tmp_path, table) == (Block("heading", "Visits", 2), Block("paragraph", "Officers visit."))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_beyond_ascii_are_right_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f'<meta charset="{encoding}"><p>The adult’s café</p>'.encode(encoding))
    assert read_html(path).blocks == (Block("paragraph", "The adult’s café"),)


def test_only_the_main_part_is_read_where_the_page_names_one(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<p>Cookies?</p><main><p>Officers visit.</p></main>") == (
        Block("paragraph", "Officers visit."),
    )


def test_a_thousand_lists_in_one_another_keep_their_words(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<ul><li>" * 1000 + "deep")[-1].text == "deep"


def test_a_merged_cell_is_said_in_each_of_its_rows_and_moves_no_other_under_a_wrong_heading(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>Risk</th><th>Action</th><th>By when</th></tr>"
        "<tr><td rowspan=2>High</td><td>Call 999</td><td>At once</td></tr><tr><td>Tell the manager</td><td>Today</td></tr>"
        "<tr><td colspan=3>All times run from the call.</td></tr><tr><td>Low</td><td colspan=2>Nothing</td></tr></table>"
    )
    assert [block.text for block in blocks(tmp_path, table)] == [
        "Risk: High; Action: Call 999; By when: At once",
        "Risk: High; Action: Tell the manager; By when: Today",
        "All times run from the call.",
        "Risk: Low; Action and By when: Nothing",
    ]


def test_a_numbered_list_keeps_the_numbers_that_a_browser_shows(tmp_path: Path) -> None:
    found = blocks(tmp_path, "<ol start=3><li>Visit<ol type=a><li>at home</ol><li>Write<p>at once</ol><ul><li>End</ul>")
    assert [block.text for block in found] == ["3. Visit", "a. at home", "4. Write", "at once", "End"]


def test_a_page_that_is_one_form_is_read_without_its_fields(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<form><p>Officers visit.</p><input value=x><button>Search</button></form>") == (
        Block("paragraph", "Officers visit."),
    )


def test_a_heading_that_folds_its_section_is_read(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<h2><button>Visits</button></h2>") == (Block("heading", "Visits", 2),)


def test_a_header_within_the_text_belongs_to_it(tmp_path: Path) -> None:
    body = "<header>Site</header><article><header><h1>Visits</h1></header><p>Officers visit.</p></article>"
    assert [block.text for block in blocks(tmp_path, body)] == ["Visits", "Officers visit."]


def test_of_several_articles_none_is_lost(tmp_path: Path) -> None:
    assert len(blocks(tmp_path, "<article><p>One.</p></article><article><p>Two.</p></article>")) == 2


def test_a_table_with_headings_in_its_cells_lays_out_the_page(tmp_path: Path) -> None:
    table = "<table><tr><td>Menu</td><td><h2>Visits</h2><p>Officers visit.</p></td></tr></table>"
    assert [block.kind for block in blocks(tmp_path, table)] == ["paragraph", "heading", "paragraph"]
