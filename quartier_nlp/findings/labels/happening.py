"""Refuses phrases of what happens, or of what others do whom nobody asked: traffic, damage, what would come of it."""

from __future__ import annotations

from itertools import pairwise

from quartier_nlp.findings.labels.clauses import ClauseKind
from quartier_nlp.findings.labels.roles import is_agent
from quartier_nlp.findings.labels.told import ACTING, Told, pairs
from quartier_nlp.model.vocabulary import ApproachStatus

_ACTIVE = frozenset({"present", "perfect", "modal", "infinitive"})
_UNDERGONE = frozenset({"passive", "sein"})
_STATED = frozenset({"wird", "werden", "wurde", "wurden", "ist", "sind"})
#: What a thing or a person undergoes or does by being there.
_BY_ITSELF = frozenset(
    "erfordern benötigen enthalten gelangen bedeuten verursachen entstehen hergeben begeben verlangen "
    "draufzahlen stammen gehören heißen dauern kosten akzeptieren einwilligen".split()
)
#: What things do, so that a noun before such an infinitive is no object: "Gespräche über einen Ankauf laufen".
_GOING_ON = frozenset("laufen stattfinden anlaufen hinausgehen weitergehen vorangehen ruhen wachsen bestehen".split())
#: Verbs of getting: who gets something does not give it.
_GETTING = frozenset({"bekommen", "kriegen"})
#: Words that call what is told hearsay.
_HEARSAY = frozenset({"angeblich", "anscheinend"})
#: What things do with "sich" by lying about.
_LYING = frozenset("stapeln türmen häufen stauen drängen befinden lohnen".split())
#: Harm, which is complained of and never proposed.
_HARM = frozenset(
    "entwenden stehlen klauen anzünden abfackeln zerstören beschädigen beschmieren zuparken zumüllen "
    "vermüllen verschmutzen verunreinigen einmauern blockieren gefährden belästigen verdrängen vernachlässigen "
    "kaputtmachen zertreten rausschmeißen rausekeln verjagen vergraulen vertreiben".split()
)
#: What somebody feels or thinks.
_FELT = frozenset(
    "schwärmen träumen befürchten fürchten hoffen wundern ärgern freuen staunen glauben meinen vermuten bezweifeln "
    "zweifeln bedauern beschweren beklagen lieben hassen mögen kennen wissen".split()
)
#: Verbs of saying, which lead to what is said.
_SAYING = frozenset("hinweisen erwähnen betonen anmerken bemerken".split())
#: Those on the road, whose ways are told but not proposed.
_ROAD_USERS = (
    "radfahrer", "radler", "radfahrerinnen", "radfahrenden", "radfahrende", "fußgänger", "fussgänger",
    "autofahrer", "fahrzeuge", "autos", "pkw", "pkws", "lkw", "lkws", "busse", "kraftfahrer", "raser",
    "kinderwagenfahrerinnen", "fahrradfahrer", "fahrradfahrern", "verkehrsteilnehmer", "linksabbieger",
    "rechtsabbieger", "transporter", "falschparker", "parker", "milchlaster", "lastwagen", "roller",
    "motorräder", "mopeds",
)  # fmt: skip
_ON_ONES_WAY = frozenset(
    "fahren abbiegen einbiegen einfädeln überqueren queren kreuzen ausweichen wechseln runterrollen rollen".split()
)
_UNDER_WAY = frozenset(
    "halten parken benutzen warten anhalten einhalten manövrieren laufen gehen zustellen donnern rasen brettern".split()
)
_PROPOSING = frozenset("wir sollte sollten soll sollen".split())
_CAUSES = frozenset({"durch", "mit", "wegen", "aufgrund", "trotz", "seit", "infolge", "vor", "während", "bei", "beim"})
#: Prepositions that tie a noun of action to a verb that may say anything of it, as long as nothing was given up.
_TYING = frozenset({"auf", "gegen", "über", "von"})
#: Nouns that measure a thing which a need does not name: "einen halben Meter Tiefe".
_MEASURES = frozenset("meter zentimeter quadratmeter euro prozent".split())
_KNOWN = frozenset({"der", "die", "das", "nachher", "damals"})
_NO_THINGS = (
    "vormittag", "nachmittag", "abend", "minuten", "unterschrift", "genehmigung", "erlaubnis", "lizenz", "nachweis",
    "kaution", "gutachten", "prognose", "bescheinigung", "formular", "versicherung", "miete", "gebühr", "antrag",
)  # fmt: skip
_UNREAL = frozenset({"hätte", "hätten", "hätt", "wäre", "wären"})
_FORCED = frozenset({"müssen", "muss", "mussten", "musste", "müssten"})
#: Verbs of leaving and of closing: of something rejected they say that it ended, not what it was.
_ENDING = frozenset(
    "verabschieden lossagen zusperren zuschließen einmotten eindampfen stilllegen ausfallen beanstanden zerpflücken "
    "zerreißen zerreden vertrösten abweisen abwimmeln wegschicken hinhalten".split()
)
#: Verbs of weighing something: of something rejected they say what was done before it was.
_WEIGHING = frozenset("prüfen streiten diskutieren debattieren erwägen überlegen beraten besprechen".split())


