"""An Answer and a passage as a terminal shows them."""

import typer

from assistant.answer import Answer, Citation
from assistant.wording import quotes_under_headings
from corpus.errors import QuestionError
from corpus.index.reading import Index


class Printer:
    """Prints an answer, and while a language model writes it each sentence as soon as it is verified."""

    def __init__(self) -> None:
        self._heard = 0

    def hear(self, so_far: Answer) -> None:
        """Print what an answer so far has more than the last one: its notices at first, then its sentences."""
        if not self._heard:
            _print_notices(so_far)
        for statement in so_far.statements[self._heard :]:
            typer.echo(f"{statement.text} {''.join(f'[{number}]' for number in statement.citations)}")
        self._heard = len(so_far.statements)

    def finish(self, answer: Answer) -> None:
        """Print what is left of an answer, or all of it where nothing was heard or what was heard does not stand."""
        if not answer.written_by:
            if self._heard:
                typer.secho("\nThe sentences above are withdrawn.\n", fg="yellow", bold=True)
            print_answer(answer)
            return
        self.hear(answer)
        typer.secho(f"\nWritten by {answer.written_by}; each sentence was checked against these quotes.", dim=True)
        typer.echo(quotes_under_headings(answer.citations))
        _print_end(answer)


def print_answer(answer: Answer) -> None:
    """Print notices first, then the quotes under their headings, then the numbered sources."""
    _print_notices(answer)
    typer.echo(answer.text)
    for citation in answer.related:
        typer.echo(f"\n{_place(citation)}\n{citation.quote}")
    _print_end(answer)


def _print_notices(answer: Answer) -> None:
    for notice in answer.notices:
        if notice.kind not in ("currency", "scope"):
            typer.secho(notice.text, fg="red" if notice.kind == "emergency" else "yellow", bold=True)
        if notice.myth:
            typer.echo(f"  Belief: {notice.myth}\n  The guidance says: {notice.reality}")


def _print_end(answer: Answer) -> None:
    for notice in answer.notices:
        if notice.kind in ("currency", "scope"):
            typer.secho(f"\n{notice.text}", dim=True)
    if answer.citations:
        typer.echo("\nSources")
    for citation in answer.citations:
        typer.echo(f"[{citation.number}] {_place(citation)} ({citation.authority}; signpost show {citation.passage})")


def print_passage(index: Index, passage_id: str, around: int = 2) -> None:
    """Print a passage with those before and after it in its section.

    Raises:
        QuestionError: there is no such passage.
    """
    passage = index.passage(passage_id)
    if passage is None:
        raise QuestionError(f"There is no passage {passage_id}: copy the id from a citation of an answer.")
    about = index.documents[passage.document].about
    typer.secho(f"{about.title} ({about.date}) > {' > '.join(passage.section)}", bold=True)
    for other in index.document_passages(passage.document):
        if other.section == passage.section and abs(other.position - passage.position) <= around:
            typer.echo(f"{'>>' if other.id == passage.id else '  '} {other.text}")
    typer.echo(f"{passage.authority}; characters {passage.start} to {passage.end}. {about.edition}")


def _place(citation: Citation) -> str:
    page = f", page {citation.page}" if citation.page else ""
    return f"{citation.title} > {citation.section}{page}"
