"""For every passage of every fixture: its raw text stands in the file, its map and anchors hold."""

import html
import json
import re
import unicodedata
import zipfile

import pytest

from quartier_nlp.sources import registry
from quartier_nlp.sources.cleaning import is_invisible
from quartier_nlp.sources.reading import Limits, Passage
from tests.sources.conftest import RESOURCES
from tests.sources.office_files import BUILDERS

NAMES = sorted([*(p.name for p in RESOURCES.iterdir() if "speakers-" not in p.name), *BUILDERS])


def squashed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def visible_text(path) -> str:
    """What a file shows, found without the readers."""
    data = path.read_bytes()
    suffix = path.suffix
    if suffix in (".docx", ".odt", ".pptx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(n).decode() for n in sorted(archive.namelist()) if n.endswith(".xml")]
        text = re.sub(r"<(?:w:p|text:p|text:h|a:p|w:br|si|t)\b[^>]*>", "\n", "\n".join(parts))
        text = re.sub(r"<w:del .*?</w:del>", "", text)
        text = re.sub(r"(?s)<text:note>.*?</text:note>", "", text) + "\n" + text
        text += "\n".join(re.findall(r'<(?:\w+:)?sheet [^>]*name="([^"]*)"', text))
        return html.unescape(re.sub(r"<[^>]*>", "", text.replace("<text:s/>", " ")))
    if suffix == ".rtf":
        text = re.sub(rb"\\'([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), data).decode("cp1252")
        text = re.sub(r"\\u(\d+)\?", lambda m: chr(int(m[1])), text)
        return re.sub(r"\\[a-z]+-?\d* ?", "", text)
    text = data.decode("iso-8859-1" if suffix == ".trs" else "utf-8")
    if suffix == ".json":
        return "\n".join(strings(json.loads(text)))
    if suffix == ".csv":
        return text.replace('""', '"')
    if suffix in (".vtt", ".srt", ".html", ".trs"):
        return html.unescape(re.sub(r"<[^>]*>", "", text))
    return text


def strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for item in value for text in strings(item)] if isinstance(value, list) else []


def assert_stands_in(passage: Passage, shown: str) -> None:
    for line in passage.raw.split("\n"):
        assert squashed(line) in shown


def assert_map_holds(passage: Passage) -> None:
    for run in passage.offsets.runs:
        clean = passage.text[run.clean : run.clean + run.length]
        raw = passage.raw[run.raw : run.raw + run.length]
        assert clean == re.sub(r"\s", " ", raw)
    for word in re.finditer(r"\S+", passage.text):
        start, end = passage.offsets.to_raw(*word.span())
        assert passage.offsets.to_clean(start, end) == word.span()
    assert passage.text == squashed(passage.text)
    assert not any(is_invisible(char) for char in passage.text)


def assert_anchors_hold(passage: Passage) -> None:
    starts = [anchor.start for anchor in passage.anchors]
    assert starts == sorted(set(starts))
    if starts:
        assert starts[0] == 0
        assert starts[-1] < len(passage.raw)
    for anchor in passage.anchors:
        if anchor.t_start is not None and anchor.t_end is not None:
            assert 0 <= anchor.t_start <= anchor.t_end


@pytest.mark.parametrize("name", NAMES)
def test_every_passage_stands_in_its_file(corpus, name):
    path = corpus / name
    shown = squashed(visible_text(path))
    passages = registry.read(path, Limits()).passages
    assert passages
    for passage in passages:
        assert_stands_in(passage, shown)
        assert_map_holds(passage)
        assert_anchors_hold(passage)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["devset/run", "training/docs", "stadtrat-magdeburg"])
def test_every_passage_of_real_material_stands_in_its_file(folder):
    from tests.conftest import SHARED

    files = [
        p for p in sorted((SHARED / folder).iterdir()) if p.suffix in (".vtt", ".srt", ".json", ".docx", ".md", ".txt")
    ]
    for path in files:
        if "speakers-" in path.name:
            continue
        shown = squashed(visible_text(path))
        for passage in registry.read(path, Limits()).passages:
            assert_stands_in(passage, shown)
            assert_map_holds(passage)
            assert_anchors_hold(passage)
