"""Refuses phrases from which a word, a half or an end was torn, or into which other words ran."""

from __future__ import annotations

import re
from itertools import pairwise

from quartier_nlp.findings.labels.chunks import ChunkKind, is_bare_attribute
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.noun_lists import TIME_NOUNS
from quartier_nlp.findings.labels.patterns import NEED_VERBS
from quartier_nlp.findings.labels.told import Told, pairs, triples
from quartier_nlp.findings.labels.word import NOUNS

#: Verbs that take an infinitive.
_WITH_INFINITIVE = frozenset({"lassen", "gehen", "helfen", "lernen", "können", "dürfen", "sehen", "hören", "fahren"})
_INFINITIVES = frozenset({"VVINF", "VAINF", "VMINF"})
#: Nouns that frame the infinitive behind them: "Platz zu atmen".
_FRAMING = frozenset("platz raum zeit mut lust möglichkeit chance recht gelegenheit".split())
#: What places an action behind a span of time: "ein halbes Jahr vorher".
_AFTER = frozenset("vorher nachher später zuvor danach früher".split())
_WANTED = frozenset(
    "gewünscht geplant vorgeschlagen gefordert beabsichtigt angestrebt begonnen gestartet angekündigt "
    "vereinbart".split()
)
#: Participles of verbs with a particle, which taggers take for adjectives where no mark parts two clauses.
_SEPARATED_PARTICIPLE = re.compile(r"(?:ab|an|auf|aus|ein|um|vor|weg|zu)ge\w{3,}t")
_ASKING = frozenset({"PWAT", "PWS"})
_LISTING = frozenset({"und", "oder", "sowie", "bzw.", "sondern"})
_RELATIVES = frozenset({"dem", "der", "den", "denen"})
_JOINING = frozenset({"KON", "KOUS", "KOUI", "PRELS", "PWAV", "PWS", "ADJA"})
#: Adverbs that no verb with a prefix of its own joins with.
_NEVER_JOINED = tuple(
    adverb + prefix for adverb in ("dabei", "dazu", "drin", "davon", "drauf") for prefix in ("be", "ver", "er", "ent")
)
_SOMEBODY = frozenset("eine einer einen einem jemand jemanden leute jeder alle".split())
_ALLOWING = frozenset("verbieten untersagen erlauben gestatten ermöglichen genehmigen".split())
_SHORTEST_RELATIVE = 3
#: Prepositions that are particles of verbs where another preposition follows.
_PARTICLES = frozenset("aus auf an ab ein mit nach vor zu raus rein hin her weg los".split())
_ARTICLES = frozenset({"der", "die", "das", "den", "dem"})
_AFTER_RELATIVE = frozenset({"ART", "APPR", "APPRART", "PPOSAT", "PDAT", "PPER", "PRF"})


def is_intact(told: Told) -> bool:
    """Whether the words of a phrase belong together as they stand, and none that turns them was left out."""
    return not any(check(told) for check in _CHECKS)


def _runs_on(told: Told) -> bool:
    """Whether two verbs or marks follow each other, or a noun follows the infinitive: "bauen bekommen"."""
    first = told.following[0] if told.following else None
    if first is not None and first.tag == "VVINF" and first.low not in _WITH_INFINITIVE:
        return True
    if told.action and told.action[-1].tag == "VVINF" and told.doing.low not in _WITH_INFINITIVE:
        return True
    if any(left.pause and right.pause for left, right in pairwise(told.phrase.words)):
        return True
    return first is not None and first.tag in NOUNS


def _is_spliced(told: Told) -> bool:
    """Whether a comma joins what is no list: "in den Sälen, jede Sitzung ein anderes Dorf tagen"."""
    action = told.action
    comma = next((i for i, word in enumerate(action) if i and word.low == ","), None)
    if comma is None or comma + 1 == len(action):
        return False
    adjectives = action[comma - 1].tag == "ADJA" and action[comma + 1].tag in {"ADJA", "ADV", "PTKNEG"}
    return not adjectives and not _LISTING & {word.low for word in action[comma:]}


