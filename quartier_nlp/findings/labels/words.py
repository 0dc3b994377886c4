"""The words of a span as the labellers see them: fluent, with sure corrections of tags and capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.compounds import rejoined
from quartier_nlp.findings.labels.data import dialect
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.misread import corrected
from quartier_nlp.findings.labels.patterns import DROPPED_IDIOMS
from quartier_nlp.findings.labels.spelling import spelled_out
from quartier_nlp.findings.labels.tagging import retag
from quartier_nlp.findings.labels.word import FINITE, PAUSES, Word, make, render

__all__ = ["closing_aside", "read", "render"]

_RESUMING = frozenset({"der", "die", "das", "den", "dem", "da", "dort"})
_CLIPPED = frozenset({"n", "ne", "nen", "ner", "nem"})
_CLIPPED_SO = frozenset({"so'n", "so'ne", "so'nen", "so'ner", "so'nem"})
_CLITICS = ("'s", "’s")
_HOSTS = frozenset({"wie", "wo", "wann", "warum", "woran"})
#: Adverbs of time that taggers take for nouns where a text has no capitals.
_DAILY = frozenset(
    "morgens vormittags mittags nachmittags abends nachts tagsüber montags dienstags mittwochs donnerstags freitags "
    "samstags sonntags werktags wochentags".split()
)
#: Words that taggers take for nouns where a text has no capitals.
_CLOSED_CLASS = {
    "wenn": "KOUS",
    "weil": "KOUS",
    "dass": "KOUS",
    "ob": "KOUS",
    "her": "PTKVZ",
    "hin": "PTKVZ",
    "nicht": "PTKNEG",
    "nein": "PTKANT",
    "man": "PIS",
    "ma": "PIS",
    "sowas": "PIS",
    "allen": "PIS",
    "zuhause": "ADV",
    **dict.fromkeys(("den", "der", "die", "des", "de"), "PDS"),
    **dict.fromkeys(_DAILY, "ADV"),
}
#: Verbs that taggers take for nouns there, with their infinitives.
_SMALL_VERBS = {"macht": "machen", "kriege": "kriegen", "kriegen": "kriegen", "gibts": "geben", "gehts": "gehen"}
#: Articles of dialect that are no words of the written language.
_SPOKEN_ARTICLES = {"e": "ein", "en": "einen"}
#: Words of Low German, whose clauses are left as they are: half of one in standard German is neither.
_LOW_GERMAN = frozenset(
    "hett hebbt hebben steiht wi ünnen baben bi vun gifft weer ik för köfft hüüt mutt schall".split()
)
_FEWEST = 4
_LONGEST_NAME = 12
_LONGEST_ASIDE = 7
_SENTENCE_MARKS = frozenset(".!?;:")
#: Marks that close a quotation, by the mark that opens it.
_ENDS = {
    "„": frozenset({"“", "”"}),
    '"': frozenset({'"'}),
    "»": frozenset({"«"}),
    "«": frozenset({"»"}),
}
_LONGEST_SHORT_FORM = 4
#: Pronouns of one gender in the singular; "der" and "dem" may be of two, "die" is feminine beside a singular noun.
_PRONOUNS = {"die": Gender.FEMININE, "den": Gender.MASCULINE, "das": Gender.NEUTER}
_MARKUP = frozenset({"*", "**", "_", "__", "~~"})


def read(span: Span) -> list[Word]:
    """Returns the fluent words of a span without what stands in brackets and without quotation marks at its edges."""
    kept = {token.i for token in span._.fluent}
    tokens = [token for token in span if (token.i in kept or _counts(token)) and not _is_markup(token)]
    closed = max((index for index, token in enumerate(tokens) if token.text in ")]"), default=-1)
    sentence = span.sent.text if len(span) and span.doc.has_annotation("SENT_START") else span.text
    caseless = not any(char.isupper() for char in sentence)
    northern = any(token.lower_ in _LOW_GERMAN for token in span)
    words: list[Word] = []
    depth, aside = 0, list[Token]()
    for position, token in enumerate(tokens):
        if token.text in "([" and position < closed:
            depth += 1
            aside = []
        elif token.text in ")]":
            if not depth and len(words) == 1 and words[0].low.isdigit():
                words[0] = replace(words[0], text=words[0].text + ")", low=words[0].low + ")")
            depth = max(0, depth - 1)
            if not depth:
                words = _with_aside(words, aside)
                aside = []
        elif token.text == "." and position + 1 == len(tokens) and words and len(words[-1].low) > _LONGEST_SHORT_FORM:
            continue
        elif not depth and token.text == "." and words and token.i + 1 < len(token.doc) and not token.is_sent_end:
            words[-1] = replace(words[-1], text=words[-1].text + ".")
        elif depth:
            aside.append(token)
        elif not token.is_space:
            text = token.text.strip("~") or token.text
            if caseless and token.tag_ in {"NN", "NE"} and text.endswith("weise") and len(text) > _LONGEST_NAME // 2:
                words.append(Word(text, text, "ADV", text))
                continue
            if caseless and token.tag_ in {"NN", "NE"} and text in _CLOSED_CLASS:
                words.append(Word(text, text, _CLOSED_CLASS[text], text))
                continue
            if caseless and token.tag_ in {"NN", "NE"} and text in _SMALL_VERBS and not _has_article(words):
                words.append(Word(text, text, "VVFIN", _SMALL_VERBS[text]))
                continue
            if caseless and text == "weg" and token.tag_ == "NN" and not _has_article(words):
                words.append(make(text, "PTKVZ"))
                continue
            if caseless and token.tag_ in {"NN", "NE"}:
                text = text[0].upper() + text[1:]
            if token.lower_ == "mal" and words and words[-1].tag == "CARD" and words[-1].text.isalpha():
                words[-1] = make(words[-1].text + "mal", "ADV")
            elif words and words[-1].text == "'" and text.lower() in _CLIPPED:
                words[-1] = Word("'" + text, "'" + token.lower_, "ART", "ein")
            elif text.lower().endswith(_CLITICS) and text.lower()[:-2] in _HOSTS:
                words.extend([Word(text[:-2], text[:-2].lower(), "PWAV", text[:-2].lower()), make("es", "PPER")])
            elif text.lower() == "innen" and len(words) > 1 and words[-1].low in {":", "*", "_"}:
                noun = words[-2].text + words[-1].low + "innen"
                words[-2:] = [Word(noun, noun.lower(), "NN", noun)]
            elif token.lower_ == "so" and _counts_as_such(token):
                words.append(make("solche", "PIAT"))
            elif text in {"'", "’"} and words and _tied(token).lower() in dialect():
                continue
            elif token.lower_ in dialect() and not (northern or (token.text[0].isupper() and words)):
                standard, tag, lemma = dialect()[token.lower_]
                text = standard.capitalize() if token.text[0].isupper() else standard
                words.append(Word(text, standard, tag, lemma, _tied(token)))
            elif token.text in _SPOKEN_ARTICLES and not northern and _before_noun(token):
                masculine = token.doc[token.i + 1].tag_ == "ADJA" and token.doc[token.i + 1].text.endswith("er")
                words.append(make("ein" if masculine else _SPOKEN_ARTICLES[token.text], "ART", "ein"))
            elif token.lower_ in _CLIPPED_SO and not (token.lower_ == "so'n" and words and words[-1].tag == "APPR"):
                words.append(Word("ein" + token.lower_[4:], "ein" + token.lower_[4:], "ART", "ein"))
            else:
                words.append(Word(text, token.lower_, token.tag_, token.lemma_, _tied(token)))
    words = _without_legal_form(_with_verb(rejoined(words)) if caseless else words)
    dropped = {i + step for i in range(len(words)) if _said_idly(words, i) for step in (-1, 0, 1)}
    words = [word for i, word in enumerate(words) if i not in dropped]
    return _without_resumption(corrected(retag(_without_idioms(spelled_out(_with_names(_strip(words)))))))


def _with_verb(words: list[Word]) -> list[Word]:
    """Reads what looks like a noun behind "die" or "wir" as the verb where no other stands: "die kriegen im sommer"."""
    if len(words) < _FEWEST or words[0].low not in {"die", "sie", "wir"} or any(word.finite for word in words):
        return words
    verb = words[1]
    like = verb.low == verb.lemma.lower() and verb.low.endswith(("en", "ern", "eln"))
    known = verb.tag == "NN" and (like or verb.low in _SMALL_VERBS)
    if not known or words[2].tag not in {"APPR", "APPRART", "ART", "PPER", "PPOSAT", "ADV", "CARD", "PIAT"}:
        return words
    subject = replace(words[0], tag="PDS" if words[0].low == "die" else "PPER")
    return [subject, Word(verb.low, verb.low, "VVFIN", verb.low), *words[2:]]


def _has_article(words: Sequence[Word]) -> bool:
    """Whether the last word opens a noun phrase, so that a noun follows."""
    return bool(words) and words[-1].tag in {"ART", "ADJA", "APPR", "APPRART", "PPOSAT", "PDAT", "PIAT", "CARD"}


def _tied(token: Token) -> str:
    """The token before one that no blank parts from it."""
    before = token.doc[token.i - 1] if token.i else None
    return before.text if before is not None and not before.whitespace_ else ""


def _with_aside(words: list[Word], aside: Sequence[Token]) -> list[Word]:
    """Keeps what stands in brackets behind a noun with that noun, if it names something: "Ampel (mit Taster)"."""
    text = _naming(aside)
    if not words or not text or words[-1].tag != "NN":
        return words
    return [*words[:-1], replace(words[-1], text=f"{words[-1].text} ({text})")]


def closing_aside(span: Span) -> str:
    """Returns what stands in brackets behind the verb that ends a quote, if it names something, with its brackets."""
    tokens = [token for token in span if not token.is_space]
    while tokens and tokens[-1].text in _SENTENCE_MARKS:
        tokens = tokens[:-1]
    if not tokens or tokens[-1].text != ")":
        return ""
    opening = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].text == "("), 0)
    behind_verb = opening > 0 and tokens[opening - 1].tag_[:1] == "V"
    text = _naming(tokens[opening + 1 : -1]) if behind_verb else ""
    return f" ({text})" if text else ""


def _naming(aside: Sequence[Token]) -> str:
    """The text of what stands in brackets if it names something and tells nothing of its own, else nothing."""
    names = any(token.tag_ in {"NN", "NE"} or token.text[:1].isdigit() for token in aside)
    told = any(token.tag_ in FINITE or token.tag_ == "VVPP" or token.text in _SENTENCE_MARKS for token in aside)
    fits = names and not told and len(aside) <= _LONGEST_ASIDE
    return "".join(token.text_with_ws for token in aside).strip() if fits else ""


def _without_legal_form(words: Sequence[Word]) -> list[Word]:
    """Leaves out the legal form behind the name of a club, which is no noun of its own: "Kaltstart e. V."."""
    lows = [word.low.rstrip(".") for word in words]
    form = {i + step for i in range(1, len(words) - 1) if lows[i : i + 2] == ["e", "v"] for step in (0, 1)}
    form |= {i for i in range(1, len(words)) if words[i].low in {"e.v.", "e.v"}}
    return [word for i, word in enumerate(words) if i not in form]


def _said_idly(words: Sequence[Word], index: int) -> bool:
    """Whether speech pauses before and behind a word that says nothing: "wir bräuchten, also, eine Stelle"."""
    if words[index].low != "also":
        return False
    if not 1 < index < len(words) - 2 or words[index - 1].low != "," or words[index + 1].low != ",":
        return False
    return words[index - 2].finite and words[index + 2].tag not in {"PPER", "PDS", "PIS"}


def _counts_as_such(token: Token) -> bool:
    """Whether "so" stands for "solche", between a preposition and a plural noun: "für so Umnutzungen"."""
    doc, index = token.doc, token.i
    governed = index > 0 and doc[index - 1].lower_ in {"für", "gegen", "ohne", "um", "durch"}
    following = doc[index + 1] if index + 1 < len(doc) else None
    return (
        governed and following is not None and following.tag_ == "NN" and following.lower_ != following.lemma_.lower()
    )


def _before_noun(token: Token) -> bool:
    """Whether a noun, or its attribute, follows a token."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ in {"NN", "ADJA"}


