"""Refuses phrases that say too little to be understood, and those that tell an effect or an opinion as an action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.cases import ACC, NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause
from quartier_nlp.findings.labels.noun_lists import TIME_NOUNS
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.roles import is_agent, is_plural
from quartier_nlp.findings.labels.word import Word
from quartier_nlp.model.vocabulary import ApproachStatus

_NOUNS = frozenset({"NN", "NE", "TRUNC", "FM"})
#: Verbs that say little beside a bare noun: "Schlüssel geben", "Pflege übernehmen".
_BLAND = frozenset(
    "geben übergeben hergeben mitgeben machen nehmen bringen mitbringen spendieren teilen ausüben zahlen halten "
    "haben tun stellen legen nutzen schenken draufschreiben kriegen bekommen erhalten".split()
)
_EMPTY = frozenset("ding dinge sache sachen pflege teil teile wort liste rest zeug stück".split())
#: Verbs of giving, which say little without to whom.
_GIVING = ("geben", "schenken", "überlassen", "zusagen", "erlassen", "stiften", "leihen", "zeigen", "anbieten")
_RECEIVERS = frozenset("denen ihm ihnen ihr".split())
#: Words that stand for something that was said before.
_POINTING = frozenset("dort drauf drin dran rein raus daraus davon damit darin darauf dazu dafür da hier was".split())
#: Openers after which a possibility is an effect: "somit könnte man Wartezeit sparen".
_THUS = frozenset("somit dadurch damit dann hierdurch so".split())
_BRINGING_ABOUT = frozenset({"erreichen", "bewirken", "sparen", "gewinnen", "einsparen"})
#: Verbs that take an infinitive.
_WITH_INFINITIVE = frozenset({"lassen", "gehen", "helfen", "lernen", "können", "dürfen", "sehen", "hören", "fahren"})
_FRAMING_BARE = frozenset("platz raum zeit mut lust möglichkeit chance recht gelegenheit".split())
_MAY = frozenset("könnte könnten kann können müsste müssten muss muß würde würden wäre wären".split())
_MONEY = frozenset("euro € cent prozent mark".split())
_AFTER = frozenset("vorher nachher später zuvor danach früher".split())
_CARRYING_OUT = frozenset({"durchführen", "umsetzen", "realisieren"})
_COUNTED = frozenset({"NN", "NE", "ADJA"})
_VERBS = frozenset({"VVINF", "VAINF", "VMINF"})
_ASKED = frozenset("bitten auffordern zwingen verpflichten überreden verdonnern beauftragen ermuntern".split())
_DOERS = frozenset("ich wir man sie er".split())
_ASKING = frozenset("sie bitte doch mal einfach ihr uns euch lieber halt da mir lasst lass".split())


def is_telling(
    phrase: Phrase, words: Sequence[Word], parts: Sequence[Clause], status: ApproachStatus | None = None
) -> bool:
    """Whether a phrase says what is done to what, as an action.

    Args:
        phrase: The phrase.
        words: The words of the quote.
        parts: The clauses of the quote.
        status: Status of the approach; the second action of a rejected one is its end.
    """
    if status is ApproachStatus.REJECTED and _tells_two(phrase):
        return False
    until = next((i for i, word in enumerate(phrase.words) if word.tag == "VVINF"), len(phrase.words) - 1)
    action, doing = phrase.words[:until], phrase.words[until]
    if _is_bland(phrase, action, doing) or _is_effect(phrase, parts) or _is_held(action, doing):
        return False
    if doing.low in _BRINGING_ABOUT and phrase.rule == "modal":
        return False
    lows = [word.low for word in action]
    if phrase.rule == "note" and (_MONEY & set(lows) or _is_list(action)):
        return False
    if "außer" in lows or _is_over(phrase) or (doing.low == "kümmern" and not {"um", "darum"} & set(lows)):
        return False
    if _is_told_of_others(phrase, parts) or _is_garbled(phrase, action, doing, words):
        return False
    if phrase.rule == "become" and "sich" in lows:
        return False
    if any(word.low == "denen" and word.tag != "PRELS" for word in words) and "denen" not in lows:
        return False
    if _is_done_for(phrase, action):
        return False
    if _goes_on(phrase, until) or (phrase.rule == "imperative" and not _asks(words)):
        return False
    relative = words[0].tag == "PRELS"
    if (relative or phrase.rule in {"imperative", "infinitive"}) and _is_done_by(action, words):
        return False
    return not (_lacks_receiver(action, doing, words) or _may_be_done_by(action, phrase, words))


def _is_over(phrase: Phrase) -> bool:
    """Whether an idiom says that something ended: "ad acta legen", "aus dem Verkehr ziehen"."""
    lows = [word.low for word in phrase.words]
    return "acta" in lows or ("verkehr" in lows and "ziehen" in lows and "aus" in lows)


def _is_garbled(phrase: Phrase, action: Sequence[Word], doing: Word, words: Sequence[Word]) -> bool:
    """Whether words were torn, joined or read as what they are not."""
    lows, said = [word.low for word in action], [word.low for word in words]
    following = next((word for word in phrase.words[len(action) + 1 :]), None)
    if (following is not None and following.tag == "VVINF" and following.low not in _WITH_INFINITIVE) or (
        action and action[-1].tag == "VVINF" and doing.low not in _WITH_INFINITIVE
    ):
        return True
    if any(left.pause and right.pause for left, right in pairwise(phrase.words)):
        return True
    if any(
        left == "alle" and (right.tag == "CARD" or right.low.endswith("zig")) and after.tag not in _COUNTED
        for left, right, after in _triples(action)
    ):
        return True
    if any(left == "und" and after.low == "andere" and right.tag == "CARD" for left, right, after in _triples(words)):
        return True
    if phrase.rule == "zu" and len(action) > 1 and action[0].tag == "NN" and action[1].pause and "und" not in lows:
        return True
    if doing.low in _CARRYING_OUT and not any(part.kind is ChunkKind.NOUN for part in chunk(action)):
        return True
    if _is_spliced(action):
        return True
    if any(left.low in TIME_NOUNS and right.low in _AFTER and right.low not in lows for left, right in pairwise(words)):
        return True
    if any(left.low == "sicher" and right.tag == "KON" for left, right in pairwise(words)) and "sicher" not in lows:
        return True
    if _is_cut(phrase, action, words) or _is_ambiguous(action, words):
        return True
    if phrase.rule == "sein" and "nicht" in lows:
        return True
    if phrase.rule == "haben_zu" and _FRAMING_BARE & set(lows):
        return True
    if phrase.rule == "nominal" and any(
        left == "nach" and after.low in TIME_NOUNS for left, _, after in _triples(action)
    ):
        return True
    if "nicht" in lows and "erst" in said and sum(word.tag == "VVINF" for word in phrase.words) > 1:
        return True
    if any(left.low.endswith("mal") and right.low in TIME_NOUNS for left, right in pairwise(action)):
        return True
    if {"fast", "beinahe"} & set(said) and {"hätte", "hätten", "wäre", "wären"} & set(said):
        return True
    if said[0] in {"deren", "dessen"} or _opens_relative(words):
        return True
    if "bis" in said and "bis" not in lows and "von" in lows:
        return True
    if ("noch" in lows and "besser" in said and "besser" not in lows) or (phrase.rule == "note" and _is_gone(words)):
        return True
    if any(left == "alle" and right.startswith(("ihr", "sein")) for left, right in pairwise(said)):
        return True
    return phrase.rule == "zu" and len(action) == 1 and action[0].low in _FRAMING_BARE


def _is_told_of_others(phrase: Phrase, parts: Sequence[Clause]) -> bool:
    """Whether others are asked to do it: "wir haben die Leute gebeten, eine Vase zu bringen"."""
    own = {word.low for word in phrase.words}
    asked = (word for part in parts for word in part.words if word.lemma.lower() in _ASKED - own)
    return phrase.rule == "zu" and next(asked, None) is not None


def _is_cut(phrase: Phrase, action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a range, a relative clause or a form of dialect was cut: "1-2 Plätze", "Nummer 3 bis 9"."""
    lows = {word.low for word in action}
    for left, middle, right in zip(words, words[1:], words[2:], strict=False):
        numbers = left.low[-1:].isdigit() and right.low[:1].isdigit()
        if numbers and (
            (middle.low == "bis" and "bis" not in lows) or (middle.low in {"-", "–"} and left.low not in lows)
        ):
            return True
    if any(word.tag == "VVINF" and "'" in word.low for word in phrase.words):
        return True
    relative = next((i for i, word in enumerate(phrase.words) if word.tag == "PRELS"), None)
    if relative is None or any(word.finite or word.tag in _VERBS for word in phrase.words[relative:]):
        return False
    return any(left == phrase.words[-1] and right.tag == "KON" for left, right in pairwise(words))


