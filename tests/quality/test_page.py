from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.quality_chart import chart
from quartier_nlp.evaluation.curve import Point
from quartier_nlp.model.vocabulary import Kind

SVG = "{http://www.w3.org/2000/svg}"


def test_drawing_has_a_panel_a_kind_and_marks_the_threshold() -> None:
    points = [Point(0.2, 0.5, 1.0, 2 / 3), Point(0.6, 1.0, 0.5, 2 / 3)]
    thresholds = {kind: 0.1 * (index + 2) for index, kind in enumerate(Kind)}
    drawn = chart(dict.fromkeys(Kind, points), thresholds)
    root = ElementTree.fromstring(drawn)
    lines = root.findall(f"{SVG}polyline")
    assert len(lines) == 3 * len(Kind)
    assert lines[0].get("points") == "100.0,150.0 220.0,40.0"  # precision rises to the upper edge
    dashed = [line for line in root.findall(f"{SVG}line") if line.get("stroke-dasharray")]
    assert [line.get("x1") for line in dashed] == ["100.0", "480.0", "160.0", "540.0"]
    assert drawn == chart(dict.fromkeys(Kind, points), thresholds)