def _is_markup(token: Token) -> bool:
    """Whether a token is a mark of the source's markup, not the star within "Nachbar*innen"."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return token.text in _MARKUP and following != "innen"


def _counts(token: Token) -> bool:
    """Whether a word that looks like a filler or repair says something.

    "zum ersten Mal", "nicht mal", "ja sagen", "für die, die keinen Balkon haben".
    """
    doc, index = token.doc, token.i
    before = doc[index - 1] if index else None
    if token.lower_ == "mal":
        tags = {"ADJA", "CARD", "PIAT", "PDAT"} if token.text == "Mal" else {"CARD"}
        return before is not None and (before.tag_ in tags or before.lower_ == "nicht")
    if token.lower_ in {"ja", "nein"} and before is not None and before.lower_ in {"jedes", "ein", "kein", "mit"}:
        return True
    if token.lower_ in {"ja", "nein"}:
        return any(other.lemma_ == "sagen" for other in doc[index + 1 : index + 4])
    start = index - 1 if token.text == "," else index
    if start < 1 or start + 3 >= len(doc) or doc[start + 1].text != ",":
        return False
    same = doc[start].lower_ in _RESUMING and doc[start].lower_ == doc[start + 2].lower_
    return same and (doc[start - 1].tag_ in FINITE | {"APPR"}) and doc[start + 3].tag_ not in FINITE


def _with_names(words: Sequence[Word]) -> list[Word]:
    """Reads what stands in quotation marks as one name, whatever marks it holds."""
    result: list[Word] = []
    index = 0
    while index < len(words):
        ends = _ENDS.get(words[index].low, frozenset())
        closing = next((i for i in range(index + 1, len(words)) if words[i].low in ends), None)
        if closing is not None and closing - index <= _LONGEST_NAME:
            text = f"{words[index].text}{render(words[index + 1 : closing])}{words[closing].text}"
            result.append(Word(text, text.lower(), "NE", text))
            index = closing + 1
        else:
            result.append(words[index])
            index += 1
    return result


def _without_resumption(words: list[Word]) -> list[Word]:
    """Takes out the pronoun that takes a phrase up again: "den Saal, den müsste man übernehmen"."""
    for index in range(1, len(words) - 1):
        comma = words[index - 1].low == ","
        before = words[: index - 1] if comma else words[:index]
        if not before or any(word.verb for word in before) or before[-1].tag not in {"NN", "NE", "CARD"}:
            continue
        located = (words[index].low in {"da", "dort"}) == (before[0].tag in {"APPR", "APPRART"})
        if (
            located
            and _agrees(words[index], before[-1], alone=not comma and len(before) == 1)
            and words[index].tag != "PRELS"
            and words[index].low in _RESUMING
            and words[index + 1].finite
            and before[0].tag not in {"KOUS", "PWAV", "PWS"}
        ):
            return [*before, *words[index + 1 :]]
    return words


def _agrees(pronoun: Word, noun: Word, *, alone: bool) -> bool:
    """Whether a pronoun may take up a noun, as far as the noun's gender is known: not "Müller die hätten wir"."""
    if noun.tag == "NE" and alone:
        return False
    singular = noun.tag == "NN" and noun.low == noun.lemma.lower()
    gender = gender_of(noun) if singular else None
    wanted = _PRONOUNS.get(pronoun.low)
    return gender is None or wanted is None or gender is wanted


