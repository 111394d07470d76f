"""A quiz to take, as HTML: the page's script shows one question at a time and marks it; nothing is sent anywhere."""

from collections.abc import Sequence

from markupsafe import Markup

from quiz.export.parts import mixed
from quiz.item import Item, Option
from ui import quiz_words as words

_NOTHING = Markup("")


def play_html(items: Sequence[Item]) -> Markup:
    """Every question with its explanation folded in, and the score at the end."""
    questions = _NOTHING.join(_question(number, len(items), item) for number, item in enumerate(items, 1))
    return Markup(
        '<div class="playing" data-score="{}">{}<div class="score" hidden tabindex="-1"><p></p>'
        '<button type="button" class="plain" data-again>{}</button></div></div>'
    ).format(words.SCORE, questions, words.AGAIN)


def _question(number: int, count: int, item: Item) -> Markup:
    last = number == count
    return Markup(
        '<form class="question" data-kind="{kind}" data-scored="{scored}"{hidden}>'
        '<p class="facts" >{place}</p><fieldset><legend tabindex="-1">{stem}</legend>{fields}</fieldset>'
        '<p class="hint" role="alert" data-empty="{empty}"></p>'
        '<button type="submit" class="plain main-action">{check}</button>'
        '<div class="verdict-box" hidden tabindex="-1" data-right="{yes}" data-wrong="{no}"><p class="verdict"></p>'
        "{why}"
        '<button type="button" class="plain main-action" data-next>{next}</button></div></form>'
    ).format(
        kind=item.kind,
        scored="yes" if item.scored else "no",
        hidden=Markup(" hidden") if number > 1 else "",
        place=words.NUMBER.format(number=number, count=count),
        stem=item.stem,
        fields=_fields(number, item),
        empty=words.CHOOSE_FIRST,
        check=words.CHECK if item.scored else words.SHOW_POINTS,
        yes=words.IS_RIGHT,
        no=words.IS_WRONG,
        why=_why(item),
        next=words.FINISH if last else words.NEXT,
    )


def _fields(number: int, item: Item) -> Markup:
    if item.questions:
        asks = _NOTHING.join(Markup("<li>{}</li>").format(question) for question in item.questions)
        return Markup("<ul>{}</ul>").format(asks)
    if item.kind in ("matching", "order"):
        return _pairs(item)
    kind = "checkbox" if item.kind == "select all" else "radio"
    return _NOTHING.join(
        Markup(
            '<label class="choice-line"><input type="{}" name="answer-{}" value="{}" data-key="{}">'
            "<span>{}</span></label>"
        ).format(kind, number, place, "yes" if option.right else "no", option.text)
        for place, option in enumerate(item.options)
    )


def _pairs(item: Item) -> Markup:
    """A choice for each text: what it is matched with, or which place it has."""
    by_text = {option.text: option for option in item.options}
    places = {option.text: str(place) for place, option in enumerate(item.options, 1)}
    names = [option.prompt or places[option.text] for option in item.options]
    choices = _NOTHING.join(Markup("<option>{}</option>").format(name) for name in names)
    made = []
    for text in mixed(item):
        answer = by_text[text].prompt or places[text]
        made.append(
            Markup(
                '<label class="field"><span>{}</span><select data-key="{}"><option value="">{}</option>{}</select>'
                "</label>"
            ).format(text, answer, words.CHOOSE if by_text[text].prompt else words.PLACE, choices)
        )
    return _NOTHING.join(made)


def _why(item: Item) -> Markup:
    head = words.POINTS if item.questions else words.RIGHT_ANSWER
    listed = _NOTHING.join(_answer(item, option) for option in item.keys)
    tag = Markup("ol") if item.kind == "order" else Markup("ul")
    return Markup("<p><strong>{0}</strong></p><{1}>{2}</{1}><p>{3}</p>{4}").format(
        head, tag, listed, item.explanation, _others(item)
    )


def _answer(item: Item, option: Option) -> Markup:
    prompt = Markup("<strong>{}:</strong> ").format(option.prompt) if option.prompt else _NOTHING
    link = Markup('<a href="?passage={}" target="_blank" rel="noopener">{}</a>').format(
        option.source.passage, words.READ
    )
    return Markup("<li>{}{} {}</li>").format(prompt, option.text, link)


def _others(item: Item) -> Markup:
    wrong = [option for option in item.options if not option.right]
    listed = _NOTHING.join(Markup("<li>{}: {}</li>").format(option.text, option.why) for option in wrong)
    return Markup("<ul>{}</ul>").format(listed) if listed else _NOTHING
