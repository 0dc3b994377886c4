"""Draws precision, recall and F1 over the threshold as SVG, one panel a kind; the same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from quartier_nlp.evaluation.curve import Point
from quartier_nlp.model.vocabulary import Kind

_WIDTH, _HEIGHT, _GAP, _EDGE = 300, 220, 50, 40
_COLOURS = {"precision": "#1b6ca8", "recall": "#c2571a", "f1": "#222222"}
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def chart(curves: Mapping[Kind, Sequence[Point]], thresholds: Mapping[Kind, float]) -> str:
    """Return the drawing; a dashed line marks each kind's threshold."""
    panels = [_panel(kind, points, thresholds[kind], index) for index, (kind, points) in enumerate(curves.items())]
    width = 2 * _WIDTH + _GAP + 2 * _EDGE
    height = 2 * (_HEIGHT + _GAP) + _EDGE + 20
    legend = "".join(
        f'<text x="{_EDGE + 110 * i}" y="{height - 12}" fill="{colour}">{name}</text>'
        for i, (name, colour) in enumerate(_COLOURS.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12">\n<rect width="{width}" height="{height}" fill="white"/>\n' + "\n".join(panels) + f"\n{legend}"
        f'<text x="{_EDGE + 330}" y="{height - 12}">dashed: the threshold as shipped</text>\n</svg>\n'
    )


def _panel(kind: Kind, points: Sequence[Point], threshold: float, index: int) -> str:
    left = _EDGE + (index % 2) * (_WIDTH + _GAP)
    top = _EDGE + (index // 2) * (_HEIGHT + _GAP)

    def across(value: float) -> str:
        return f"{left + value * _WIDTH:.1f}"

    def down(value: float) -> str:
        return f"{top + (1 - value) * _HEIGHT:.1f}"

    return "\n".join(
        [
            f'<text x="{left}" y="{top - 10}" font-weight="bold">{kind.value.replace("_", " ")}</text>',
            *(_tick(tick, left, top, across, down) for tick in _TICKS),
            *(_line(name, colour, points, across, down) for name, colour in _COLOURS.items()),
            f'<line x1="{across(threshold)}" x2="{across(threshold)}" y1="{top}" y2="{top + _HEIGHT}" '
            'stroke="#777" stroke-dasharray="4 3"/>',
        ]
    )


def _tick(value: float, left: int, top: int, across: Callable[[float], str], down: Callable[[float], str]) -> str:
    return (
        f'<line x1="{left}" x2="{left + _WIDTH}" y1="{down(value)}" y2="{down(value)}" stroke="#ddd"/>'
        f'<text x="{left - 6}" y="{float(down(value)) + 4:.1f}" text-anchor="end" fill="#777">{value:.1f}</text>'
        f'<text x="{across(value)}" y="{top + _HEIGHT + 16}" text-anchor="middle" fill="#777">{value:.1f}</text>'
    )


def _line(
    name: str, colour: str, points: Sequence[Point], across: Callable[[float], str], down: Callable[[float], str]
) -> str:
    path = " ".join(f"{across(point.threshold)},{down(getattr(point, name))}" for point in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
