"""What the boundary model looks at: words and tags around a gap, and what was said since the last boundary."""

from __future__ import annotations

from collections.abc import Sequence

FINITE = frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)"})
#: Stands for whatever is a name, so that no name is learned.
NAME = "<name>"
_SUBORDINATING = frozenset({"KOUS", "PRELS", "KOUI", "PWAV", "PWS"})
_ADDRESS = frozenset({"herr", "herrn", "frau", "kollege", "kollegin", "kollegen", "doktor", "dr"})
_MAYBE_A_NAME = ("NN", "NE", "XY", "FM", "AD")
_LOOK_AHEAD = 7
_PATH = 4
_WINDOW = 12
_EDGE = "#"

#: Combinations of slots: ``w`` a word and ``t`` a tag by its distance to the gap, ``ahead`` and ``back`` the distance
#: to the next finite verb, ``path`` the tags up to it, ``end`` the end of the word before the gap.
_LOCAL = tuple(
    tuple(line.split())
    for line in """
    w0 | w-1 | w1 | w2 | w-2 | w-1 w0 | w0 w1 | w-2 w-1 | w0 w1 w2 | t0 | t-1 | t1 | t-1 t0 | t0 t1 | t-2 t-1 t0
    t0 t1 t2 | t-1 t0 t1 | t-1 t0 t1 t2 | t-2 t-1 t0 t1 | t-3 t-2 t-1 | w-1 t0 | t-1 w0 | w0 t1 | t0 w1 | w-1 w0 t1
    ahead | w0 ahead | back t-1 | back ahead | path | t0 ahead t-1 | verb w0 | end t-1 t0
    """.replace("\n", "|").split("|")
    if line.strip()
)
#: ``length`` of the clause so far, ``finite`` verbs in it (``two`` at most two), ``first`` its first word, ``kind``
#: that word's tag, ``sub`` whether it is subordinate, ``opening`` its first tags.
_SINCE = tuple(
    tuple(line.split())
    for line in """
    length | finite | two near | two t0 | recent two verb | w0 two | kind two near | short4 w0 | short6 w-1 | first two
    sub finite verb near | short3 opening
    """.replace("\n", "|").split("|")
    if line.strip()
)


def without_names(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Returns the words with a sign in place of names and of what follows a form of address."""
    return [
        NAME if tag == "NE" or (index and words[index - 1] in _ADDRESS and tag.startswith(_MAYBE_A_NAME)) else word
        for index, (word, tag) in enumerate(zip(words, tags, strict=True))
    ]


def around(words: Sequence[str], tags: Sequence[str], gap: int) -> list[str]:
    """Returns the names of the features that hold at the gap before ``words[gap]`` whatever was said before.

    Args:
        words: Words in lower case, without names.
        tags: Their HanTa tags, read without regard to capitals.
        gap: Index of the word that would open a clause.
    """
    slots = {f"w{step}": _at(words, gap + step) for step in range(-2, 3)}
    slots |= {f"t{step}": _at(tags, gap + step) for step in range(-3, 4)}
    ahead = _ahead(tags, gap, _LOOK_AHEAD)
    back = next((step for step in range(1, _LOOK_AHEAD) if _at(tags, gap - step) in FINITE), _LOOK_AHEAD)
    slots |= {
        "ahead": str(ahead),
        "back": str(back),
        "path": " ".join(_at(tags, gap + step) for step in range(min(ahead, _PATH) + 1)),
        "verb": str(slots["t-1"].startswith("V")),
        "end": slots["w-1"][-3:],
    }
    return _names(_LOCAL, slots)


def since(words: Sequence[str], tags: Sequence[str], gap: int, last: int, finite: int) -> list[str]:
    """Returns the names of the features that depend on where the current clause began.

    Args:
        words: As for ``around``.
        tags: As for ``around``.
        gap: As for ``around``.
        last: Index of the word that opened the current clause.
        finite: Number of finite verbs since then.
    """
    length = gap - last
    return _names(
        _SINCE,
        {
            "w0": _at(words, gap),
            "w-1": _at(words, gap - 1),
            "t0": _at(tags, gap),
            "length": str(length if length < _WINDOW else _WINDOW + min((length - _WINDOW) // 4, 5)),
            "finite": str(min(finite, 3)),
            "two": str(min(finite, 2)),
            "near": str(_ahead(tags, gap, 5)),
            "recent": str(any(tag in _SUBORDINATING for tag in tags[max(last, gap - _WINDOW) : gap])),
            "verb": str(_at(tags, gap - 1).startswith("V")),
            "first": _at(words, last),
            "kind": _at(tags, last),
            "sub": str(_at(tags, last) in _SUBORDINATING),
            "short3": str(min(length, 3)),
            "short4": str(min(length, 4)),
            "short6": str(min(length, 6)),
            "opening": " ".join(tags[last:gap][:3]),
        },
    )


def _names(templates: Sequence[Sequence[str]], slots: dict[str, str]) -> list[str]:
    return [f"{'|'.join(keys)}={' '.join([slots[key] for key in keys])}" for keys in templates]


def _ahead(tags: Sequence[str], gap: int, furthest: int) -> int:
    return next((step for step in range(furthest) if _at(tags, gap + step) in FINITE), furthest)


def _at(items: Sequence[str], index: int) -> str:
    return items[index] if 0 <= index < len(items) else _EDGE
