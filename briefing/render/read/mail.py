"""The page in a letter, which says the same as its text."""

from email import message_from_string
from email.message import EmailMessage
from email.policy import default

from briefing.errors import InputError
from briefing.language.clean import clean


def page_in(text: str) -> str:
    """The web page that is in the letter `text`.

    Raises:
        InputError: there is no page in it.
    """
    letter = message_from_string(text, _class=EmailMessage, policy=default)
    page = letter.get_body(("html",))
    try:
        content = str(page.get_content()) if page else ""
    except (LookupError, ValueError):
        content = ""
    if not content.strip():
        raise InputError("is no report of briefing: there is no page in the letter")
    return clean(content)
