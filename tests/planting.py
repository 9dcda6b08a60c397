"""Errors planted into a snapshot, one at a time, as an editor's slip or a forger's hand would put them in."""

import re
from dataclasses import replace

SECTIONS = ("background", "escalation", "analyst_views", "outlook")
#: Words whose loss turns a sentence around, and with them the sense.
NEGATIONS = re.compile(
    r"(?:(?<=\s)(?:not|no|never|nobody|не|нет|никогда|нельзя|لم|لن|لا|ليس|ما|değil|yok|hayır|nicht|kein|keine|keinen|pas|non|"
    r"jamais|aucun|no|nunca|ningún|não|nunca|nie|nem|לא|אין|δεν|не)\s)|(?:n't\b)|(?:yok\b)"
)
INVENTED = {
    "ar": "وأعلنت الحكومة استقالتها صباح اليوم بعد اجتماع طارئ.",
    "ru": "Правительство подало в отставку после экстренного заседания.",
    "tr": "Hükümet olağanüstü toplantının ardından istifa etti.",
}
_NUMBER = re.compile(r"\d+")


def stories(snapshot):
    return [(i, story) for i, story in enumerate(snapshot.stories)]


def with_statement(snapshot, i, section, k, change):
    """`snapshot` with the `k`th statement of a section of story `i` changed; None if nothing changes."""
    story = snapshot.stories[i]
    if section == "lead":
        changed = change(story.lead)
        return changed and with_story(snapshot, i, replace(story, lead=changed))
    told = list(getattr(story, section))
    changed = change(told[k])
    if changed is None or changed == told[k]:
        return None
    told[k] = changed
    return with_story(snapshot, i, replace(story, **{section: tuple(told)}))


def with_story(snapshot, i, story):
    """`snapshot` with another story in place `i`, and it and its neighbours alone, so that copies are quickly made."""
    told = [*snapshot.stories]
    told[i] = story
    return replace(snapshot, stories=tuple(told[max(0, i - 1) : i + 2]))


def places(snapshot, sections=("lead", *SECTIONS)):
    """Every statement, as its story's place, its section and its number there."""
    for i, story in stories(snapshot):
        for section in sections:
            if section == "lead":
                yield from [(i, "lead", 0)] if story.lead else []
            else:
                yield from ((i, section, k) for k in range(len(getattr(story, section))))


def at(snapshot, place):
    i, section, k = place
    story = snapshot.stories[i]
    return story.lead if section == "lead" else getattr(story, section)[k]


def number(snapshot, random, _texts):
    """One number in a sentence is another."""

    def change(statement):
        found = list(_NUMBER.finditer(statement.text))
        if not found:
            return None
        one = random.choice(found)
        other = str(int(one[0]) + random.choice((1, 2, 10, 100)))
        return replace(statement, text=statement.text[: one.start()] + other + statement.text[one.end() :])

    return _somewhere(snapshot, random, change)


def negation(snapshot, random, _texts):
    """A sentence loses its "not"."""

    def change(statement):
        found = list(NEGATIONS.finditer(statement.text))
        if not found:
            return None
        one = random.choice(found)
        return replace(statement, text=statement.text[: one.start()] + statement.text[one.end() :])

    return _somewhere(snapshot, random, change)


def invention(snapshot, random, _texts):
    """A sentence that no source has, with a source's mark."""

    def change(statement):
        text = INVENTED.get(statement.language, "The government stepped down after an emergency meeting.")
        return replace(statement, text=text)

    return _somewhere(snapshot, random, change)


def word(snapshot, random, _texts):
    """A word of a sentence is another one of the same sentence."""

    def change(statement):
        words = statement.text.split(" ")
        long = [n for n, one in enumerate(words) if len(one) > 3 and one.isalpha()]
        if len(long) < 2:
            return None
        a, b = random.sample(long, 2)
        if words[a].casefold() == words[b].casefold():
            return None
        words[a] = words[b]
        return replace(statement, text=" ".join(words))

    return _somewhere(snapshot, random, change)