def is_done(told: Told) -> bool:
    """Whether a phrase tells what is done by those who mean to, not what happens."""
    return not any(check(told) for check in _CHECKS)


def _is_of_a_thing(told: Told) -> bool:
    """Whether a thing would do it: "diese Maßnahme würde Arbeiten erfordern"."""
    would = any(word.low in {"würde", "würden"} for word in told.words)
    if told.rule != "future" or not would or ACTING & told.said:
        return False
    return not any(part.head.low not in told.heads and is_agent(part) for part in told.nouns)


def _is_brought_about(told: Told) -> bool:
    """Whether it would come about: "die Kreuzungen würden entlastet"; not where it is wished: "wenn ... würde"."""
    if told.rule != "passive" or not {"würde", "würden"} & told.said:
        return False
    conditions = told.words[0].tag == "KOUS" or (told.words[0].finite and len(told.parts) > 1)
    return not conditions and not {"wenn", "dass", "daß", "gern", "gerne", "schön", "gut"} & told.said


def _is_unreal(told: Told) -> bool:
    """Whether it would have been done: "hätt ich für jeden Liter draufgezahlt"; not "hätten gern"."""
    wished = {"gern", "gerne", "lieber", "sollen", "müssen", "können", "wenn", "dass"} & told.said
    return told.rule == "perfect" and bool(_UNREAL & told.said and ACTING & told.said) and not wished


def _is_by_itself(told: Told) -> bool:
    """Whether the verb says what a thing or a person undergoes, or offers by being there."""
    if any(word.tag == "VVINF" and word.low in _BY_ITSELF for word in told.phrase.words):
        return True
    if told.doing.low in _LYING and "sich" in told.lows and not ACTING & told.said:
        return True
    if told.rule == "infinitive" and told.doing.low in _GOING_ON and told.things and "lassen" not in told.kept:
        return True
    if told.doing.low in _GETTING and not ACTING & told.said:
        return True
    return told.doing.low == "bieten" and "platz" in told.lows and not ACTING & told.said


def _is_hearsay(told: Told) -> bool:
    """Whether those who tell it do not vouch for it: "da soll angeblich ein Garten hin"."""
    return bool(_HEARSAY & told.said)


def _is_return(told: Told) -> bool:
    """Whether only that is told which is wanted for something: "verlangt dafür, dass die Fenster geputzt werden"."""
    asks = any(word.low in {"verlangt", "verlangen", "verlange", "fordert", "erwartet"} for word in told.words)
    return asks and "dafür" in told.said and "dafür" not in told.kept


def _is_received(told: Told) -> bool:
    """Whether those are told of who get something: "Passanten erhalten eine Antwort", "eine neue Decke erhalten"."""
    if told.doing.low != "erhalten":
        return False
    new = told.rule == "participle" and any(low.startswith("neu") for low in told.lows)
    return new or (told.rule in {"present", "perfect"} and not ACTING & told.said)


