"""People are told, and needs are met"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

INDUSTRIES = ("energy", "manufacturing", "retail", "logistics", "public", "health", "general")


def kind(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def reference(column, to, table, *, ondelete=None):
    key = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)
    required = column in {"need_id", "person_id"} or (table, column) == ("need_answer", "by_id")
    return sa.Column(column, sa.Integer(), key, nullable=not required)


def upgrade():
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            kind("need_offered", "need_answered", "need_helped", name="noticekind"),
            nullable=False,
        ),
        sa.Column("about", kind("need", "practice", name="about"), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_notice_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_notice_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_person_id_seen_at"), ["person_id", "seen_at"]
        )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.add_column(sa.Column("part_of_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("placed_by_hand", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("practice_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("helped_at", sa.DateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_need_part_of_id_need"), "need", ["part_of_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_need_practice_id_practice"),
            "practice",
            ["practice_id"],
            ["id"],
            ondelete="SET NULL",
        )
        for column in ("part_of_id", "practice_id"):
            batch_op.create_index(batch_op.f(f"ix_need_{column}"), [column])
    op.create_table(
        "need_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        reference("need_id", "need", "need_offer", ondelete="CASCADE"),
        reference("person_id", "person", "need_offer", ondelete="CASCADE"),
        reference("practice_id", "practice", "need_offer", ondelete="SET NULL"),
        sa.Column("industry", kind(*INDUSTRIES, name="industry"), nullable=True),
        reference("by_id", "person", "need_offer"),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("declined_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_offer")),
        sa.UniqueConstraint(
            "need_id", "person_id", name=op.f("uq_need_offer_need_id_person_id")
        ),
    )
    op.create_table(
        "need_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        reference("need_id", "need", "need_answer", ondelete="CASCADE"),
        reference("by_id", "person", "need_answer"),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        reference("practice_id", "practice", "need_answer", ondelete="SET NULL"),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_answer")),
    )
    for table, columns in {
        "need_offer": ["person_id"],
        "need_answer": ["need_id", "by_id", "practice_id"],
    }.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column])
    op.create_table(
        "need_vector",
        reference("need_id", "need", "need_vector", ondelete="CASCADE"),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("need_id", name=op.f("pk_need_vector")),
    )


def downgrade():
    for table in ("need_vector", "need_answer", "need_offer", "notice"):
        op.drop_table(table)
    with op.batch_alter_table("need", schema=None) as batch_op:
        for column in ("part_of_id", "practice_id"):
            batch_op.drop_index(batch_op.f(f"ix_need_{column}"))
        for name in ("part_of_id_need", "practice_id_practice"):
            batch_op.drop_constraint(batch_op.f(f"fk_need_{name}"), type_="foreignkey")
        for column in (
            "part_of_id",
            "placed_by_hand",
            "practice_id",
            "answered_at",
            "helped_at",
        ):
            batch_op.drop_column(column)
