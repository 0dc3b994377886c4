"""Refuses phrases of quotes that only go on with what stands around them, or hang on it.

The extractor cuts quotes within sentences. What stands beside the cut may make of the quote an effect, a condition or
a complaint that nobody proposes: "damit | würden Wartezeiten verkürzt", "wie viele Leute | den Radweg benutzen". Of
1,200 phrases that six readers judged beside their contexts, a third of the misleading ones were of this sort.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.beside import LONGEST_AFTER, Beside, behind_comma, has_finite, has_zu, sentence_before
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.noun_lists import AGENT_HEADS
from quartier_nlp.findings.labels.told import ACTING, Told
from quartier_nlp.findings.labels.word import FINITE
from quartier_nlp.model.vocabulary import ApproachStatus

_JOINING = frozenset({"und", "oder", "bzw.", "sowie"})
_THATS = frozenset({"dass", "daß"})
#: Words that say that what follows comes of what was said, where the verb says what may be.
_THUS = frozenset({"damit", "dadurch", "so", "somit", "hierdurch", "hiermit"})
_MAY = frozenset("würde würden wäre wären könnte könnten kann können hätte hätten".split())
_WOULD = frozenset({"würde", "würden"})
_THEN = _WOULD | {"wäre", "wären"}
_OTHERWISE = frozenset({"sonst", "ansonsten", "andernfalls", "umgekehrt"})
#: Rules for things that are called needed, good or possible: what they name is proposed, whatever it comes of.
_PROPOSING = frozenset({"zu", "need", "praise", "note", "noun", "use", "exists"})
#: Openers of clauses that tell a condition, a time, a reason or a question.
_CONDITIONS = frozenset("wenn falls sofern sobald obwohl während als nachdem bevor weil da ob".split())
_REASONS = frozenset({"damit", "weil", "obwohl", "während", "als", "nachdem", "bevor", "da", "sodass"})
_PRAISING = re.compile(
    r"schön|gut|toll|besser|super|sinnvoll|hilf|wünsch|wichtig|nett|prima|klasse|freu|angenehm|ideal"
)
_LIMITED = frozenset({"nur", "auch", "selbst", "immer", "außer", "sogar"})
#: Verbs that ask with "nicht" where no mark shows it: "könnte man hier nicht ... einrichten".
_ASKING_VERBS = frozenset({"könnte", "könnten", "kann", "können", "wäre", "wären", "ließe", "ginge", "gibt"})
_ASKING = frozenset({"PWAV", "PWS", "PWAT"})
_RELATIVES = frozenset({"der", "die", "das", "den", "dem", "denen"})
#: Words for those whom somebody looks for; a clause about them says what they shall do.
_SOMEBODY = ("jemand", "jemanden", "einer", "eine", "einen", "person", "stelle", "mensch", "menschen", "leute")
#: Nouns whose infinitive says what comes of something.
_BRINGING = ("lösung", "grund", "anlass", "gefahr", "risiko", "folge", "ergebnis", "konsequenz")
_FORCING = frozenset(
    "erlauben erlaubt ermöglichen ermöglicht erwartet gezwungen genötigt provozieren verleitet verführt".split()
)
#: Words that deny the infinitive behind them, or end what it says.
_DENYING = frozenset(
    "nicht nie kein keine keinen wenig kaum weder aufgehört unterlassen verzichtet verboten verbietet".split()
)
#: Separated particles of verbs that say so, with their verbs.
_WARNING = {
    "auf": frozenset({"hört", "hör", "hören"}),
    "ab": frozenset({"rät", "rate", "raten", "riet", "rieten"}),
}
_REGRETTING = re.compile(r"schade|schlimm|schlecht|nichts|ärger|unmöglich|unsinn|problem|leider|dumm|unerträglich")
_BLAMING = re.compile(
    r"fehlentscheid|fehlplan|unsinn|unfug|quatsch|blödsinn|irrsinn|fahrlässig|fatal|absurd|katastroph|skandal|dumm|ärger|falsch"
)
#: Verbs of those who tell how things are, not what they want.
_TELLING = frozenset(
    "schildern berichten klagen beklagen bemängeln monieren kritisieren erzählen beobachten feststellen bedauern "
    "beschreiben befürchten fürchten vermuten".split()
)
_NEAR = 6
_UNREAL = frozenset({"wäre", "wären", "hätte", "hätten", "gäbe"})
_NOUNS = frozenset({"NN", "NE", "FM", "TRUNC"})
_OBJECTS = frozenset({"NN", "NE", "ADJA", "ART", "PPOSAT", "CARD", "PIAT"})
_OPENERS = frozenset({"KOUS", "PRELS", "PWAV", "PWS"})
_CONTENTS = (["was"], ["dass"], ["ob"], ["wie"])
_GENITIVES = frozenset({"der", "des", "einer", "eines"})
_ABBREVIATED = re.compile(r"(?:\b(?:[Rr]i|[Ss]tr|i\. ?d|[Nn]r|[Ss]t|[Uu]|[Vv]|[Ww]g|inkl)\.|[Ss]tr|/|(?<!\d)\))$")
_NUMBERED = re.compile(r"(?:-|(?:nr|ca)\s?\.?)\s*$")
#: Verbs behind a note that make it the subject of a statement.
_STATING = frozenset("ist sind war waren wird werden hat haben hatte hatten".split())
_STATED = frozenset({"passive", "sein", "present", "perfect"})
_LONGEST_MARKS = 3
_ARROWS = ("->", "→", "=>", "–>")


def stands_alone(span: Span, told: Told) -> bool:
    """Whether what a phrase tells is an action also beside the words around its quote.

    Args:
        span: The quote, in a tagged Doc.
        told: The phrase made of it.
    """
    beside = Beside(span, told)
    return not any(check(beside) for check in _CHECKS)


def is_praised(span: Span) -> bool:
    """Returns whether the clause before a quote calls good what the quote says: "es würde helfen, | wenn ..."."""
    ahead = sentence_before(span)
    comma = bool(ahead) and ahead[-1].text == ","
    return comma and any(_PRAISING.match(token.lower_) or token.lemma_ == "helfen" for token in ahead[-_NEAR:])


def _is_purpose(at: Beside) -> bool:
    """Whether only the end of something else is told: "Markierungen, um | auf Radfahrer aufmerksam zu machen"."""
    if at.told.rule != "zu":
        return False
    opens = at.opener.lower_ in {"um", "ohne"} and len(at.told.parts) == 1
    return opens or at.last in {"um", "ohne", "statt", "anstatt"}


def _is_effect(at: Beside) -> bool:
    """Whether it would come of what was said: "damit | würden Flächen gerecht verteilt", "so | dass Löcher ..."."""
    if at.opener.lower_ in _THATS and at.last == "so":
        return True
    if at.told.rule in _PROPOSING:
        return False
    linking = _THUS | {"dann"}
    own = [token.lower_ for token in at.clause if token.tag_ not in {"KON", "ADV"} or token.lower_ in linking]
    said = {*own, *(token.lower_ for token in at.first_clause)}
    opening = {*own[:1], *own[-1:]}
    return bool(_THUS & opening and _MAY & said) or ("dann" in opening and bool(_THEN & said))


def _is_otherwise(at: Beside) -> bool:
    """Whether it is what would be without the action: "ansonsten würden wir es nicht sanieren können"."""
    said = {token.lower_ for token in (*at.clause, *at.span[:2])}
    return bool(_OTHERWISE & said and _MAY & at.told.said)


def _is_of_a_thing(at: Beside) -> bool:
    """Whether a thing brings it about: "dies würde das Parken beenden, | mehr Platz bieten und ..."."""
    if not at.before or at.finite:
        return False
    return bool(_WOULD & set(at.before)) and not ACTING & set(at.before)


def _is_told_aside(at: Beside) -> bool:
    """Whether a clause tells it that says when, or how something is: "nur | wenn ...", "wie der Weg zugeparkt wird"."""
    low, tag = at.opener.lower_, at.opener.tag_
    if tag == "KOUS" and low in _CONDITIONS and at.last in _LIMITED:
        return True
    if low == "wo" and tag in {"PWAV", "KOUS"} and not at.lead and at.ends_in_verb:
        return True
    return low == "wie" and tag in {"PWAV", "KOUS", "KOKOM"} and at.ends_in_verb


def _is_dependent(at: Beside) -> bool:
    """Whether it ends a clause that asks, or says when: "zählen, wie viele | den Radweg benutzen"."""
    clause = at.clause
    if not clause or at.told.rule in _PROPOSING or not at.ends_in_verb:
        return False
    open_yet = not has_finite(clause)
    related = [token.tag_ for token in clause] == ["APPR", "PRELS"]
    if related and at.told.rule == "infinitive":
        return True
    if open_yet and any(token.tag_ in _ASKING for token in clause):
        return True
    goes_on = open_yet or any(token.lower_ in _JOINING for token in clause)
    acting = any(token.lower_ in ACTING for token in (*clause, *at.span))
    reason = clause[0].tag_ == "KOUS" and clause[0].lower_ in _REASONS and not acting
    if goes_on and (clause[0].tag_ == "PRELS" or reason):
        return True
    opened = any(token.lower_ in {"wenn", "falls"} for token in clause)
    return opened and not any(_PRAISING.match(low) for low in at.before)


def _is_relative(at: Beside) -> bool:
    """Whether a clause about those is told whom nobody looks for: "Kioske, | die entwickelt haben"."""
    opens = at.opener.lower_ in _RELATIVES and at.opener.tag_ in {"PRELS", "ART", "PDS"}
    if not opens or not at.behind_comma:
        return False
    marked = at.opener.tag_ == "PRELS" and not has_zu(at.span) and not has_finite(at.span[1:3])
    head = at.lead[-2].lower_ if len(at.lead) > 1 else ""
    return (marked or at.ends_in_verb) and not head.endswith((*_SOMEBODY, *AGENT_HEADS))


def _hangs_on(at: Beside) -> bool:
    """Whether an infinitive says what comes of a thing, or is denied: "ein Grund, | zu gehen"."""
    if at.told.rule != "zu" or at.finite or not at.lead:
        return False
    if at.lead[-1].lower_ in _JOINING or at.opener.lower_ in _JOINING:
        return has_zu(at.lead) or "durch" in at.before
    if at.told.status is not ApproachStatus.REJECTED and _warns(at.governing):
        return True
    return at.last.endswith(_BRINGING) or bool(_FORCING & set(at.before))


def warned(span: Span) -> Span | None:
    """Returns an infinitive with what is said against it before or behind it, None where nothing is."""
    if has_finite(span) or not has_zu(span):
        return None
    lead = sentence_before(span)
    governing = behind_comma(lead[:-1]) if lead and lead[-1].text == "," else []
    if governing and _warns(governing):
        return span.doc[governing[0].i : span.end]
    blame = _blamed_behind(span)
    return None if blame is None else span.doc[span.start : blame + 1]


def _blamed_behind(span: Span) -> int | None:
    """Index of the word behind a quote that calls it a mistake: "... nicht zu berücksichtigen |, ist fatal"."""
    verb = False
    for token in span.doc[span.end : min(span.sent.end, span.end + LONGEST_AFTER)]:
        verb = verb or token.lower_ in {"ist", "wäre", "war"}
        if verb and _BLAMING.match(token.lower_):
            return token.i
    return None


def _warns(clause: Sequence[Token]) -> bool:
    """Whether a clause says that something should end or not begin: "hört bitte auf", "davon raten wir ab"."""
    lows = {token.lower_ for token in clause}
    return bool(_DENYING & lows) or any(particle in lows and verbs & lows for particle, verbs in _WARNING.items())


def _is_regretted(at: Beside) -> bool:
    """Whether what stands before calls it bad, or of no use: "es nutzt nichts, | wenn ..."."""
    if at.told.status is ApproachStatus.REJECTED:
        return False
    if at.last in _THATS and bool(_DENYING & set(at.before[-_NEAR:])):
        return True
    if at.opener.lower_ not in {"wenn", *_THATS}:
        return False
    caused = at.last == "dazu" and any(low.startswith("führ") for low in at.before)
    return caused or at.last == "dessen" or any(_REGRETTING.match(low) for low in at.before[-_NEAR:])


def _is_blamed(at: Beside) -> bool:
    """Whether what follows calls it a mistake: "... nicht zu berücksichtigen |, ist eine Fehlentscheidung"."""
    return at.told.rule == "zu" and _blamed_behind(at.span) is not None


def _is_unreal(at: Beside) -> bool:
    """Whether what follows limits it or is in its way: "man könnte fahren |, wenn der Knick nicht wäre"."""
    if list(at.after[:2]) == [",", "dass"]:
        if {"bedingung", "voraussetzung"} & at.told.kept:
            return True
        return at.told.rule in _STATED and "so" in at.told.said
    if list(at.after[:2]) != [",", "wenn"]:
        return False
    return "nur" in at.told.lows or ("nicht" in at.after and bool(_UNREAL & set(at.after)))


def _lost_denial(at: Beside) -> bool:
    """Whether "nicht" is gone that nothing asks with: "sollte man den Hafen nicht ausschließlich Gästen geben"."""
    told = at.told
    if "nicht" in told.kept:
        return False
    if at.opener.tag_ in FINITE and any(_is_denial(token.tag_, token.lower_) for token in at.first_clause):
        asks = "?" in at.span.text or "?" in at.after or at.opener.lower_ in _ASKING_VERBS
        if not asks:
            return True
    if told.words[0].finite or told.words[0].tag in {"PWAV", "PWS", "PTKNEG"} or "?" in told.said:
        return False
    own = {word.low for word in told.action}
    denied = (part.words for part in told.parts if part.kind is ClauseKind.MAIN and _denies(part))
    return any(own & {word.low for word in words} for words in denied)


def _denies(part: Clause) -> bool:
    return any(_is_denial(word.tag, word.low) for word in part.words)


def _is_denial(tag: str, low: str) -> bool:
    return tag == "PTKNEG" and low == "nicht"


def _is_complained_of(at: Beside) -> bool:
    """Whether others tell it as how things are: "schilderten, | dass Anträge abends verfasst würden"."""
    would = any(word.low in {"würde", "würden", "werde", "müsse", "müssten"} for word in at.told.words)
    told = any(token.lemma_.lower() in _TELLING for token in at.governing)
    return at.opener.lower_ in _THATS and would and told


def _is_rumoured(at: Beside) -> bool:
    """Whether what follows calls it hearsay: "da soll ein Haus entstehen |, sagt der eine"."""
    comma, *saying = [*at.after[:3], "", "", ""][:3]
    return comma == "," and " ".join(saying) in {"sagt der", "sagen die", "heißt es", "hieß es"}


def _is_compared(at: Beside) -> bool:
    """Whether a comparison follows without which it means something else: "mehr Häuser haben |, als man braucht"."""
    return list(at.after[:2]) == [",", "als"] and bool({"mehr", "weniger"} & at.told.lows)


def _says_what(at: Beside) -> bool:
    """Whether what the last clause needs was cut off: "auf denen die Kuh sagt |, was ...", "der bestellt | ist"."""
    told = at.told.following[-1:]
    relative = any(word.tag in {"PRELS", "KOUS"} for word in at.told.following)
    next_word = at.next_word(2)
    if relative and next_word is not None and next_word.tag_ in {"VAFIN", "VMFIN"} and told[0].tag == "VVPP":
        return True
    return list(at.after[:1]) == [","] and at.after[1:2] in _CONTENTS and bool(told) and told[0].tag == "VVFIN"


def _is_half_of_compound(at: Beside) -> bool:
    """Whether, without capitals, a quote ends within a torn compound: "durch die Altstadt und der stadt | planer"."""
    if any(char.isupper() for char in at.span.sent.text) or at.span.end >= len(at.span.doc):
        return False
    return at.span[-1].tag_ == at.span.doc[at.span.end].tag_ == "NN"


def _is_cut_before_object(at: Beside) -> bool:
    """Whether the quote ends with the verb that what it acts on follows: "Jebens nehmen | Neue an die Hand"."""
    last = at.span[-1]
    if (
        last.tag_ != "VVFIN"
        or not at.after
        or at.told.rule not in {"present", "infinitive"}
        or at.opener.tag_ == "KOUS"
    ):
        return False
    following = at.span.doc[at.span.end]
    return following.tag_ in _OBJECTS and not any(token.tag_ in _OPENERS for token in at.span)


def _is_genitive(at: Beside) -> bool:
    """Whether it begins with what belongs to a noun before the quote: "nach Abschluss | der Bauten verbessern"."""
    behind_noun = at.previous is not None and (at.previous.tag_ in {"NN", "NE"} or at.previous.text == "/")
    return behind_noun and at.opener.tag_ == "ART" and at.opener.lower_ in _GENITIVES


def _is_away(at: Beside) -> bool:
    """Whether it is said what has to go: "weg | mit den Dreiecken"."""
    return at.last == "weg" and at.opener.lower_ == "mit"


def _is_torn_off(at: Beside) -> bool:
    """Whether the quote begins within a name or a list: "Sportverein Rot Weiss | Moers", "in Ri. | Niederkassel"."""
    previous = at.previous
    if previous is None or at.opener.tag_ not in {"NN", "NE", "CARD", "ADJA"}:
        return False
    if at.opener.tag_ == "CARD":
        if at.behind_comma and len(at.lead) > 1 and at.lead[-2].tag_ == "CARD":
            return True
        return _NUMBERED.search(at.span.doc[max(0, at.span.start - 2) : at.span.start].text.lower()) is not None
    if at.opener.tag_ != "ADJA" and previous.tag_ in _NOUNS and previous.text[-1].isalpha():
        return True
    start = at.span.start
    near = at.span.doc[max(0, start - _NEAR) : start]
    if previous.lower_ in _JOINING and any(token.lower_ == "zwischen" for token in near):
        return True
    text = at.span.doc[max(0, start - 3) : start].text.rstrip()
    return _ABBREVIATED.search(re.sub(r" [Uu]nd$", "", text)) is not None


def _is_heading(at: Beside) -> bool:
    """Whether a note only names what the next one is about: "Talstation | -> Werkstatt", "Container | !! versetzen"."""
    if at.told.rule not in {"note", "noun"} or not at.after:
        return False
    stated = has_finite(at.lead) and not any(_PRAISING.match(low) or low in _MAY for low in at.before)
    if stated and at.told.rule == "note" and at.last in _STATING:
        return True
    following = at.span.doc[at.span.end : at.span.end + 2].text
    next_word = at.next_word(_LONGEST_MARKS + 1)
    if next_word is not None and next_word.tag_ in {"VVINF", "VVPP"}:
        return True
    if following.startswith(_ARROWS) or at.after[0] in _STATING:
        return True
    return following.startswith(":") and any(token.tag_ == "NE" for token in at.span)


_CHECKS = (
    _is_purpose,
    _is_effect,
    _is_otherwise,
    _is_of_a_thing,
    _is_told_aside,
    _is_dependent,
    _is_relative,
    _hangs_on,
    _is_regretted,
    _is_blamed,
    _is_unreal,
    _lost_denial,
    _is_rumoured,
    _is_complained_of,
    _is_compared,
    _says_what,
    _is_half_of_compound,
    _is_cut_before_object,
    _is_genitive,
    _is_away,
    _is_torn_off,
    _is_heading,
)