def _is_harm(told: Told) -> bool:
    """Whether harm is done, or something is only felt or mentioned."""
    if told.doing.low in _FELT and told.rule in _ACTIVE:
        return True
    taken = told.doing.low == "wegnehmen" and bool({"uns", "mir", "euch"} & told.said)
    harmed = (told.doing.low in _HARM or taken) and not told.denies
    return harmed or (told.rule in _UNDERGONE and told.doing.low in _SAYING)


def _is_traffic(told: Told) -> bool:
    """Whether those on the road go their way: "Radfahrer können hier einfädeln", "dann könnte man links abbiegen"."""
    own = told.rule in {"modal", "future"} and not _PROPOSING & told.said
    if own and told.doing.low in _ON_ONES_WAY:
        return True
    if told.rule not in _ACTIVE or ACTING & told.said or told.doing.low not in _ON_ONES_WAY | _UNDER_WAY:
        return False
    return any(word.low.endswith(_ROAD_USERS) for word in told.words)


def _is_suffered(told: Told) -> bool:
    """Whether it befalls those on the road, or they do damage: "durch Autos verschoben", "Busse müssen rangieren"."""
    on_road = [part for part in told.things if part.head.low.endswith(_ROAD_USERS)]
    if told.rule == "need" and told.doing.low == "finden":
        return bool(on_road)
    if told.rule != "passive":
        return False
    through = (part.words for part in told.chunks if part.words[0].low == "durch")
    damaged = any(word.low.endswith(_ROAD_USERS) for words in through for word in words)
    return damaged or bool(on_road and _FORCED & told.said)


def _lacks_subject(told: Told) -> bool:
    """Whether what is done to something before the quote is told: ", | wird über die Straße geleitet"."""
    finite = told.words[0].finite and told.words[0].low in _STATED
    return told.rule == "passive" and finite and not told.things


def _is_left_to_do(told: Told) -> bool:
    """Whether only the condition is told: "haben könnt ihr es, nur den Strom müsste jemand zahlen"."""
    return told.rule == "modal" and "nur" in told.lows and told.names({"jemand"})


def _is_forced(told: Told) -> bool:
    """Whether others have no choice: "dann müssten sie am Radweg anhalten"."""
    return told.rule == "modal" and told.names({"sie"}) and bool({"müssen", "müssten", "mussten"} & told.said)


def _is_spared(told: Told) -> bool:
    """Whether only that is told which others shall not have to do: "dass sie die Tische nicht schleppen müssen"."""
    opened = told.words[0].low in {"dass", "daß", "damit"} or any(part.kind is ClauseKind.THAT for part in told.parts)
    return opened and "nicht" in told.lows and bool({"müssen", "muss", "müssn", "müsse"} & told.said)


def _is_usual(told: Told) -> bool:
    """Whether it is told with irony what is so all the time: "sind gerne mal unterbrochen"."""
    return (
        told.rule in _UNDERGONE and bool({"gern", "gerne"} & told.said) and not told.modal and "wenn" not in told.said
    )


def _is_too_much(told: Told) -> bool:
    """Whether it is complained of: "die Ampel ist zu kurz geschaltet"."""
    return told.rule in _UNDERGONE and any(
        left.low == "zu" and left.tag == "PTKA" and right.tag == "ADJD" for left, right in pairwise(told.action)
    )


def _is_moreover(told: Told) -> bool:
    """Whether it comes on top of other troubles: "jetzt wird auch noch eine zweite Reihe aufgemacht"."""
    stated = told.rule in {"passive", "infinitive", "present", "modal"} and "wenn" not in told.said
    return stated and ("auch", "noch") in pairs(told.words)


def _is_neglected(told: Told) -> bool:
    """Whether it is complained that nobody does it: "der Weg wird seit Jahren nicht gereinigt"."""
    if told.rule not in _UNDERGONE or told.verb is None or told.verb.low not in _STATED:
        return False
    return told.denies and not told.modal and told.words[0].tag != "KOUS" and not {"dass", "daß", "wenn"} & told.said


