"""Entries of the log as a Word document, for supervision and continuing professional development."""

from collections.abc import Sequence

from workbook.book import Reflection
from workbook.look import day, lead_in
from workbook.reflection import find_topic
from workbook.standards import Standards
from workbook.word import clean, new_word, quote, saved

TITLE = "Reflection on practice"
LABELS = {
    "principle": "Principle",
    "situation": "Situation",
    "did": "What I did",
    "change": "What I would change",
    "need": "What I need",
}


def reflection_word(entries: Sequence[Reflection], standards: Standards) -> bytes:
    """The entries as the bytes of a .docx file, each with the guidance's questions and passages that it began from."""
    about = standards.guidance.about
    word = new_word(TITLE)
    word.add_paragraph("Kept without personal data. The quotations are the guidance’s own words.")
    for entry in entries:
        word.add_heading(clean(" · ".join(filter(None, (day(entry.date), entry.topic)))) or "No date", 2)
        for field, label in LABELS.items():
            word.add_heading(label, 3)
            word.add_paragraph(clean(getattr(entry, field)) or "Nothing written.")
        found = find_topic(standards.guidance, entry.topic)
        if not found:
            continue
        questions, topic = found
        word.add_heading("What the guidance asks", 3)
        for question in questions.questions:
            word.add_paragraph(question.text, style="List Bullet")
        word.add_heading("What the guidance says", 3)
        for passage in topic.passages:
            source = f"{about.title} ({about.date}), {' › '.join(passage.section)}"
            quote(word, passage.text, source, lead_in(passage))
    return saved(word)
