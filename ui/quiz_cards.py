"""The bank as HTML: each item with its source, and what a trainer can do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from quiz.bank import Kept, State
from quiz.check.asked import asked
from quiz.check.lint import lint_one
from quiz.item import Item
from ui import quiz_words as words
from ui.parts import button

_NOTHING = Markup("")


@dataclass(frozen=True)
class Place:
    """Where the reader is: the item to put the focus on, and the one that is being edited."""

    focus: str = ""
    editing: str = ""


def bank_html(kept: Sequence[Kept], place: Place) -> Markup:
    """Every item, grouped by what was decided."""
    groups = [_group(state, [one for one in kept if one.state == state], place) for state in words.GROUPS]
    return Markup('<div class="bank">{}</div>').format(_NOTHING.join(groups))


def _group(state: State, kept: Sequence[Kept], place: Place) -> Markup:
    title = f"{words.GROUPS[state]} ({len(kept)})"
    cards = _NOTHING.join(_card(one, place) for one in kept)
    body = Markup('<ol class="cards">{}</ol>').format(cards) if kept else Markup("<p>{}</p>").format(words.EMPTY[state])
    heading = Markup('<h3 id="group-{}" tabindex="-1">{}</h3>').format(state, title)
    if state == "rejected" and kept:
        body = Markup("<details{}><summary>{}</summary>{}{}</details>").format(
            Markup(" open") if place.focus in {one.item.id for one in kept} else "",
            words.SHOW_REJECTED,
            button(words.DELETE_REJECTED, "clear"),
            body,
        )
    return Markup('<section aria-labelledby="group-{}">{}{}</section>').format(state, heading, body)


def _card(one: Kept, place: Place) -> Markup:
    item = one.item
    focus = Markup(" data-focus") if place.focus == item.id else _NOTHING
    inside = _edit_form(one) if place.editing == item.id else _shown(one)
    return Markup('<li class="card" id="item-{}"><h4 tabindex="-1"{}>{}</h4>{}</li>').format(
        item.id, focus, item.stem, inside
    )


def _shown(one: Kept) -> Markup:
    item = one.item
    facts = [words.KINDS[item.kind], words.DIFFICULTIES[item.difficulty] if item.scored else "", item.topic]
    return Markup('<p class="facts">{}</p>{}{}<p class="why"><strong>{}:</strong> {}</p>{}{}').format(
        " · ".join(filter(None, facts)),
        _warnings(one),
        _options(item),
        words.WHY,
        item.explanation,
        _sources(item),
        _buttons(one),
    )


def _warnings(one: Kept) -> Markup:
    said = [words.STALE] if one.stale else []
    said += [words.DRAFTED.format(model=one.item.drafted_by)] if one.item.drafted_by else []
    said += [words.EDITED] if one.item.edited else []
    flaws = lint_one(asked(one.item))
    notes = _NOTHING.join(Markup('<p class="warn">{}</p>').format(line) for line in said)
    if flaws:
        listed = _NOTHING.join(Markup("<li>{} ({})</li>").format(flaw.reason, flaw.words) for flaw in flaws)
        notes += Markup('<div class="warn"><p>{}</p><ul>{}</ul></div>').format(words.FLAWS, listed)
    return notes


def _options(item: Item) -> Markup:
    made = []
    for option in item.options:
        mark = Markup(' <strong class="right">{}</strong>').format(words.RIGHT) if _marked(item, option.right) else ""
        prompt = Markup("<strong>{}:</strong> ").format(option.prompt) if option.prompt else ""
        why = Markup("<br><small>{}</small>").format(option.why) if option.why and not option.right else ""
        made.append(Markup("<li>{}{}{}{}</li>").format(prompt, option.text, mark, why))
    tag = Markup("ol") if item.kind == "order" else Markup("ul")
    listed = Markup('<{0} class="options">{1}</{0}>').format(tag, _NOTHING.join(made))
    if not item.questions:
        return listed
    asks = _NOTHING.join(Markup("<li>{}</li>").format(question) for question in item.questions)
    return Markup("<p><strong>{}</strong></p><ul>{}</ul><p><strong>{}</strong></p>{}").format(
        words.QUESTIONS, asks, words.POINTS, listed
    )


def _marked(item: Item, right: bool) -> bool:
    return right and item.kind not in ("matching", "order", "scenario")


def _sources(item: Item) -> Markup:
    sources = {option.source.passage: option.source for option in item.keys}.values()
    listed = _NOTHING.join(
        Markup(
            '<li><blockquote>{}</blockquote><span class="way">{} › {}</span> <a href="?passage={}">{}</a></li>'
        ).format(source.quote, source.title, source.section.replace(" > ", " › "), source.passage, words.READ)
        for source in sources
    )
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(words.SOURCE, listed)


def _buttons(one: Kept) -> Markup:
    names: dict[State, str] = {"accepted": words.ACCEPT, "rejected": words.REJECT, "proposed": words.UNDECIDE}
    version = str(one.version)
    made = [
        _press(label, "decide", one, state=state, version=version)
        for state, label in names.items()
        if state != one.state
    ]
    made += [_press(words.EDIT, "edit", one), _press(words.UP, "move", one, up="yes")]
    made.append(_press(words.DOWN, "move", one, up="no"))
    return Markup('<div class="row">{}</div>').format(_NOTHING.join(made))


def _press(label: str, do: str, one: Kept, **data: str) -> Markup:
    """A button whose name, to a screen reader, also says which question it is about."""
    spoken = label + Markup('<span class="unseen">: {}</span>').format(one.item.stem)
    return button(Markup(spoken), do, item=one.item.id, **data)


def _edit_form(one: Kept) -> Markup:
    item = one.item
    fields = [_area("stem", words.STEM, item.stem)]
    for number, option in enumerate(item.options):
        label = words.OPTION_RIGHT if _marked(item, option.right) else words.OPTION
        fields.append(_area(f"option{number}", label.format(number=number + 1), option.text))
    fields.append(_area("explanation", words.EXPLANATION, item.explanation))
    return Markup(
        '<form data-form="save" data-item="{}" data-version="{}" aria-label="{}"><p class="hint">{}</p>{}'
        '<div class="row"><button type="submit" class="plain main-action">{}</button>{}</div></form>'
    ).format(
        item.id,
        one.version,
        words.EDIT_HEADING,
        words.EDIT_HINT,
        _NOTHING.join(fields),
        words.SAVE,
        button(words.CANCEL, "cancel", item=item.id),
    )


def _area(name: str, label: str, text: str) -> Markup:
    rows = min(8, 1 + len(text) // 60)
    return Markup('<label class="field"><span>{}</span><textarea name="{}" rows="{}">{}</textarea></label>').format(
        label, name, rows, text
    )
