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
    sa.Column("notices", sa.JSON, nullable=False),
    sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
)

#: Which file of the corpus holds which content now; equal files share a source.
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
    sa.Column(
        "source_id",
        sa.String(16),
        sa.ForeignKey("sources.source_id", ondelete="CASCADE"),
        primary_key=True,
    ),
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

findings = sa.Table(
    "findings",
    metadata,
    _key("finding_id"),
    _source_reference(),
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