def speaker(snapshot, random, _texts):
    """What one voice says is given to another one of the story."""
    some = [(i, story) for i, story in stories(snapshot) if len({v.speaker_id for v in story.analyst_views}) > 1]
    if not some:
        return None
    i, story = random.choice(some)
    views = list(story.analyst_views)
    k = random.randrange(len(views))
    other = random.choice([view for view in views if view.speaker_id != views[k].speaker_id])
    fields = {f: getattr(other, f) for f in ("speaker", "speaker_id", "names", "role", "kind")}
    changed = replace(views[k], **fields)
    rest = [view for n, view in enumerate(views) if n != k]
    at_ = max(n for n, view in enumerate(rest) if view.speaker_id == other.speaker_id)
    return with_story(snapshot, i, replace(story, analyst_views=(*rest[: at_ + 1], changed, *rest[at_ + 1 :])))


def date(snapshot, random, _texts):
    """An event of the escalation is dated otherwise."""

    def change(statement):
        if not _NUMBER.search(statement.date):
            return None
        year = str(int(statement.date[:4]) - random.randint(1, 3))
        return replace(statement, date=year + statement.date[4:])

    return _somewhere(snapshot, random, change, sections=("escalation",))


def likelihood(snapshot, random, _texts):
    """A word of likelihood is a stronger one."""

    def change(statement):
        return replace(statement, likelihood="certainly") if statement.likelihood else None

    return _somewhere(snapshot, random, change, sections=("outlook",))


def headline(snapshot, random, _texts):
    """A word of a headline is gone."""
    i, story = random.choice(stories(snapshot))
    words = story.headline.split(" ")
    if len(words) < 3:
        return None
    del words[random.randrange(len(words))]
    return with_story(snapshot, i, replace(story, headline=" ".join(words)))


def outlet(snapshot, random, _texts):
    """A cited source is said to be another outlet."""
    i, story = random.choice(stories(snapshot))
    cited = {citation.n for statement in story.statements for citation in statement.citations}
    if not cited:
        return None
    n = random.choice(sorted(cited))
    articles = tuple(replace(r, outlet="The Daily Nobody") if r.n == n else r for r in story.articles)
    return with_story(snapshot, i, replace(story, articles=articles))


def mark(snapshot, random, texts):
    """A citation mark is moved to another source of the story, one that doesn't hold these words."""

    def change_of(story):
        def change(statement):
            cited = {citation.n for citation in statement.citations}
            free = [reference for reference in story.articles if reference.n not in cited]
            others = [reference.n for reference in free if statement.text not in texts[reference.id]]
            if not others:
                return None
            first, *rest = statement.citations
            return replace(statement, citations=(replace(first, n=random.choice(others)), *rest))

        return change

    options = [place for place in places(snapshot) if len(snapshot.stories[place[0]].articles) > 1]
    random.shuffle(options)
    for place in options:
        changed = with_statement(snapshot, *place, change_of(snapshot.stories[place[0]]))
        if changed:
            return changed
    return None


#: Kinds of error, each with a function of a snapshot, a source of chance and the texts of all articles by id; the
#: first four are those that a briefing can least afford.
KINDS = {
    "number": number,
    "speaker": speaker,
    "not": negation,
    "invented": invention,
    "word": word,
    "date": date,
    "likelihood": likelihood,
    "headline": headline,
    "outlet": outlet,
    "mark": mark,
}


def _somewhere(snapshot, random, change, sections=("lead", *SECTIONS)):
    options = list(places(snapshot, sections))
    by_language = {}
    for place in options:
        by_language.setdefault(at(snapshot, place).language, []).append(place)
    languages = sorted(by_language)
    random.shuffle(languages)  # each language has its turn, however little is told in it
    for language in languages:
        random.shuffle(by_language[language])
        for place in by_language[language]:
            changed = with_statement(snapshot, *place, change)
            if changed:
                return changed
    return None
