"""The words by which a language says who speaks: its `[voices]` table, made ready for looking up.

Every entry is a word or a phrase, folded (no case, no diacritics); `word*` stands for every word that begins so,
`*word` for every word that ends so, and ` ~ ` in a phrase for words between (de "gab ~ bekannt").

    order          "svo", "vso" or "sov": where a subject stands without other evidence
    cased          whether names are capitalised; `capital_nouns` if other nouns are too
    adjectives_follow  whether a noun's adjective may stand behind it
    bare_names     whether a name may follow a role's complement at once (es "ministro del Interior Hale")
    ezafe          whether a role's complement can't be told from a name (fa): such a stretch is taken as a description
    endings        case endings, longest first: a role's word is known in all of them
    articles       whether nouns need an article to be indefinite (ru: false)
    genitive       whether a genitive stands bare between a role and a name (ru "президент Турции Хейл")
    genitives      endings of that genitive; `nominatives` those of the same words as subjects;
                   `patronymics` endings of what follows a given name;
                   `places_in` is how genitives end that are none but countries'
    unspaced       whether words are written without spaces between them
    prefixes       particles written onto a word that is looked up without them (ar "و", "ال")
    definite_prefixes  those of them that make a noun definite
    elisions       words written onto the next with an apostrophe (fr "l", "d")
    oblique_prefixes  particles that put an unknown word in another case than a subject's (ar "لل")
    oblique_endings  endings of those cases for nouns, longest first (ru "ами")
    weak_prefixes  those with which names begin, too (ar "ب")
    objects        endings of a word that is no subject's attribute: an object stands before the subject (ru "у")
    unmarked       whether what follows a verb and a colon is speech up to the paragraph's end, without marks (fa)
    lower_roles    whether a role is capitalised only where it begins a sentence (ru)
    case_suffixes  whether an apostrophe parts a name from its case ending (tr "Hale'in")
    say            finite verbs of saying; `stance` verbs of judging and asking, which need a subject beside them
    told           those verbs of saying that are followed by the one who is told
    adding         forms that go on with the sentence's subject ("adding", "مشيرا")
    presenting     forms that stand before their subject ("belirten", tr)
    quoting        verbs by which one source passes on another's words ("quoted"); `quoting_from` what then stands
                   before that other, where it doesn't follow at once (ar "عن")
    relaying       those of all these by which a medium passes on what another says (ru "передает"): a bare name beside
                   them is a medium's, and whoever else the sentence gives words to comes first
    places         what completes a role and is never a name: countries in the genitive (ru "министр Турции")
    auxiliaries    verbs that stand before the subject of another (ar "كان الوزير قال")
    continuing     phrases that mean the last voice ("in his words")
    statements     nouns for what the last voice issued ("statement")
    anonymous      roles whose bearer is unnamed when no name stands beside them, even without an article
    passive        auxiliaries after which a verb has no speaking subject ("was told")
    joins          "and"; `relatives` "who", "which"
    within         prepositions by which an institution speaks without a subject (ru "в МИД заявили")
    according      what stands before a source, `according_first` if it opens the sentence,
                   `according_last` if it ends the clause with its source (de ", so Hale"), `according_after` behind it
    topic          what follows a subject (ja "は")
    pronouns       subjects that stand for the last speaker
    definite, indefinite, another   determiners; `another` makes a new voice
    of             prepositions that go on with a description; `prepositions` all others
    breaks         words that begin another clause
    titles         words before a name that are no part of it
    particles      lower-case parts of names
    nevers         words that are never (part of) a name (an ending of all nouns of mind: but for those of a role)
    skip           what may stand between a verb and its subject: auxiliaries, adverbs, days
    mood           verb forms of reported speech: the sentence goes on with what the last speaker said
    mood_after     verb forms that are such only in the sentence after another with a voice (de "soll"); not folded,
                   since a diacritic can make the mood
    infinitive     what stands before the verb form of which the sentence's subject is the subject ("to say")
    minds          adjectives that say what somebody thinks, after an auxiliary ("is convinced")
    utterances     nouns for what somebody says or wants, if its owner stands beside it ("Hale's claim"): `possessives`
                   are the pronouns for that, `owning` what stands between it and an owner that follows ("by", fr "de")
    participle_endings  ends of participles that are verbs only beside an auxiliary (fr "é")
    enclitics      pronouns written onto their verb (fr "-t-il")
    contracted     what stands for an auxiliary behind a pronoun and an apostrophe, with that auxiliary ("'ve", "have")
    telling        what stands before the one who is told, between verb and subject; not folded (fr "à")
    agents         what stands before the one who acts when the verb is passive ("was praised by Hale")
    laws           what nobody says though it is written somewhere ("constitution"): no voice
    documents      what finds something: a sentence that opens « In a poll, … » is told from it
    negatives      who is nobody ("nobody", "no"): such a subject is no voice
    silent         negations, and verbs of refusing: who doesn't speak comes after whoever does ("didn't", "declined")
    us             whom a source tells: the outlet
    have           auxiliaries that stand far from their participle (de "hat ~ gesagt"); `participles` are tables of
                   these, `say` and `stance`
    roles          nouns that say what somebody is: analyst, official, witness, media, unnamed; `body` for institutions
                   that speak officially, `centre` for those whose people are analysts

A language needs no more than the lists it has; `und` fills the rest. `[[voices.samples]]` are the tests: `text` (lines
are paragraphs), `expect` a list of `[speaker, role, kind, direct]` by sentence, `[]` where nobody speaks;
a kind that the article doesn't tell is "".
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from briefing.analyse.names import fold
from briefing.analyse.phrases import Phrases
from briefing.language.layers import layered

_NAMES = (
    "say", "stance", "told", "adding", "presenting", "according", "according_first", "according_last",
    "according_after", "topic", "pronouns", "definite", "indefinite", "another", "of", "prepositions", "within",
    "quoting", "quoting_from", "continuing", "statements", "anonymous", "passive", "joins", "relatives", "breaks",
    "titles", "particles", "nevers", "skip", "mood", "us", "analyst", "official", "witness", "media", "unnamed",
    "body", "centre", "infinitive", "relaying", "auxiliaries", "places", "minds", "utterances", "possessives", "owning",
    "agents", "negatives", "silent", "documents", "laws",
)  # fmt: skip
#: What a word may be doing: bits of one number, as `_NAMES` lists them (an IntFlag is ten times slower).
WORD_BITS = {name: 1 << i for i, name in enumerate(_NAMES)}
(
    SAY, STANCE, TOLD, ADDING, PRESENTING, ACCORDING, ACCORDING_FIRST, ACCORDING_LAST, ACCORDING_AFTER, TOPIC,
    PRONOUNS, DEFINITE, INDEFINITE, ANOTHER, OF, PREPOSITIONS, WITHIN, QUOTING, QUOTING_FROM, CONTINUING, STATEMENTS,
    ANONYMOUS, PASSIVE, JOINS, RELATIVES, BREAKS, TITLES, PARTICLES, NEVERS, SKIP, MOOD, US, ANALYST, OFFICIAL,
    WITNESS, MEDIA, UNNAMED, BODY, CENTRE, INFINITIVE, RELAYING, AUXILIARIES, PLACES, MINDS, UTTERANCES, POSSESSIVES,
    OWNING, AGENTS, NEGATIVES, SILENT, DOCUMENTS, LAWS,
) = WORD_BITS.values()  # fmt: skip
VERB = SAY | STANCE | TOLD
ROLE = ANALYST | OFFICIAL | WITNESS | MEDIA | UNNAMED | BODY | CENTRE
DETERMINER = DEFINITE | INDEFINITE | ANOTHER
PREPOSITION = PREPOSITIONS | OF
FUNCTION = BREAKS | PREPOSITION | DETERMINER | PRONOUNS | SKIP | NEVERS | US | ADDING | ACCORDING
_SHORTEST_STEM, _SHORTEST_OBLIQUE = 3, 6
_ROLES = ("analyst", "official", "witness", "media", "unnamed", "body", "centre")


@dataclass(frozen=True, slots=True)
class Entry:
    """A looked-up word: `key` is folded and without prefixes."""

    key: str
    word: int
    definite: bool
    oblique: bool
    phrases: tuple[tuple[tuple[str, ...], int], ...]
    gaps: dict[str, int]


class Lexicon:
    """One language's words and habits."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Read a `[voices]` table."""
        roles = settings.get("roles", {})
        entries = [
            (entry, WORD_BITS[name]) for name in _NAMES if name not in _ROLES for entry in settings.get(name, ())
        ]
        entries += [(entry, WORD_BITS[kind]) for kind in _ROLES for entry in roles.get(kind, ())]
        for name in ("say", "stance"):
            participles = settings.get("participles", {}).get(name, ())
            entries += [
                (f"{have} ~ {done}", WORD_BITS[name]) for have in settings.get("have", ()) for done in participles
            ]
        self._phrases = Phrases(entries)
        self._endings = tuple(sorted(map(fold, settings.get("endings", ())), key=len, reverse=True))
        self._stems: dict[str, int] = {}
        for entry, word in entries:
            if word & ROLE and " " not in entry and not entry.endswith("*"):
                stem = self._stem(fold(entry))
                self._stems[stem] = self._stems.get(stem, 0) | word
        self._prefixes = tuple(sorted(map(fold, settings.get("prefixes", ())), key=len, reverse=True))
        self._plain = frozenset({*map(fold, settings.get("definite_prefixes", ())), "و", "ف"})
        self._written = tuple(settings.get("definite_prefixes", ()))
        self._definite = tuple(map(fold, settings.get("definite_prefixes", ())))
        self.order: str = settings.get("order", "svo")
        self.cased: bool = settings.get("cased", True)
        self.capital_nouns: bool = settings.get("capital_nouns", False)
        self.adjectives_follow: bool = settings.get("adjectives_follow", True)
        self.genitive: bool = settings.get("genitive", False)
        self.bare_names: bool = settings.get("bare_names", False)
        self.ezafe: bool = settings.get("ezafe", False)
        self.articles: bool = settings.get("articles", True)
        self.case_suffixes: bool = settings.get("case_suffixes", False)
        self.elisions = frozenset(map(fold, settings.get("elisions", ())))
        self.unmarked: bool = settings.get("unmarked", False)
        self._genitives = tuple(settings.get("genitives", ()))
        self.places_in = tuple(settings.get("places_in", ()))
        self.nominatives = tuple(settings.get("nominatives", ()))
        self._patronymics = tuple(settings.get("patronymics", ()))
        self._sure_genitives = tuple(ending for ending in self._genitives if ending not in self.nominatives)
        self.objects = tuple(settings.get("objects", ()))
        self.lower_roles: bool = settings.get("lower_roles", False)
        self._oblique_endings = tuple(sorted(map(fold, settings.get("oblique_endings", ())), key=len, reverse=True))
        self.weak_prefixes = tuple(map(fold, settings.get("weak_prefixes", ())))
        self.oblique_prefixes = tuple(map(fold, settings.get("oblique_prefixes", ())))
        self.participle_endings = tuple(settings.get("participle_endings", ()))
        self.enclitics = tuple(sorted(settings.get("enclitics", ()), key=len, reverse=True))
        self.contracted: dict[str, str] = settings.get("contracted", {})
        self.telling = frozenset(settings.get("telling", ()))
        self.mood_after = frozenset(word.lower() for word in settings.get("mood_after", ()))
        self.verbs_last = bool(settings.get("have"))
        self.inverts: bool = settings.get("inverts", True)
        self.possessive: bool = settings.get("possessive", False)
        self.lookup = lru_cache(maxsize=32768)(self._lookup)
        self.pieces = _pieces(entries) if settings.get("unspaced") else {}

    def _lookup(self, text: str) -> Entry:
        key = fold(text)
        definite = bool(self._definite) and text.startswith(self._written)
        oblique = False
        word, phrases = self._phrases.word(key), self._phrases.phrases(key)
        if not word and not phrases:
            for prefix in self._prefixes:
                bare = key[len(prefix) :]
                if key.startswith(prefix) and len(bare) > 1:
                    word, phrases = self._phrases.word(bare), self._phrases.phrases(bare)
                    if word or phrases:
                        key, oblique = bare, bool(self._definite) and prefix not in self._plain
                        break
        if not word and not phrases:
            oblique = key.startswith(self.oblique_prefixes) and len(key) >= _SHORTEST_OBLIQUE
        oblique = oblique or (not word & ~ROLE and self._is_oblique(key))
        if not word & ~PLACES:
            role, stem = self._inflected(key)
            word, key = (role, stem) if role else (word, key)
        if word & ROLE and self.capital_nouns:
            word &= ~NEVERS
        return Entry(key, word, definite, oblique, tuple(phrases), self._phrases.gaps(key))

    def is_genitive(self, text: str) -> bool:
        """Whether a word can be a bare genitive, as far as its end shows."""
        return self.genitive and text.casefold().endswith(self._genitives)

    def is_surely_genitive(self, text: str) -> bool:
        """Whether a word can be nothing but a genitive."""
        return self.genitive and text.casefold().endswith(self._sure_genitives)

    def is_patronymic(self, text: str) -> bool:
        """Whether a word is one that follows a given name."""
        return text.casefold().endswith(self._patronymics)

    def _is_oblique(self, key: str) -> bool:
        """Whether `key` is a role's word in a case that no subject has."""
        for ending in self._oblique_endings if key.endswith(self._oblique_endings) else ():
            stem = key[: -len(ending)]
            if key.endswith(ending) and len(stem) >= _SHORTEST_STEM:
                return bool((self._phrases.word(stem) | self._stems.get(stem, 0)) & ROLE)
        return False

    def _inflected(self, key: str) -> tuple[int, str]:
        """What a role's word may be doing without one of its endings, and what is left of it."""
        for ending in self._endings if key.endswith(self._endings) else ():
            stem = key[: -len(ending)]
            if key.endswith(ending) and len(stem) >= _SHORTEST_STEM:
                bare = self._stems.get(stem, 0) if len(stem) > _SHORTEST_STEM else 0
                word = bare | (self._phrases.word(stem) & ROLE)
                if word:
                    return word, stem
        return self._stems.get(key, 0), key

    def _stem(self, key: str) -> str:
        """`key` without its case ending."""
        for ending in self._endings:
            if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_STEM:
                return key[: -len(ending)]
        return key


def _pieces(entries: list[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The words that are written without spaces; under a word's first sign, the lengths of all that begin so."""
    known = {entry.rstrip("*") for entry, _ in entries if not entry.isascii()}
    lengths: dict[str, set[int]] = {}
    for piece in known:
        lengths.setdefault(piece[0], set()).add(len(piece))
    return dict.fromkeys(known, ()) | {sign: tuple(sorted(found, reverse=True)) for sign, found in lengths.items()}


@cache
def lexicon(language: str) -> Lexicon:
    """The words of `language` (BCP 47), what holds for any language where it has none of its own."""
    return Lexicon(layered(language, "voices"))
