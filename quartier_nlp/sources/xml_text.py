"""Parsing XML of unknown origin: no entities, no network, no DTD, bounded depth."""

from __future__ import annotations

from typing import Any

from lxml import etree

from quartier_nlp.errors import SourceError, UnsafeError
from quartier_nlp.sources.libraries import without_content


def parse_xml(data: bytes, name: str, *, doctype: bool = False) -> Any:
    """Return the root element of an XML document.

    Args:
        data: The document.
        name: For the message.
        doctype: Whether a DOCTYPE without declarations of its own may stand there.

    Raises:
        SourceError: If it is broken, too deep, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"broken XML in {name} ({without_content(str(error))}): export the file again") from error
    info: Any = root.getroottree().docinfo
    if info.doctype and (not doctype or (info.internalDTD is not None and list(info.internalDTD.iterentities()))):
        raise UnsafeError(f"{name} declares a document type with entities, which no program writes: export it again")
    return root
