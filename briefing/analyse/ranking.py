"""Which of a sentence's cues tells whose the sentence is."""

from collections.abc import Callable

from briefing.analyse.mentions import PRONOUN, Mention
from briefing.analyse.passages import Passage
from briefing.analyse.speech import Cue
from briefing.analyse.voice_words import PRONOUNS, SKIP, Lexicon


def best_cue(passage: Passage, words: Lexicon, is_outlet: Callable[[Mention], bool]) -> Cue | None:
    """Named sources first, in the order of the text; None without a cue."""
    cues = passage.cues
    elided = any(cue.mention is None and cue.sure for cue in cues) and bool(passage.quotes)
    if words.order == "sov" and (opening := _opening(passage)):
        return opening
    others = any(cue.sure and not cue.relays and (cue.mention is not None or passage.quotes) for cue in cues)

    reported = any(cue.sure and cue.mention is PRONOUN and cue is cues[0] for cue in cues)

    def weak(cue: Cue) -> int:
        """A medium that passes on what another said comes after that one, a judge after the pronoun before."""
        if not names_someone(cue, is_outlet):
            return 1
        if cue.relays and others:
            return 2
        if elided and cue.mention and cue.mention.kind == "media":
            return 2
        return 0 if cue.sure or not reported else 1

    return min(cues, key=lambda cue: (cue.aside, weak(cue), not cue.sure, cue.at), default=None)


def names_someone(cue: Cue, is_outlet: Callable[[Mention], bool]) -> bool:
    """Whether the source of `cue` is more than a pronoun, and not the outlet itself."""
    return cue.mention is not None and cue.mention is not PRONOUN and not is_outlet(cue.mention)


def _opening(passage: Passage) -> Cue | None:
    """The cue of a pronoun with which the sentence begins: where verbs come last, those before are its object's."""
    first = next((token for token in passage.tokens if not token.mark and not token.word & SKIP), None)
    if first is None or not first.word & PRONOUNS or first.quoted:
        return None
    return next((cue for cue in passage.cues if cue.mention is PRONOUN and cue.sure), None)
