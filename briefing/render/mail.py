"""A letter that any mail program takes: the briefing as plain text and as the web page, in one message.

It names no sender and no reader: who sends it does (`sendmail reader@harbour.example < morning.eml`). Headers are
encoded by the standard library, so that no headline can add one; the same snapshot gives the same bytes.
"""

from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime
from hashlib import sha256

from briefing.model import Snapshot
from briefing.render import html, text
from briefing.render.layout import plain
from briefing.render.look import Look
from briefing.words import Words

#: Columns of the plain text: mail programs quote and wrap it.
WIDTH = 76
#: Of the first headline so much stands in the subject.
LONGEST = 120
#: Lines end as in a file; who sends the letter ends them as the network wants it.
_POLICY = SMTPUTF8.clone(linesep="\n", utf8=False, max_line_length=78)


def render(snapshot: Snapshot, look: Look) -> str:
    """`snapshot` as a message of two alternatives (RFC 2046, 5.1.4), in ASCII."""
    page = html.render(snapshot, look)
    letter = EmailMessage(policy=_POLICY)
    letter["Subject"] = _subject(snapshot, look.words)
    letter["Date"] = format_datetime(snapshot.taken)
    letter.set_content(text.render(snapshot, Look(width=WIDTH, sections=look.sections, words=look.words)), cte="base64")
    letter.add_alternative(page, subtype="html", cte="base64")
    letter.set_boundary(f"briefing-{sha256(page.encode()).hexdigest()[:24]}")
    return letter.as_string()


def _subject(snapshot: Snapshot, words: Words) -> str:
    first = next((plain(story.headline) for story in snapshot.stories), "")[:LONGEST].rstrip()
    moment = words.moment(snapshot.taken)
    return words("report.subject", moment=moment, headline=first) if first else words("report.dated", moment=moment)
