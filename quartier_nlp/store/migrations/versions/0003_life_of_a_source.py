"""Know copies, versions and what was forgotten; let findings keep their ids from version to version"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _reference(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["sources.source_id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.add_column(sa.Column("same_as", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("superseded_by", sa.String(length=16), nullable=True))
        batch_op.create_index(batch_op.f("ix_sources_same_as"), ["same_as"], unique=False)
        batch_op.create_index(batch_op.f("ix_sources_superseded_by"), ["superseded_by"], unique=False)
    with op.batch_alter_table("findings", schema=None, recreate="always") as batch_op:
        batch_op.drop_constraint("pk_findings", type_="primary")
        batch_op.create_primary_key("pk_findings", ["finding_id", "source_id"])
    op.create_table(
        "memory",
        sa.Column("finding_id", sa.String(length=16), nullable=False),
        sa.Column("source_id", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        *(sa.Column(name, sa.String(length=16), nullable=False) for name in ("quote", "before", "after", "label")),
        sa.Column("also", sa.JSON(), nullable=False),
        _reference("memory", "source_id"),
        sa.PrimaryKeyConstraint("finding_id", "source_id", name=op.f("pk_memory")),
    )
    with op.batch_alter_table("memory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memory_source_id"), ["source_id"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("source_id", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        _reference("signatures", "source_id"),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_signatures")),
    )
    op.create_table(
        "resemblances",
        sa.Column("left", sa.String(length=16), nullable=False),
        sa.Column("right", sa.String(length=16), nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        _reference("resemblances", "left"),
        _reference("resemblances", "right"),
        sa.PrimaryKeyConstraint("left", "right", name=op.f("pk_resemblances")),
    )
    op.create_table(
        "forgotten",
        sa.Column("aspect", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("speaker", sa.String(length=64), nullable=False),
        sa.Column("occasion", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("aspect", "digest", "speaker", name=op.f("pk_forgotten")),
    )
    with op.batch_alter_table("forgotten", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forgotten_occasion"), ["occasion"], unique=False)


def downgrade() -> None:
    for table in ("forgotten", "resemblances", "signatures", "memory"):
        op.drop_table(table)
    # An id may now stand with several versions of a source; the older schema holds each once.
    op.execute(
        "DELETE FROM findings WHERE source_id IN (SELECT source_id FROM sources WHERE status <> 'ok') "
        "AND finding_id IN (SELECT finding_id FROM findings GROUP BY finding_id HAVING count(*) > 1)"
    )
    op.execute("UPDATE sources SET status = 'withdrawn' WHERE status = 'duplicate'")
    with op.batch_alter_table("findings", schema=None, recreate="always") as batch_op:
        batch_op.drop_constraint("pk_findings", type_="primary")
        batch_op.create_primary_key("pk_findings", ["finding_id"])
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sources_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_sources_same_as"))
    # Not in a batch: SQLite would drop the table on the way, and with it all that refers to it.
    op.execute("ALTER TABLE sources DROP COLUMN superseded_by")
    op.execute("ALTER TABLE sources DROP COLUMN same_as")
