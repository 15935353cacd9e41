"""Doing is planned and improves the text"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade():
    op.add_column("plan", sa.Column("means", sa.String(), nullable=True))
    op.add_column("plan", sa.Column("asked_for", sa.Date(), nullable=True))
    op.create_index(op.f("ix_plan_due_on"), "plan", ["due_on"])
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


def tie(name, to, ondelete=None, *, nullable=False, indexed=False):
    """Return a column that holds the number of a row elsewhere."""
    info = {"to": to, "ondelete": ondelete, "indexed": indexed}
    return sa.Column(name, sa.Integer(), nullable=nullable, info=info)
