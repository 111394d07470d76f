"""The words in which an answer is given: everything here is Signpost's own, never the documents'."""

from assistant.answer import Citation, Statement, Status

EMERGENCY = {
    "danger": (
        "If someone is in danger now, call 999. Make sure that they and you are safe before anything else. "
        "Then tell your manager or safeguarding lead and follow your organisation’s own procedure."
    ),
    "suicide": (
        "If someone’s life is at risk now, call 999 and do not leave them alone if it is safe for you to stay. "
        "Samaritans are on 116 123, free, day and night. "
        "Then tell your manager or safeguarding lead and follow your organisation’s own procedure."
    ),
}
PERSONAL_DATA = (
    "Your question seemed to hold personal data ({kinds}). It was masked before anything else was done with it, and "
    "it is not kept. Please leave out anything that could identify a person."
)
INJECTION = "Part of the message was an instruction to Signpost. It was not followed; only the question was looked at."
SCOPE = (
    "Signpost answers from these documents only: {titles}. For anything else, ask your manager or safeguarding lead."
)
DECLINED = (
    "Signpost can’t help with this. It answers questions about safeguarding adults from the guidance that it holds. "
    "If you are worried about an adult, tell your safeguarding lead or your local authority."
)
ABSTAINED = "The documents do not answer this."
RELATED = "The nearest sections are below. They are related, but they are not an answer."
PARTIAL = "The documents may not answer this fully. The nearest that they say:"
WRITTEN_PARTLY = "The documents may not answer this fully."
MYTH = "Part of this is close to a belief that the guidance calls a myth."
SENT = (
    "The question, with personal data masked, and the passages below were sent to the language model {model} at "
    "{host}, which is not on this machine."
)
NOT_WRITTEN = "The language model’s answer is not shown: {reason}. These are the documents’ own words."
KINDS = {
    "name": "a name",
    "date_of_birth": "a date of birth",
    "nhs_number": "an NHS number",
    "ni_number": "a National Insurance number",
    "phone": "a phone number",
    "email": "an e-mail address",
    "address": "an address",
    "postcode": "a postcode",
}


def quotes_under_headings(cited: tuple[Citation, ...]) -> str:
    """The quotes, each numbered, under the document and heading path that they stand in."""
    lines: list[str] = []
    last = ""
    for citation in cited:
        heading = f"{citation.title}: {citation.section}"
        if heading != last:
            lines += ["", heading]
            last = heading
        lines.append(f"{citation.quote} [{citation.number}]")
    return "\n".join(lines).strip()


def answer_text(status: Status, cited: tuple[Citation, ...], near: tuple[Citation, ...]) -> str:
    """An answer's text: the quotes under their headings, or what is said where there are none."""
    if status == "declined":
        return DECLINED
    if status == "abstained":
        return f"{ABSTAINED} {RELATED}" if near else ABSTAINED
    quotes = quotes_under_headings(cited)
    return f"{PARTIAL}\n\n{quotes}" if status == "partial" else quotes


def written_text(status: Status, statements: tuple[Statement, ...]) -> str:
    """A written answer's text: its sentences, each with the numbers of the quotes that it rests on."""
    lines = [f"{s.text} {''.join(f'[{number}]' for number in s.citations)}" for s in statements]
    return "\n".join([WRITTEN_PARTLY, "", *lines] if status == "partial" else lines)