def _is_two_notes(told: Told) -> bool:
    """Whether a note names two things without a word between them: "bessere Querung schnelleres Grün"."""
    return told.rule == "note" and any(
        left.kind is right.kind is ChunkKind.NOUN and right.words[0].tag == "ADJA"
        for left, right in pairwise(told.chunks)
    )


def _is_framed(told: Told) -> bool:
    """Whether a noun that frames the infinitive stayed: "das Verbot, ... zu arbeiten", "Platz zu atmen"."""
    if told.rule == "haben_zu":
        return bool(_FRAMING & told.lows)
    if told.rule == "noun":
        return any(word.tag in {"PTKZU", "VVIZU"} for word in told.following)
    if told.rule != "zu" or not told.action:
        return False
    alone = len(told.action) == 1 and told.action[0].low in _FRAMING
    named = len(told.action) > 1 and told.action[0].tag == "NN" and told.action[1].pause
    return alone or (named and "und" not in told.lows)


def _lost_half(told: Told) -> bool:
    """Whether half of an expression is gone: "von ... bis", "sicher und", "noch besser", "ein Jahr vorher"."""
    lows, said = told.lows, told.said
    if "bis" in said and "bis" not in lows and "von" in lows:
        return True
    if "noch" in lows and "besser" in said and "besser" not in lows:
        return True
    if "ganz" in said and "ganz" not in lows and any(low.startswith("kein") for low in lows):
        return True
    if any(left.low == "sehr" and right.tag in NOUNS for left, right in pairwise(told.action)):
        return True
    for left, right in pairwise(told.words):
        if left.low in TIME_NOUNS and right.low in _AFTER and right.low not in lows:
            return True
        if left.low == "sicher" and right.tag == "KON" and "sicher" not in lows:
            return True
    if any(left.low.endswith("mal") and right.low in TIME_NOUNS for left, right in pairwise(told.action)):
        return True
    return any(
        first.tag in NOUNS and second.tag == "KON" and third.tag in {"ADJD", "ADV"} and third is told.action[-1]
        for first, second, third in triples(told.action)
    )


def _lost_number(told: Told) -> bool:
    """Whether half of a range of numbers is gone: "1-2 Plätze", "Nummer 3 bis 9"."""
    for first, second, third in triples(told.words):
        numbers = first.low[-1:].isdigit() and third.low[:1].isdigit()
        if numbers and second.low == "bis" and "bis" not in told.lows:
            return True
        if numbers and second.low in {"-", "–"} and first.low not in told.lows:
            return True
    return False


def _lost_relative(told: Told) -> bool:
    """Whether a relative clause was cut before "und" and its verb, or lost its pronoun: "deren Laden ..."."""
    words = told.words
    if words[0].low in {"deren", "dessen"}:
        return True
    opens = len(words) >= _SHORTEST_RELATIVE and words[0].tag == "APPR" and words[1].low in _RELATIVES
    closes = words[-1].finite or words[-1].low in {"werden", "können", "sollen"}
    if opens and closes and not any(word.finite for word in words[:-1]):
        return True
    kept = told.phrase.words
    if _ends_in_list(told):
        return True
    place = next((i for i, word in enumerate(kept) if word.tag == "PRELS"), None)
    if place is None or any(word.finite or word.tag in _INFINITIVES for word in kept[place:]):
        return False
    return any(left == kept[-1] and right.tag == "KON" for left, right in pairwise(words))


def _ends_in_list(told: Told) -> bool:
    """Whether a clause behind a preposition was cut within a list: "in der Werkstatt | , Bühne und Wohnung"."""
    kept, words = told.phrase.words, told.words
    comma = next((i for i in range(told.until + 1, len(kept)) if kept[i].low == ","), len(kept))
    clause = kept[comma + 1 :]
    opens = len(clause) >= _SHORTEST_RELATIVE and clause[0].tag == "APPR" and clause[1].low in _RELATIVES
    if not opens or any(word.verb for word in clause):
        return False
    return any(first == kept[-1] and second.pause and third.tag in NOUNS for first, second, third in triples(words))


