"""What to reflect on: the guidance's own questions, by principle and by kind of abuse, each with its passages."""

from dataclasses import dataclass

from corpus.document import Document, Passage


@dataclass(frozen=True)
class Topic:
    """A principle or a kind of abuse: its heading as printed, and what the guidance says under it (not the myths)."""

    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Questions:
    """Questions that the guidance puts to its reader, what leads in to them, and the topics that they are asked of."""

    title: str
    lead_in: str
    questions: tuple[Passage, ...]
    topics: tuple[Topic, ...]


def reflective_questions(guidance: Document) -> tuple[Questions, ...]:
    """The guidance's sections that ask questions; their topics are the sections directly below."""
    made = []
    for section in guidance.sections:
        asked = tuple(passage for passage in section.passages if passage.kind == "question")
        if not asked:
            continue
        below = [s for s in guidance.sections if s.path[:-1] == section.path]
        topics = tuple(
            Topic(s.path[-1], tuple(p for p in s.passages if p.quotable and p.kind != "myth")) for s in below
        )
        made.append(Questions(section.path[-1], asked[0].lead_in or "", asked, topics))
    return tuple(made)


def principles(guidance: Document) -> tuple[str, ...]:
    """The headings of the principles: the topics that carry a number."""
    return tuple(t.title for q in reflective_questions(guidance) for t in q.topics if t.title[:1].isdigit())


def find_topic(guidance: Document, title: str) -> tuple[Questions, Topic] | None:
    """The topic of that heading, with the questions that are asked of it."""
    return next(
        ((questions, t) for questions in reflective_questions(guidance) for t in questions.topics if t.title == title),
        None,
    )
