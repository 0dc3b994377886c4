import gzip
from pathlib import Path

import pytest
from HanTa.HanoverTagger import HanoverTagger

from quartier_nlp.errors import ResourceError
from quartier_nlp.language.hanta import RESOURCE, HantaModel, shared_model
from training.hanta_model import PICKLED, convert

SENTENCES = (
    "In Altena wurde eine Brachfläche zum Bürgerpark umgestaltet , ohne die Anwohner zu fragen .",
    "Die Leerstandsmanagerin ruft die Eigentümer an und hört ihnen zu .",
    "Wem gehört die Stadt , wenn 34,5 % der Läden leer stehen ?",
    "Xqzt brömmelt das Gewuselhausen ab !",
)


def test_shipped_model_is_what_the_conversion_writes(tmp_path: Path) -> None:
    target = tmp_path / "model.json.gz"
    convert(PICKLED, target)
    assert gzip.decompress(target.read_bytes()) == gzip.decompress(RESOURCE.read_bytes())


@pytest.mark.parametrize("cased", [True, False])
def test_tags_and_lemmas_are_those_of_hanta(cased: bool) -> None:
    original = HanoverTagger("morphmodel_ger.pgz")
    for sentence in SENTENCES:
        words = sentence.split() if cased else sentence.lower().split()
        expected = [(tag, lemma) for _, lemma, tag in original.tag_sent(words, casesensitive=cased)]
        assert [tuple(analysis) for analysis in shared_model().tag(words, cased=cased)] == expected


def test_compounds_fall_into_their_stems() -> None:
    parts = shared_model().morphemes("Leerstandsmanagement")
    assert [part for part, kind in parts if kind == "NN"] == ["leerstand", "management"]


def test_tags_out_of_context_come_best_first() -> None:
    tags = shared_model().tags_of("öffnen")
    assert next(iter(tags)) in {"VV(INF)", "VV(FIN)"}
    assert list(tags.values()) == sorted(tags.values(), reverse=True)


def test_no_words_no_tags() -> None:
    assert shared_model().tag([]) == []


@pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b"[]"), gzip.compress(b'{"tag2int": {}}')])
def test_broken_resource_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.json.gz"
    path.write_bytes(content)
    with pytest.raises(ResourceError, match="reinstall the package"):
        HantaModel(path)
