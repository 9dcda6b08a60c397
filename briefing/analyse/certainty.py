"""Whether a sentence says itself whose its words are: what is only guessed is never printed beside a name.

Precision where the readings before aim at recall: it looks once more at the words that were taken for a source, and
trusts those that can be one by their form. Never finds a voice, and never changes one.
"""

from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.names import WORD, fold
from briefing.analyse.passages import Passage
from briefing.analyse.people import Voice
from briefing.analyse.voice_words import CONTINUING, DETERMINER, FUNCTION, ROLE, VERB


def names_voice(line: Line, sentence: Passage, voice: Voice) -> bool:
    """Whether the cue of `sentence` stands beside words that name `voice` or say what it is."""
    cue = sentence.cue
    if cue is None:
        return bool(voice.names)
    mention = cue.mention
    if mention is None or mention is PRONOUN or (cue.aside and not mention.subject):
        return False
    if mention.name:
        return _is_name(line, mention, voice, sure=cue.sure)
    return _is_description(line, mention)


def is_somebody(voice: Voice) -> bool:
    """Whether the article gives the full name of `voice`, or says of a name what its bearer is."""
    return bool(voice.names) and (voice.kind is not None or any(len(WORD.findall(name)) > 1 for name in voice.names))


def goes_on(sentence: Passage, *, heard: bool) -> bool:
    """Whether its cue means who spoke last, by a pronoun or by a verb whose subject is left out."""
    cue = sentence.cue
    if cue is None or not cue.sure or cue.aside:
        return False
    if cue.mention is None:
        return heard and bool(sentence.quotes)
    phrase = bool(sentence.tokens[cue.at].word & CONTINUING)
    return cue.mention is PRONOUN and (phrase or heard or bool(sentence.quotes))


def _is_name(line: Line, mention: Mention, voice: Voice, *, sure: bool) -> bool:
    """Whether it is more than one word with a capital; such a word must be written so within a sentence, too."""
    parts = WORD.findall(mention.name)
    initials = len(parts) == 1 and len(parts[0]) > 1 and parts[0].isupper()
    if is_somebody(voice) or (sure and initials):
        return True
    known = {fold(part) for part in parts}
    if line.words.cased and not line.words.capital_nouns:
        return sure and not known.isdisjoint(line.usage.capital | line.usage.known)
    return sure and not known.isdisjoint(line.usage.known)


def _is_description(line: Line, mention: Mention) -> bool:
    """Whether it is a noun phrase by its form: what somebody is, or words behind an article, and no verb."""
    tokens = line.tokens[mention.start : mention.end]
    if not tokens:
        return False
    if line.words.articles and not (tokens[0].word & (DETERMINER | ROLE) or tokens[0].capital):
        return False
    if any(token.word & ROLE for token in tokens):
        return True
    content = [token for token in tokens if not token.word & FUNCTION]
    return bool(content) and bool(tokens[0].word & DETERMINER) and not any(token.word & VERB for token in tokens)
