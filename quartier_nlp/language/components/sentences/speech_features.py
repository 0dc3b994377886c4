"""What the boundary model looks at: words and tags around a gap, and what was said since the last boundary."""

from __future__ import annotations

from collections.abc import Sequence

FINITE = frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)"})
_SUBORDINATING = frozenset({"KOUS", "PRELS", "KOUI", "PWAV", "PWS"})
_LOOK_AHEAD = 5
_EDGE = "#"


def features(words: Sequence[str], tags: Sequence[str], gap: int, last: int) -> list[str]:
    """Returns the names of the features that hold at the gap before ``words[gap]``.

    Args:
        words: Words in lower case.
        tags: Their HanTa tags, read without regard to capitals.
        gap: Index of the word that would open a clause.
        last: Index of the word that opened the current clause.
    """
    before2, before, here, after, after2 = (_at(tags, gap + step) for step in (-2, -1, 0, 1, 2))
    word, previous, following = _at(words, gap), _at(words, gap - 1), _at(words, gap + 1)
    finite = min(sum(tag in FINITE for tag in tags[last:gap]), 3)
    nearest = next((step for step in range(_LOOK_AHEAD) if _at(tags, gap + step) in FINITE), _LOOK_AHEAD)
    subordinate = any(tag in _SUBORDINATING for tag in tags[max(last, gap - 12) : gap])
    length = gap - last
    return [
        f"word={word}",
        f"previous={previous}",
        f"following={following}",
        f"previous+word={previous} {word}",
        f"word+following={word} {following}",
        f"tag={here}",
        f"tag-1={before}",
        f"tag+1={after}",
        f"tags-1+0={before} {here}",
        f"tags0+1={here} {after}",
        f"tags-2+0={before2} {before} {here}",
        f"tags0+2={here} {after} {after2}",
        f"tags-1+1={before} {here} {after}",
        f"length={length if length < 12 else 12 + min((length - 12) // 4, 5)}",
        f"finite={finite}",
        f"nearest={nearest}",
        f"finite+nearest={min(finite, 2)} {nearest}",
        f"finite+tag={min(finite, 2)} {here}",
        f"subordinate={subordinate} {min(finite, 2)} {before.startswith('V')}",
        f"word+nearest={word} {nearest}",
        f"word+finite={word} {min(finite, 2)}",
    ]


def _at(items: Sequence[str], index: int) -> str:
    return items[index] if 0 <= index < len(items) else _EDGE
