"""Real papers, printed and as their publisher's markup, and council sessions that share their phrases."""

import pytest
from lxml import etree

from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.lineage.similarity import resemblances, shingles, signature
from quartier_nlp.sources.reading import Limits
from quartier_nlp.sources.registry import read
from tests.conftest import SHARED

PAPERS = [f"dhd2023-{number:02d}" for number in (1, 5, 10, 15)]
SESSIONS = ["2024-07-08", "2024-10-21", "2025-02-17", "2025-04-28"]


def markup(path):
    tree = etree.parse(str(path))
    body = tree.find(".//{*}text")
    return [" ".join("".join(part.itertext()).split()) for part in body.iter("{*}head", "{*}p", "{*}bibl")]


@pytest.mark.shared
def test_print_and_markup_of_a_paper_are_one_text_and_sessions_are_not():
    texts = {name: markup(SHARED / "papers-dhd2023" / f"{name}.tei.xml") for name in PAPERS}
    files = [(f"{name} print", f"papers-dhd2023/{name}.pdf") for name in PAPERS]
    files += [(day, f"stadtrat-magdeburg/session-speeches-{day}.json") for day in SESSIONS]
    for name, path in files:
        texts[name] = [passage.text for passage in read(SHARED / path, Limits()).passages]
    found = {name: shingles(parts) for name, parts in texts.items()}
    signatures = {name: signature(value) for name, value in found.items()}
    alike = resemblances(texts, signatures, found.__getitem__, LineageOptions())
    assert [(pair.left, pair.right) for pair in alike] == [(name, f"{name} print") for name in PAPERS]
    assert all(pair.containment > 0.95 for pair in alike)