def _without_idioms(words: Sequence[Word]) -> list[Word]:
    """Leaves out adverbials of several words that say nothing about the action."""
    result: list[Word] = []
    index = 0
    while index < len(words):
        length = next(
            (n for n in (4, 3, 2) if tuple(word.low for word in words[index : index + n]) in DROPPED_IDIOMS), 0
        )
        following = words[index + length] if length and index + length < len(words) else None
        specifies = following is not None and following.tag in {"APPR", "APPRART"}
        if length and words[index].low == "und" and index and not (words[index - 1].pause or specifies):
            length = 0  # "da sind Kinder drin und zwar die aus dem Hort"
        if following is not None and words[index].low == "am" and following.tag in {"ADJA", "VVPP"}:
            length = 0
        if not length:
            result.append(words[index])
        index += max(1, length)
    return result


def _strip(words: list[Word]) -> list[Word]:
    """Takes pauses, bullets and unpaired quotation marks off both ends."""
    edge = PAUSES | {"*", "•", "→", "✔", "✘", "⚡", ">", "_", '"', "·", "=", "+"}
    while words and (words[0].low in edge or words[0].low in {"“", "”"}):
        words = words[1:]
    while words and (words[-1].low in edge or words[-1].low == "„"):
        words = words[:-1]
    for opening, closing in (("„", "“”"), ("»", "«")):
        if sum(word.low == opening for word in words) != sum(word.low in closing for word in words):
            words = [word for word in words if word.low not in {opening, *closing}]
    return words if sum(word.low == '"' for word in words) % 2 == 0 else [word for word in words if word.low != '"']
