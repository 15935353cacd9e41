"""Doing is planned and improves the text"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade():
    op.add_column("plan", sa.Column("means", sa.String(), nullable=True))
    op.add_column("plan", sa.Column("asked_for", sa.Date(), nullable=True))
    op.create_index(op.f("ix_plan_due_on"), "plan", ["due_on"])
    apart = sa.Column("apart", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("attachment", apart)
    with op.batch_alter_table("trial") as trial:
        trial.add_column(sa.Column("attachment_id", sa.String(), nullable=True))
        trial.create_index(op.f("ix_trial_attachment_id"), ["attachment_id"])
        trial.create_foreign_key(
            op.f("fk_trial_attachment_id_attachment"),
            "attachment",
            ["attachment_id"],
            ["id"],
            ondelete="SET NULL",
        )
    table(
        "teach_back",
        tie("plan_id", "plan", "CASCADE", indexed=True),
        tie("carrier_id", "person", indexed=True),
        sa.Column("agreed_at", sa.DateTime(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("learner_missed", sa.String(), nullable=False),
        sa.Column("carrier_missed", sa.String(), nullable=False),
        sa.Column("called_off_at", sa.DateTime(), nullable=True),
    )
    table(
        "improvement",
        tie("trial_id", "trial", "CASCADE", indexed=True),
        tie("practice_id", "practice", "CASCADE", indexed=True),
        tie("by_id", "person", indexed=True),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        choice("state", "improvementstate", ("open", "accepted", "refused", "withdrawn")),
        tie("decided_by_id", "person", nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("worded_in", sa.String(), nullable=True),
        tie("revision_id", "revision", "SET NULL", nullable=True, indexed=True),
        sa.Column("carried_at", sa.DateTime(), nullable=True),
        indexed=("state",),
    )
    table(
        "put_aside",
        choice("kind", "suggested", ("fails", "unused", "alike")),
        tie("practice_id", "practice", "CASCADE", indexed=True),
        tie("other_id", "practice", "CASCADE", nullable=True, indexed=True),
        tie("by_id", "person"),
        sa.Column("at", sa.DateTime(), nullable=False),
    )


def downgrade():
    for name in ("put_aside", "improvement", "teach_back"):
        op.drop_table(name)
    with op.batch_alter_table("trial") as trial:
        trial.drop_index(op.f("ix_trial_attachment_id"))
        trial.drop_constraint(op.f("fk_trial_attachment_id_attachment"), type_="foreignkey")
        trial.drop_column("attachment_id")
    op.drop_column("attachment", "apart")
    op.drop_index(op.f("ix_plan_due_on"), "plan")
    op.drop_column("plan", "asked_for")
    op.drop_column("plan", "means")


def table(name, *columns, indexed=()):
    """Make a table of numbered rows, with its ties and indexes named as everywhere."""
    ties = [one for one in columns if "to" in one.info]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint(
                [one.name],
                [f"{one.info['to']}.id"],
                name=op.f(f"fk_{name}_{one.name}_{one.info['to']}"),
                ondelete=one.info["ondelete"],
            )
            for one in ties
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in (*indexed, *(one.name for one in ties if one.info["indexed"])):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def choice(name, kind, values):
    """Return a column that holds one of a few words."""
    enum = sa.Enum(*values, name=kind, native_enum=False, length=40)
    return sa.Column(name, enum, nullable=False)


def tie(name, to, ondelete=None, *, nullable=False, indexed=False):
    """Return a column that holds the number of a row elsewhere."""
    info = {"to": to, "ondelete": ondelete, "indexed": indexed}
    return sa.Column(name, sa.Integer(), nullable=nullable, info=info)