def _lost_clause(told: Told) -> bool:
    """Whether the last verb lost the clause that it governs: "um zu verhindern | , dass", "der sagt | , welches"."""
    last = told.phrase.words[-1]
    if not last.verb or not told.following:
        return False
    behind = [third for first, second, third in triples(told.words) if first == last and second.pause]
    return any(word.tag in _ASKING or (word.tag == "KOUS" and word.low in {"dass", "ob"}) for word in behind)


def _is_wanted(told: Told) -> bool:
    """Whether an attribute that only says that something is wanted stayed: "gewünscht als Proberäume öffnen"."""
    return told.rule == "nominal" and bool(told.lows & _WANTED)


def _lost_limit(told: Told) -> bool:
    """Whether an exception or a denial covers less or more than was said."""
    if any(
        left.low == "nur" and right.tag == "ADV" and right.low not in told.kept for left, right in pairwise(told.words)
    ):
        return True
    denied = "nicht" in told.lows and "erst" in told.said
    several = sum(word.tag == "VVINF" for word in told.phrase.words) > 1
    return "außer" in told.lows or (denied and several)


def _is_time_of_other(told: Told) -> bool:
    """Whether a time that belongs to the verb of the quote stayed with its noun: "nach Monaten aufgegeben"."""
    return told.rule == "nominal" and any(
        first.low == "nach" and third.low in TIME_NOUNS for first, _, third in triples(told.action)
    )


def _is_misformed(told: Told) -> bool:
    """Whether a form is none, or was misread: "sich Anbieten machen", "aufg'sperren", "1 Std. und essen schließen"."""
    cased = any(word.text[:1].isupper() for word in told.words)
    joined = [right for left, right in pairwise(told.action) if left.tag == "KON" and right.tag in {"NN", "NE"}]
    if cased and any(word.text.rstrip(".").isalpha() and word.text.islower() for word in joined):
        return True
    if told.rule == "note" and told.action and told.action[0].text.isupper() and len(told.action) > 1:
        return True
    if any(word.tag == "VVINF" and word.low.startswith(_NEVER_JOINED) for word in told.phrase.words):
        return True
    if any(a.tag == "KON" and b.tag == "NN" and c.low in {"nur", "auch"} for a, b, c in triples(told.action)):
        return True
    clipped = any(word.tag == "VVINF" and set("'(=") & set(word.low) for word in told.phrase.words)
    return clipped or (told.rule == "become" and "sich" in told.lows)


def _lost_noun(told: Told) -> bool:
    """Whether a noun was read as a verb and lost: "die Wegnahme der Parkplätze", which would provide them."""
    kept = told.lows | {word.lemma.lower() for word in told.phrase.words}
    return any(
        right.text[:1].isupper()
        and right.tag.startswith("VV")
        and left.tag in {"ART", "PDS", "PIAT", "PPOSAT", "ADJA"}
        and not {right.low, right.lemma.lower()} & kept
        for left, right in pairwise(told.words)
    )


def _has_others_noun(told: Told) -> bool:
    """Whether what belongs to a noun was taken for who acts: "nur bis zur Einmündung der Mottenburger Twiete"."""
    words = told.phrase.words
    return words[-1].low == "lassen" and any(
        first.tag in NOUNS and second.low in {"der", "des"} and third.low == words[0].low
        for first, second, third in triples(told.words)
    )


def _is_instead(told: Told) -> bool:
    """Whether only that is told which something shall take the place of: "statt das Parken zu gestatten, ..."."""
    words = told.phrase.words
    return words[0].low in {"statt", "anstatt"} and sum(word.tag in _INFINITIVES for word in words) == 1


def _lost_adjective(told: Told) -> bool:
    """Whether the first of two adjectives was cut off at its comma: "eine große, mehrstöckige Tiefgarage"."""
    return bool(told.action) and any(
        first.tag == "ADJA" and second.low == "," and third.low == told.action[0].low and first.low not in told.lows
        for first, second, third in triples(told.words)
    )


def _lacks_head(told: Told) -> bool:
    """Whether a relative clause says what is done to the noun before it: "die | den Fußgängern vorbehalten sind"."""
    words = told.words
    opens = words[0].low in _ARTICLES and len(words) > 1 and words[1].tag in _AFTER_RELATIVE
    undergone = words[-1].lemma.lower() in {"sein", "werden"} and words[-1].finite
    return undergone and (opens or words[0].tag == "PRELS") and not any(word.finite for word in words[:-1])


