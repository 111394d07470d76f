"""Drafts of bank questions for a document, by the configured language model; a person accepts them or does not.

Drafts lie in drafts.yaml beside the document and are never searched. A person sets ``accept: yes`` on the questions
that are good; accepting moves those into questions.yaml.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.guard import clean, find_personal_data
from assistant.llm import LanguageModel
from assistant.verify.language import Text
from corpus.bank import load_bank
from corpus.document import Document, Passage
from corpus.errors import DocumentError, LanguageModelError
from prompts import load_prompt

FILE = "drafts.yaml"
_HEAD = (
    "# Drafts by a language model ({model}): nothing here is searched. Read each question against its passage, set\n"
    "# `accept: yes` where it is good, and run `signpost draft accept {slug}`.\n"
)
_QUESTION = re.compile(r"^[A-Z][^\n<>\[\]{}|`]{14,149}\?$")
_SHORTEST = 40  # characters of a passage that questions can be asked of
_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


class _Draft(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: str
    accept: bool = False


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    passage: str
    drafts: tuple[_Draft, ...]


_ENTRIES = TypeAdapter(tuple[_Entry, ...])


def draft_questions(
    document: Document, folder: Path, model: LanguageModel, progress: Callable[[int, int], None]
) -> int:
    """Draft questions for every passage that the bank has none for, and write drafts.yaml; returns how many.

    Raises:
        DocumentError: there are drafts already, or questions.yaml can't be read.
        LanguageModelError: the model could not be used for any passage.
    """
    path = folder / FILE
    if path.exists():
        raise DocumentError(f"{path} is there already: accept or delete those drafts first.")
    asked = {question.passage for question in load_bank(folder, document)}
    passages = [
        p
        for p in document.passages
        if p.quotable and p.kind != "myth" and p.id not in asked and len(p.text) >= _SHORTEST
    ]
    entries: list[dict[str, object]] = []
    count, failed = 0, ""
    for number, passage in enumerate(passages, 1):
        try:
            drafts = list(dict.fromkeys(_drafts(passage, model)))
        except LanguageModelError as error:
            drafts, failed = [], str(error)
        if drafts:
            short = passage.id.partition(":")[2]
            entries.append({"passage": short, "drafts": [{"question": q, "accept": False} for q in drafts]})
            count += len(drafts)
        progress(number, len(passages))
    if failed and not entries:
        raise LanguageModelError(f"{model.name} gave no drafts: {failed}.")
    body = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(_HEAD.format(model=model.name, slug=document.slug) + body, encoding="utf-8")
    return count


def accept_drafts(document: Document, folder: Path) -> int:
    """Move the accepted drafts to the end of questions.yaml and delete the others; returns how many were accepted.

    Raises:
        DocumentError: there are no drafts, or the file is malformed; nothing is changed then.
    """
    path = folder / FILE
    try:
        entries = _ENTRIES.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or ())
    except FileNotFoundError as error:
        raise DocumentError(f"{path} is not there: run `signpost draft questions {document.slug}` first.") from error
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise DocumentError(
            f"{path} can't be read as drafts: undo what was changed in it, but for `accept`."
        ) from error
    known = {passage.id for passage in document.passages}
    unknown = [entry.passage for entry in entries if f"{document.slug}:{entry.passage}" not in known]
    if unknown:
        raise DocumentError(f"{path} has drafts for {unknown[0]}: {document.slug} has no such passage any more.")
    accepted = [
        {"passage": entry.passage, "questions": [draft.question for draft in entry.drafts if draft.accept]}
        for entry in entries
        if any(draft.accept for draft in entry.drafts)
    ]
    if accepted:
        bank = folder / "questions.yaml"
        before = bank.read_text(encoding="utf-8").rstrip() + "\n" if bank.is_file() else ""
        added = yaml.safe_dump(accepted, sort_keys=False, allow_unicode=True, width=110)
        temporary = bank.with_suffix(".new")
        temporary.write_text(before + added, encoding="utf-8")
        temporary.replace(bank)
    path.unlink()
    return sum(len(entry["questions"]) for entry in accepted)


def _drafts(passage: Passage, model: LanguageModel) -> Iterator[str]:
    """The questions of a reply that are questions, share a word with the passage, and name nobody."""
    prompt = load_prompt("questions")
    shown = clean(f"{passage.lead_in or ''}\n{passage.text}").translate(str.maketrans("<>", "‹›"))
    message = prompt.fill(heading=" > ".join(passage.section), passage=shown)
    deadline = time.monotonic() + model.timeout
    about = Text(f"{' '.join(passage.section)} {passage.lead_in or ''} {passage.text}").content
    for line in "".join(model.stream(prompt, message, deadline)).splitlines():
        question = clean(_MARK.sub("", line))
        if _QUESTION.match(question) and Text(question).content & about and not find_personal_data(question):
            yield question
