"""Rule-based German sentence boundaries, also in speech without punctuation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from quartier_nlp.language.components.sentences.patterns import MAYBE_FINAL, NEVER_FINAL, OPENERS, SPEECH_VERBS
from quartier_nlp.language.hanta import shared_model

_CLOSERS = "\"“”»«’')\\]"
_MARK = re.compile(rf"(?P<mark>[.!?…]+|\.\.\.)(?P<close>[{_CLOSERS}]*)(?P<note>(?:\[\d+(?:,\s*\d+)*\])?)(?P<gap>\s+|$)")
_GLUED = re.compile(r"(?<=[a-zäöüß]{3})[.!?](?=[A-ZÄÖÜ][a-zäöüß]{2})")
_BULLET = re.compile(r"(?<=\s)[•●▪■◦➢✔✘☐☑→](?=\s)")
_NUMBERED = re.compile(r"(?<=[.:;!?]\s)(?=(?:\(?\d{1,2}[.)]|\(?[a-h]\))\s+\w)")
_OPENING = "„“\"»«›‹'(-–—[*_•"
_WORD = re.compile(r"[\wÀ-ÿ]+(?:-\w+)*")
#: What a transcriber notes between two sentences: "(lacht)". The word behind it tells whether the sentence goes on.
_ASIDE = re.compile(r"\([^()\n]{1,40}\)\s+(?=\S)")
_LAST_WORD = re.compile(r"[\wÀ-ÿ][\wÀ-ÿ/-]*$")
_INITIALS = re.compile(r"(?:^|[\s(])(?:[A-Za-zÄÖÜäöü]\.\s?)*[A-Za-zÄÖÜäöü]$")

_STOPPED = re.compile(r"\b([A-Za-zÄÖÜäöüß]+)\.")
_VOWELS = "aeiouyäöü"
_LONGEST_CUT = 8

Splitter = Callable[[str], Sequence[int]]


def boundaries(text: str) -> list[int]:
    """Returns the offsets in ``text`` at which a sentence starts, 0 excluded, by punctuation alone."""
    caseless = not any(char.isupper() for char in text)
    found = set()
    for match in _MARK.finditer(text):
        if match.end() < len(text) and match["gap"] and _ends_sentence(text, match, caseless=caseless):
            found.add(match.end())
    found.update(match.end() for match in _GLUED.finditer(text) if not _is_address(text, match.start()))
    found.update(match.start() for match in _BULLET.finditer(text))
    found.update(match.start() for match in _NUMBERED.finditer(text))
    return sorted(offset for offset in found if 0 < offset < len(text))


def _is_address(text: str, position: int) -> bool:
    """Whether the stop at ``position`` stands inside a web or mail address or a file name."""
    start = text.rfind(" ", 0, position) + 1
    end = text.find(" ", position)
    word = text[start : end if end >= 0 else len(text)]
    return "@" in word or "/" in word or "www." in word or word.count(".") > 2


def _ends_sentence(text: str, match: re.Match[str], *, caseless: bool) -> bool:
    aside = _ASIDE.match(text, match.end())
    rest = text[aside.end() if aside else match.end() :].lstrip(_OPENING + " ")
    following = _WORD.match(rest)
    word = following.group() if following else ""
    if match["mark"].strip(".") == "" and len(match["mark"]) == 1:
        return _stop_ends(text[: match.start()], word, quoted=bool(match["close"]), caseless=caseless)
    if match["mark"] in ("…", "...", "..") or set(match["mark"]) <= {".", "…"}:
        return word.lower() in OPENERS and word[:1].isupper()
    if not word:
        return bool(rest)
    if (
        match["close"]
        and ("“" in match["close"] or '"' in match["close"] or "«" in match["close"])
        and word[:1].islower()
    ):
        return False
    if text[match.end() :][:1] in "-–—," or (match["close"] and word[:1].islower()):
        return False
    return word[:1].isupper() or word[:1].isdigit() or word.lower() not in SPEECH_VERBS


def _stop_ends(before: str, word: str, *, quoted: bool, caseless: bool) -> bool:
    """Whether a single full stop after ``before`` ends its sentence when ``word`` follows."""
    last = _LAST_WORD.search(before)
    form = last.group() if last else ""
    opens = word[:1].isupper() and word.lower() in OPENERS
    if word and not word[:1].isupper() and not word[:1].isdigit():
        return caseless and len(form) > 2 and not _is_abbreviation(form, before)
    if quoted or not form:
        return True
    if form.isdigit():
        return len(form) >= 4 or opens
    if form.lower() in NEVER_FINAL and not form.isupper():
        return False
    if form.lower() in MAYBE_FINAL or _INITIALS.search(before):
        return opens
    return not (_looks_shortened(form) or _is_cut(form, before)) or opens


def _is_abbreviation(form: str, before: str) -> bool:
    return form.lower() in NEVER_FINAL or form.lower() in MAYBE_FINAL or bool(_INITIALS.search(before))


def _is_cut(form: str, before: str) -> bool:
    """Whether a word that no lexicon knows is cut short, where others are: "Wohnungen f. Schüler:innen m. Bew."."""
    short = 1 < len(form) <= _LONGEST_CUT and form[-1].lower() not in _VOWELS and not form.isupper() and form.isalpha()
    line = before[before.rfind("\n") + 1 : len(before) - len(form)]
    if not short or not any(word.lower() in NEVER_FINAL for word in _STOPPED.findall(line)):
        return False
    return shared_model().is_guessed(form)


def _looks_shortened(form: str) -> bool:
    """Whether a word has no vowel, such as "Rückfr" or "Bln" would after cutting; acronyms don't count."""
    return len(form) > 1 and not form.isupper() and not re.search(r"[aeiouyäöüAEIOUYÄÖÜ0-9]", form)


class Sentences:
    """Sets ``token.is_sent_start``.

    Args:
        split_speech: Returns the boundaries within a stretch that has no sentence marks.
        longest: Words that a stretch may have before ``split_speech`` is asked.
    """

    def __init__(self, split_speech: Splitter, *, longest: int) -> None:
        self._split_speech = split_speech
        self._longest = longest

    def __call__(self, doc: Doc) -> Doc:
        """Marks the sentence starts of ``doc``."""
        starts = set(self.starts(doc.text))
        pending = False
        for token in doc:
            pending = (
                pending
                or token.idx in starts
                or any(offset in starts for offset in range(token.idx + 1, token.idx + len(token.text)))
            )
            begins = token.i == 0 or (pending and not token.is_space)
            token.is_sent_start = begins
            if begins:
                pending = False
        return doc

    def starts(self, text: str) -> list[int]:
        """Returns the offsets in ``text`` at which sentences start, 0 excluded."""
        marks = boundaries(text)
        found = list(marks)
        for start, end in pairwise([0, *marks, len(text)]):
            stretch = text[start:end]
            if self._is_stream(stretch):
                found.extend(start + offset for offset in self._split_speech(stretch))
        return sorted(found)

    def _is_stream(self, stretch: str) -> bool:
        words = stretch.split()
        if len(words) <= self._longest:
            return False
        pauses = sum(stretch.count(sign) for sign in ",;:–")
        lower = words[0][:1].islower() and not any(word[:1].isupper() for word in words)
        return pauses * 30 < len(words) and (lower or len(words) > 4 * self._longest)