def _is_due(told: Told) -> bool:
    """Whether words stayed that only say that something should be done by now: "an der Zeit, die Wege zu erneuern"."""
    return any((a.low, b.low, c.low) == ("an", "der", "zeit") for a, b, c in triples(told.action))


def _is_asked(told: Told) -> bool:
    """Whether a question was read as an action: "was macht ihr mit der Kirche"."""
    return told.doing.low in {"machen", "tun"} and "was" in told.lows


def _lost_particle(told: Told) -> bool:
    """Whether the particle of a verb stands apart within the phrase: "Garten aus mit Parzellen weisen"."""
    return any(
        left.tag in {"APZR", "PTKVZ"}
        or (left.low in _PARTICLES and left.tag != "NN" and right.tag in {"APPR", "APPRART"})
        for left, right in pairwise(told.action)
    )


def _hides_relative(told: Told) -> bool:
    """Whether a relative clause without its comma was read as things: "eine die Rucksäcke nähen"."""
    return any(left.low in _SOMEBODY and right.low in _RELATIVES | {"die"} for left, right in pairwise(told.action))


def _takes_up_another(told: Told) -> bool:
    """Whether a pronoun behind the first noun takes up another one: "Schrott | Müller die hätten wir gern"."""
    words = told.words
    return len(words) > 2 and words[0].tag in NOUNS and words[1].tag == "PDS" and words[2].finite


def _tells_what_lacks(told: Told) -> bool:
    """Whether what follows only tells how something lacks: "was mir fehlt, also ich erreiche ein Viertel"."""
    lacks = told.words[0].low == "was" and any(word.lemma.lower() == "fehlen" for word in told.parts[0].words)
    return lacks and told.rule in {"present", "perfect"}


def _runs_together(told: Told) -> bool:
    """Whether speech without marks puts two clauses together: "wird eine Person gelost nicht gewählt gelost"."""
    done = [
        i
        for i, word in enumerate(told.words)
        if word.tag == "VVPP" or (word.tag == "ADJD" and _SEPARATED_PARTICIPLE.fullmatch(word.low))
    ]
    return any(
        right - left > 1
        and not any(word.pause or word.verb or word.tag in _JOINING for word in told.words[left + 1 : right])
        for left, right in pairwise(done)
    )


def _lost_participle(told: Told) -> bool:
    """Whether what shall be done to a thing was lost: "brauchen ihr Geld ohne Antrag erstattet"."""
    last = told.words[-1]
    alone = len(told.parts) == 1 and not any(word.pause for word in told.words)
    framing = NEED_VERBS | listed("frames", "planning") | told.kept
    return told.rule == "need" and alone and last.tag == "VVPP" and last.lemma.lower() not in framing


def _lost_contrast(told: Told) -> bool:
    """Whether the word behind "sondern" is gone: "nicht nur am Platz, sondern grundsätzlich Vorrang"."""
    kept = pairs(told.phrase.words)
    said = [(left.low, right.low) for left, right in pairwise(told.words) if right.tag in {"ADV", "ADJD"}]
    return any(pair[0] == "sondern" and pair not in kept and pair[1] != "auch" for pair in said)


def _begins_within(told: Told) -> bool:
    """Whether the quote begins behind the article of its first noun: "in der anderen, | verglasten Hälfte"."""
    words = told.words
    cut = len(words) > 1 and words[0].tag == "ADJA" and words[0].low.endswith("en") and words[1].tag == "NN"
    return (
        cut
        and len(told.things) > 1
        and words[1].low == words[1].lemma.lower()
        and gender_of(words[1]) is not Gender.MASCULINE
    )


