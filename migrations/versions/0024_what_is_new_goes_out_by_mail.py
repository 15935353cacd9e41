"""What is new goes out by mail"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


KINDS = (
    "need_offered",
    "need_answered",
    "need_helped",
    "owner_chosen",
    "flaw_answered",
    "practice_dropped",
    "mentioned",
    "commented",
    "revised",
)


def kind(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def upgrade():
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            kind("waiting", "sent", "needless", "lapsed", name="letterstate"),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["mentoring_session.id"],
            name=op.f("fk_letter_session_id_mentoring_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_letter_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
    )
    op.create_index(op.f("ix_letter_person_id"), "letter", ["person_id"])
    op.create_index(op.f("ix_letter_session_id"), "letter", ["session_id"])
    op.create_index(op.f("ix_letter_state"), "letter", ["state"])
    op.create_table(
        "mail_refusal",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind(*KINDS, name="noticekind"), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_mail_refusal_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_mail_refusal")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("letter_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_notice_letter_id_letter"),
            "letter",
            ["letter_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(batch_op.f("ix_notice_letter_id"), ["letter_id"])


def downgrade():
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_letter_id"))
        batch_op.drop_constraint(batch_op.f("fk_notice_letter_id_letter"), type_="foreignkey")
        batch_op.drop_column("letter_id")
    op.drop_table("mail_refusal")
    op.drop_table("letter")