def _is_ambiguous(action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether what stands before the verb may act on "sie" or "es" behind it: "die Diözese wollte sie hergeben"."""
    place = next((i for i, word in enumerate(words) if word.finite), None)
    if not place or place + 1 >= len(words) or words[place + 1].low not in {"sie", "es"}:
        return False
    front = [part for part in chunk(words[:place]) if part.kind is ChunkKind.NOUN]
    agrees = len(front) == 1 and (front[0].plural is None or front[0].plural == is_plural(words[place]))
    return agrees and NOM in front[0].cases and ACC in front[0].cases and front[0].head in action


def _triples(words: Sequence[Word]) -> Iterator[tuple[str, Word, Word]]:
    return ((left.low, right, after) for left, right, after in zip(words, words[1:], words[2:], strict=False))


def _is_spliced(action: Sequence[Word]) -> bool:
    """Whether a comma joins what is no list: "in den Sälen, jede Sitzung ein anderes Dorf tagen"."""
    comma = next((i for i, word in enumerate(action) if i and word.low == ","), None)
    if comma is None or comma + 1 == len(action):
        return False
    adjectives = action[comma - 1].tag == "ADJA" and action[comma + 1].tag in {"ADJA", "ADV", "PTKNEG"}
    return not adjectives and not {"und", "oder", "sowie", "bzw.", "sondern"} & {word.low for word in action[comma:]}


def _is_gone(words: Sequence[Word]) -> bool:
    """Whether a note wants something away: "Schutzstreifen weg und Radfahrer auf die Fahrbahn"."""
    return any(left.tag == "NN" and right.low == "weg" for left, right in pairwise(words))


def _opens_relative(words: Sequence[Word]) -> bool:
    """Whether a quote is a relative clause whose pronoun was read as an article: "in dem ... gelagert werden"."""
    opens = len(words) > 2 and words[0].tag == "APPR" and words[1].low in {"dem", "der", "den", "denen"}
    closes = words[-1].finite or words[-1].low in {"werden", "können", "sollen"}
    return opens and closes and not any(word.finite for word in words[:-1])


def _is_done_for(phrase: Phrase, action: Sequence[Word]) -> bool:
    """Whether those by whom something is done seem to be those it comes from: "Halle von der Tischlerei pachten"."""
    if phrase.rule not in {"passive", "participle", "sein"} or any(word.low in {"nach", "bis"} for word in action):
        return False
    return any(
        part.kind is ChunkKind.PREPOSITION and part.words[0].low in {"von", "vom"} and (is_agent(part) or _named(part))
        for part in chunk(action)
    )


def _named(part: Chunk) -> bool:
    return part.words[-1].tag == "NE" and part.words[-1].text.isupper()


def _tells_two(phrase: Phrase) -> bool:
    """Whether two actions are told one after the other."""
    opener = (i for i, word in enumerate(phrase.words) if word.tag in {"PRELS", "PRELAT", "PWAV", "KOUS", "KOUI"})
    actions = sum(word.tag == "VVINF" for word in phrase.words[: next(opener, len(phrase.words))])
    return phrase.rule in {"perfect", "passive", "present", "sein"} and actions > 1


def _is_bland(phrase: Phrase, action: Sequence[Word], doing: Word) -> bool:
    """Whether hardly anything is said: no thing at all, or a bare one with a verb that adds nothing."""
    goes_on = len(phrase.words) > len(action) + 1
    nouns = [word for word in action if word.tag in _NOUNS and word.low not in TIME_NOUNS]
    qualified = any(word.low in {"jemanden", "jemand", "alle"} or word.tag == "ADJD" for word in action)
    pointing = any(word.low in _POINTING or word.tag in {"PAV", "PPER", "PDS"} for word in action)
    if not nouns:
        return not (qualified or goes_on)
    if len(nouns) > 1 or goes_on:
        return False
    said = [word for word in action if word.tag in {"ADJA", "ADJD", "CARD", "APPR", "APPRART", "NE", "TRUNC"}]
    bland = doing.low in _BLAND
    return (bland and not said) or (pointing and bland) or (nouns[0].low in _EMPTY and not said)


def _is_effect(phrase: Phrase, parts: Sequence[Clause]) -> bool:
    """Whether the action is what would follow: "somit könnte man Wartezeit sparen"."""
    kept = {word.low for word in phrase.words}
    for part in parts:
        may = part.finite is not None and part.finite.low in _MAY
        if may and any(word.low == "somit" for word in part.words):
            return True
        then = any(word.low == "dann" for word in part.words) and not _DOERS & {word.low for word in part.words}
        if may and then and any(word.low in kept for word in part.words):
            return True
        if may and any(word.low == "vorteil" for other in parts for word in other.words):
            return True
        proposes = part.words[0].low == "dann" and part.finite is not None and part.finite.low.startswith("könn")
        thus = (part.words[0].low in _THUS and not proposes) or any(_refers(word) for word in part.words)
        if may and thus and any(word.low in kept for word in part.words):
            return True
    return False


def _refers(word: Word) -> bool:
    """Whether a word says that what follows comes of what was said: "könnte damit gelöst werden"."""
    return word.low in {"damit", "dadurch", "hierdurch"} and word.tag not in {"KOUS", "KOUI"}


def _is_list(action: Sequence[Word]) -> bool:
    """Whether a note names two things without a word between them: "bessere Querung schnelleres Grün"."""
    parts = chunk(action)
    return any(
        left.kind is right.kind is ChunkKind.NOUN and right.words[0].tag == "ADJA" for left, right in pairwise(parts)
    )


def _goes_on(phrase: Phrase, until: int) -> bool:
    """Whether a noun follows the infinitive without a mark, or "zu" specifies a thing that only was named."""
    following = phrase.words[until + 1 : until + 3]
    if phrase.rule == "noun" and phrase.words[until].low == "schaffen" and _is_person(phrase.words[:until]):
        return True
    if phrase.rule == "noun" and any(word.tag in {"PTKZU", "VVIZU"} for word in phrase.words[until + 1 :]):
        return True
    return phrase.rule == "zu" and bool(following) and following[0].tag in _NOUNS


def _is_person(action: Sequence[Word]) -> bool:
    first = next((part for part in chunk(action) if part.kind is ChunkKind.NOUN), None)
    return first is not None and first.head.low in {"mensch", "herr", "frau", "dame", "person"}


def _asks(words: Sequence[Word]) -> bool:
    """Whether somebody is asked to do something for sure: no noun was misread ("Umkleide"), no statement begins so."""
    first = next((word for word in words if word.verb or word.tag in _NOUNS), None)
    open_form = first is not None and first.low.endswith(("e", "iert"))
    return not open_form or any(word.low in _ASKING for word in words[:6])


def _is_held(action: Sequence[Word], doing: Word) -> bool:
    """Whether an opinion is told: "für überflüssig halten"."""
    return doing.low == "halten" and len(action) > 1 and action[-2].low == "für" and action[-1].tag == "ADJD"


def _is_done_by(action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether those who act may have been taken for what is acted on: "die Omas kochen", "kassiert das Kind"."""
    parts = chunk(action)
    first = next((part for part in parts if part.kind is ChunkKind.NOUN), None)
    if first is None or not is_agent(first):
        return False
    open_case = {word.low for word in words[:3]} & {"die", "das", "eine", "ein"}
    return bool(open_case) and sum(part.kind is ChunkKind.NOUN for part in parts) == 1


def _may_be_done_by(action: Sequence[Word], phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether people before the verb may be those who act: "zwei Abgeordnete besuchen ältere Bewohner"."""
    parts = [part for part in chunk(action) if part.kind is ChunkKind.NOUN]
    if any(part.cases == {NOM} or part.head.low in {"andere", "anderer"} for part in parts):
        return True
    if any(word.tag in {"PPER", "PIS"} and word.low in _DOERS for word in words):
        return False
    return phrase.rule in {"present", "perfect"} and len(parts) == 1 and _is_open(parts[0]) and is_agent(parts[0])


def _is_open(part: Chunk) -> bool:
    return NOM in part.cases and part.words[0].tag in {"CARD", "NN", "ADJA", "PIAT"}


def _lacks_receiver(action: Sequence[Word], doing: Word, words: Sequence[Word]) -> bool:
    """Whether a pronoun that names to whom something is given was left out."""
    if not doing.low.endswith(_GIVING) or not any(word.low in _RECEIVERS and word.tag != "PRF" for word in words):
        return False
    return not any(word.low in {"dem", "den", "der", "einem", "einer", "für", "an"} for word in action)