def _is_left_to_each(told: Told) -> bool:
    """Whether "jeder" stayed, which acts: "mit der Flasche herumgehen und jeder erklären"; or "er" without a noun."""
    for index, word in enumerate(told.phrase.words):
        behind = told.phrase.words[index + 1] if index + 1 < len(told.phrase.words) else None
        alone = behind is None or behind.tag not in {"NN", "ADJA", "NE", "TRUNC"}
        acts = index <= told.until or (behind is not None and behind.tag == "VVINF")
        if word.low == "jeder" and alone and acts:
            return True
    one = bool({"jeder", "jede"} & (told.said - told.kept))
    return one and any(word.tag == "PPER" and word.low == "er" for word in told.following)


def _hides_it(told: Told) -> bool:
    """Whether what is acted on hangs on the verb: "der Versorger hat's dem Dorf verkauft"."""
    verb = told.verb
    hung = verb is not None and verb.tag == "VAFIN" and verb.low.endswith(("'s", "’s"))
    return hung and told.rule == "perfect"


def _shares_nothing(told: Told) -> bool:
    """Whether what is shared was taken for who acts: "Hausmeister teilt sich mit der Musikschule"."""
    return told.doing.low == "teilen" and "sich" in told.lows and len(told.things) <= told.phrase.lets


def _lets_nothing(told: Told) -> bool:
    """Whether "lassen" lost what others do: "haben uns das Erdgeschoss gelassen", "die kleinen Vorspielen lassen"."""
    if told.doing.low != "lassen" or told.actions() > 1 or not told.action:
        return False
    given = bool({"uns", "mir", "ihnen", "ihm", "euch"} & told.said)
    return told.chunks[-1].kind is ChunkKind.NOUN and (given or told.rule in {"modal", "future"})


def _takes_for_more(told: Told) -> bool:
    """Whether only what something is taken from was kept: "die Rücklagen nehmen | und damit Wände gestalten"."""
    takes = told.doing.low == "nehmen" and not told.following
    return takes and any(
        left.tag == "KON" and right.low in {"damit", "daraus", "davon"} and right.low not in told.kept
        for left, right in pairwise(told.words)
    )


def _lost_noun_behind(told: Told) -> bool:
    """Whether an adjective stands without its noun: "jedem handgeschriebenen wirklich mit Füller einen Brief"."""
    last = told.things[-1] if told.things else None
    if last is not None and last.words[0].tag == "ART" and is_bare_attribute(last) and last.head is told.action[-1]:
        return True
    return any(
        left.tag == "ADJA" and left.text[:1].islower() and right.tag in {"ADJD", "ADV"} and third.tag in {"APPR", "ART"}
        for left, right, third in triples(told.action)
    ) or any(
        before.tag in {"NN", "NE"} and left.tag == "ADJA" and left.text[:1].islower() and right.tag == "APPR"
        for before, left, right in triples(told.action)
    )


def _keeps_pronoun(told: Told) -> bool:
    """Whether what is acted on is only pointed at: "die Leute die jeden Tag umstellen lassen"."""
    return any(
        left.low in {"die", "das", "den"} and left.tag in {"ART", "PDS", "PRELS"} and right.tag == "PIAT"
        for left, right in pairwise(told.action)
    )


def _lacks_what(told: Told) -> bool:
    """Whether something is allowed or forbidden and not said what: "in die Friedensallee verbieten"."""
    return told.doing.low in _ALLOWING and not any(
        part.kind in {ChunkKind.NOUN, ChunkKind.OTHER} for part in told.chunks
    )


_CHECKS = (
    _is_left_to_each,
    _hides_it,
    _shares_nothing,
    _lets_nothing,
    _takes_for_more,
    _lost_noun_behind,
    _keeps_pronoun,
    _is_asked,
    _takes_up_another,
    _hides_relative,
    _lost_particle,
    _tells_what_lacks,
    _runs_together,
    _lost_participle,
    _is_instead,
    _lost_adjective,
    _begins_within,
    _lacks_what,
    _lacks_head,
    _is_due,
    _lost_contrast,
    _lost_noun,
    _has_others_noun,
    _runs_on,
    _is_spliced,
    _is_two_notes,
    _is_framed,
    _lost_half,
    _lost_number,
    _lost_relative,
    _lost_clause,
    _lost_limit,
    _is_wanted,
    _is_time_of_other,
    _is_misformed,
)
