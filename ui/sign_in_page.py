"""The page that asks a visitor to sign in: plain HTML that needs no script."""

from markupsafe import Markup

from ui import words
from ui.theme import SIGN, sign_in_head

_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>{head}</head>'
    '<body class="gradio-container"><header class="banner"><div class="brand">{sign}<div><h1>{name}</h1>'
    '<p>{purpose}</p></div></div></header><p class="limits">{limits}</p><main class="sign-in"><h2>{heading}</h2>'
    '{problem}<form method="post" action="sign-in"><input type="hidden" name="passage" value="{passage}">'
    '<label for="name">{name_label}</label><input id="name" name="name" value="{given}" autocomplete="username" '
    'autocapitalize="none" spellcheck="false" required maxlength="100"{described}>'
    '<label for="password">{password_label}</label><input id="password" name="password" type="password" '
    'autocomplete="current-password" required maxlength="200"{described}>'
    '<button type="submit" class="plain main-action">{button}</button></form>'
    '<p class="hint">{help}</p></main></body></html>'
)


def sign_in_page(problem: str = "", name: str = "", passage: str = "") -> str:
    """The page, with what went wrong, the name that was given, and the passage that the visitor came to read."""
    told = Markup('<div id="problem" role="alert"><p class="problem"><strong class="unseen">{}: </strong>{}</p></div>')
    return str(
        _PAGE.format(
            title=f"{words.PROBLEM}: {words.SIGN_IN}" if problem else f"{words.SIGN_IN} – {words.NAME}",
            head=Markup(sign_in_head()),
            sign=Markup(SIGN),
            name=words.NAME,
            purpose=words.PURPOSE,
            limits=words.LIMITS,
            heading=words.SIGN_IN,
            problem=told.format(words.PROBLEM, problem) if problem else "",
            passage=passage,
            name_label=words.SIGN_IN_NAME,
            given=name,
            described=Markup(' aria-describedby="problem" aria-invalid="true"') if problem else "",
            password_label=words.SIGN_IN_PASSWORD,
            button=words.SIGN_IN,
            help=words.SIGN_IN_HELP,
        )
    )
