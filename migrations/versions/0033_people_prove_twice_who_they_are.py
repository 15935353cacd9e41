"""People prove twice who they are"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def of_a_person(table):
    return sa.ForeignKeyConstraint(
        ["person_id"],
        ["person.id"],
        name=op.f(f"fk_{table}_person_id_person"),
        ondelete="CASCADE",
    )


def upgrade():
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("browser", sa.String(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("proven_at", sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("confined", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        of_a_person("second_factor"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        of_a_person("recovery_code"),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_person_id"), "recovery_code", ["person_id"])
    roles = ("reader", "author", "coordinator", "admin")
    op.create_table(
        "factor_role",
        sa.Column(
            "role", sa.Enum(*roles, name="role", native_enum=False, length=40), nullable=False
        ),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_factor_role")),
    )
    op.create_table(
        "second_step",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        of_a_person("second_step"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_second_step")),
    )
    op.create_index(op.f("ix_second_step_person_id"), "second_step", ["person_id"])


def downgrade():
    for table in ("second_step", "factor_role", "recovery_code", "second_factor"):
        op.drop_table(table)
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        for column in ("confined", "proven_at", "browser"):
            batch_op.drop_column(column)
