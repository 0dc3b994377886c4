"""Database tables. Columns with several values are JSON; ``quartier_nlp.model.tables`` names them.

A change here needs a migration in ``migrations/versions``; a test compares the two.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(16), primary_key=True)


def _source_reference() -> sa.Column[str]:
    return sa.Column(
        "source_id",
        sa.String(16),
        sa.ForeignKey("sources.source_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


def _reference_key(name: str, *, index: bool = False) -> sa.Column[str]:
    reference = sa.ForeignKey("sources.source_id", ondelete="CASCADE")
    return sa.Column(name, sa.String(16), reference, primary_key=True, index=index)


def _of_version(name: str) -> tuple[sa.Column[str], sa.Column[str]]:
    """Return the key of something that keeps its id from version to version of a source."""
    return _key(name), _reference_key("source_id", index=True)


def _text(name: str, *, required: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not required)


sources = sa.Table(
    "sources",
    metadata,
    _key("source_id"),
    _text("path"),
    _text("sha256"),
    _text("kind"),
    _text("format", required=False),
    _text("title"),
    _text("event", required=False),
    _text("date", required=False),
    _text("language"),
    _text("consent", required=False),
    _text("frame", required=False),
    sa.Column("inferred", sa.JSON, nullable=False),
    _text("status"),
    _text("error", required=False),
    _text("reason", required=False),
    sa.Column("same_as", sa.String(16), index=True),
    sa.Column("superseded_by", sa.String(16), index=True),
    sa.Column("notices", sa.JSON, nullable=False),
    sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
)

#: Which file of the corpus holds which content now; equal files share a source. Content that is the
#: same text as another source's is a source of its own here, with ``same_as`` saying what stands for it.
paths = sa.Table(
    "paths",
    metadata,
    sa.Column("path", sa.Text, primary_key=True),
    _source_reference(),
)

#: Who is behind a pseudonym. Private: no view, table or export reads names from here but to mask them.
speakers = sa.Table(
    "speakers",
    metadata,
    _reference_key("source_id"),
    sa.Column("pseudonym", sa.Text, primary_key=True),
    _text("name"),
)

segments = sa.Table(
    "segments",
    metadata,
    _key("segment_id"),
    _source_reference(),
    sa.Column("seq", sa.Integer, nullable=False),
    _text("text"),
    _text("raw"),
    _text("offsets"),
    _text("role"),
    sa.Column("section", sa.JSON, nullable=False),
    _text("speaker", required=False),
    sa.Column("page", sa.Integer),
    sa.Column("boxes", sa.JSON, nullable=False),
    sa.Column("t_start", sa.Float),
    sa.Column("t_end", sa.Float),
    sa.Column("anchors", sa.JSON, nullable=False),
)

#: A finding keeps its id from version to version of its source, so both are the key.
findings = sa.Table(
    "findings",
    metadata,
    *_of_version("finding_id"),
    _text("kind"),
    _text("segment_id"),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    _text("quote"),
    _text("label"),
    _text("label_source"),
    _text("status", required=False),
    _text("reason", required=False),
    sa.Column("action_spaces", sa.JSON, nullable=False),
    sa.Column("named_place", sa.JSON(none_as_null=True)),
    _text("category", required=False),
    sa.Column("actors", sa.JSON, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("found_by", sa.JSON, nullable=False),
    sa.Column("provenance", sa.JSON, nullable=False),
    sa.Column("also", sa.JSON, nullable=False),
    _text("state"),
)

clusters = sa.Table(
    "clusters",
    metadata,
    _key("cluster_id"),
    _text("kind"),
    _text("action_space"),
    _text("label"),
    _text("subtitle"),
    _text("representative"),
    sa.Column("members", sa.JSON, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
)

#: What has been done: a stage on a scope (a source id, or ``""`` for the whole corpus) with a key
#: made of everything that its result depends on.
stages = sa.Table(
    "stages",
    metadata,
    sa.Column("scope", sa.String(16), primary_key=True),
    sa.Column("stage", sa.Text, primary_key=True),
    _text("key"),
)

#: What every finding of a source was like when it was last seen, as digests: what its id is known by again.
memory = sa.Table(
    "memory",
    metadata,
    *_of_version("finding_id"),
    sa.Column("position", sa.Integer, nullable=False),
    _text("kind"),
    sa.Column("quote", sa.String(16), nullable=False),
    sa.Column("before", sa.String(16), nullable=False),
    sa.Column("after", sa.String(16), nullable=False),
    sa.Column("label", sa.String(16), nullable=False),
    sa.Column("also", sa.JSON, nullable=False),
)

#: MinHash signature of each text, null for one that is too short to be compared.
signatures = sa.Table(
    "signatures",
    metadata,
    _reference_key("source_id"),
    sa.Column("words", sa.Integer, nullable=False),
    sa.Column("signature", sa.LargeBinary),
)

#: Pairs of texts that are alike, by source id in order.
resemblances = sa.Table(
    "resemblances",
    metadata,
    _reference_key("left"),
    _reference_key("right"),
    sa.Column("containment", sa.Float, nullable=False),
)

#: What must not be taken up again, as digests: of a file's bytes, of its text, of its path; with a
#: digest of the name if only that speaker's words are left out. Nothing else is kept of it.
forgotten = sa.Table(
    "forgotten",
    metadata,
    sa.Column("aspect", sa.String(8), primary_key=True),
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("speaker", sa.String(64), primary_key=True),
    sa.Column("occasion", sa.String(16), nullable=False, index=True),
)

#: What editors decided on findings; rows are added, and deleted only with what is forgotten. ``seen`` is the finding
#: as the editor saw it, so that a decision holds for a finding that extraction no longer makes.
decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("decision_id", sa.Integer, primary_key=True),
    _source_reference(),
    sa.Column("finding_id", sa.String(16), nullable=False, index=True),
    _text("action"),
    sa.Column("seen", sa.JSON, nullable=False),
    sa.Column("correction", sa.JSON, nullable=False),
    _text("who", required=False),
    sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
)
