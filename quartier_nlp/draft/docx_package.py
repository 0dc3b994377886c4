"""Makes a Word file that is the same, byte for byte, whenever and wherever it is written."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

#: Earliest time that a zip archive can hold.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_FALLBACK_DAY = date(2000, 1, 1)


def set_properties(document: Document, title: str, subject: str, day: date | None) -> None:
    """Fill the file properties from the draft; the template's own values and picture go."""
    moment = datetime.combine(day or _FALLBACK_DAY, time(12), tzinfo=UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.subject = title, subject
    properties.author = properties.last_modified_by = "quartier-nlp"
    properties.comments = properties.keywords = properties.category = ""
    properties.language = "de-DE"
    properties.created = properties.modified = moment
    properties.revision = 1
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.rels.pop(key)


def saved(document: Document) -> bytes:
    """Return the file with its entries in a fixed order and without times."""
    buffer = io.BytesIO()
    document.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        names = source.namelist()
        for name in [*_FIRST, *sorted(set(names).difference(_FIRST))]:
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return out.getvalue()