def _is_no_longer_possible(told: Told) -> bool:
    """Whether it is told what somebody cannot have any more: "kriegt keine Karre mehr durch"."""
    denied = any(low.startswith("kein") for low in told.lows)
    return denied and "mehr" in told.said and told.doing.low.endswith(("kriegen", "bekommen", "finden"))


def _is_long_missed(told: Told) -> bool:
    """Whether it is complained that it was not done: "dass wir nicht schon längst die Einfahrt umgebaut haben"."""
    return "nicht" in told.lows and "längst" in told.said


def _lets_itself(told: Told) -> bool:
    """Whether things can be dealt with somehow: "die Eigentümer lassen sich in Gruppen ordnen"."""
    return told.rule == "lassen" and "sich" in told.lows and told.words[0].low != "es"


def _is_open_minded(told: Told) -> bool:
    """Whether those who speak are described: "wir sind dem Ansatz aufgeschlossen"."""
    return told.rule == "sein" and told.names(ACTING)


def _is_let_shut(told: Told) -> bool:
    """Whether to leave shut and to allow look alike: "ich lasse das Tor zu"."""
    return told.doing.low == "zulassen" and any(word.lemma.lower() == "lassen" for word in told.words)


def _is_cause(told: Told) -> bool:
    """Whether a noun of action only says why or when something else comes: "durch die Markierung", "vor dem Umbau"."""
    first = told.words[0].low
    ties = first in _TYING and told.status is not ApproachStatus.REJECTED
    return told.rule == "nominal" and (first in _CAUSES or ties or told.doing.low == "zustimmen")


def _is_denied(told: Told) -> bool:
    """Whether what is denied is told as wanted: "KEINE Befahrung", "dass sie gehen, nicht"."""
    if told.words[-1].low == "nicht":
        return True
    said = any(word.low.startswith("kein") for word in told.words)
    return told.rule == "nominal" and said and not any(low.startswith("kein") for low in told.kept)


def _has_ended(told: Told) -> bool:
    """Whether of something rejected only its end is named: "wir haben das Café wieder zugesperrt"."""
    if told.status is not ApproachStatus.REJECTED:
        return False
    nothing = told.doing.low == "bringen" and bool({"null", "nichts", "wenig"} & told.said)
    return nothing or told.doing.low in _ENDING | _WEIGHING


def _is_demanded(told: Told) -> bool:
    """Whether another demanded it, or it was missing once: "das Amt verlangte eine Prognose"; also time, papers."""
    if told.rule != "need":
        return False
    personal = any(word.tag == "PPER" for word in told.words)
    past = {"forderte", "forderten"} | ({"gefehlt"} if personal and "sie" in told.said else set())
    past |= set() if personal or ACTING & told.said else {"wollte", "wollten"}
    past |= {"wollte"} if told.names({"er", "sie"}) else set()
    demanded = any(word.low.startswith("verlang") or word.low in past for word in told.words)
    once = any(left.low in {"fehlte", "fehlten"} and right.low in _KNOWN for left, right in pairwise(told.words))
    another = sum(word.tag == "VVPP" for word in told.words) > 1 and "gebraucht" in told.said
    of_others = "gefordert" in told.said and bool({"von", "vom"} & told.said)
    return demanded or once or another or of_others or any(_is_no_thing(part.head.low) for part in told.things)


def _is_no_thing(low: str) -> bool:
    """Whether a noun names time, a measure, or a paper that somebody has to give."""
    return low in {"stunde", "stunden"} | _MEASURES or low.endswith(_NO_THINGS)


_CHECKS = (
    _is_demanded,
    _is_of_a_thing,
    _is_brought_about,
    _is_unreal,
    _is_by_itself,
    _is_hearsay,
    _is_return,
    _is_received,
    _is_harm,
    _is_traffic,
    _is_suffered,
    _lacks_subject,
    _is_left_to_do,
    _is_forced,
    _is_spared,
    _is_usual,
    _is_too_much,
    _is_moreover,
    _is_neglected,
    _is_no_longer_possible,
    _is_long_missed,
    _lets_itself,
    _is_open_minded,
    _is_let_shut,
    _is_cause,
    _is_denied,
    _has_ended,
)
