"""How a text was made, and why in that form"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"

MEDIA = ("map", "video", "diagram", "photo", "short_text", "long_text")
MATTERS = ("steps", "relations", "judgement", "tone")
METHODS = (
    "individual",
    "pair",
    "small_group",
    "pair_documentation",
    "group_documentation",
    "sharing",
    "questioning",
    "comparison",
)


def upgrade():
    for name, kind in (
        ("seen", sa.Boolean()),
        ("matter", sa.Enum(*MATTERS, name="matter", native_enum=False, length=40)),
        ("hurry", sa.Boolean()),
        ("same", sa.Boolean()),
        ("proposed", sa.Enum(*MEDIA, name="medium", native_enum=False, length=40)),
    ):
        op.add_column("document_form", sa.Column(name, kind, nullable=True))
    op.create_table(
        "documentation",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(*METHODS, name="method", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_documentation_revision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_documentation")),
    )
    op.create_table(
        "documentation_person",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["documentation.revision_id"],
            name=op.f("fk_documentation_person_revision_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_documentation_person_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "revision_id", "person_id", name=op.f("pk_documentation_person")
        ),
    )


def downgrade():
    op.drop_table("documentation_person")
    op.drop_table("documentation")
    for name in ("proposed", "same", "hurry", "matter", "seen"):
        op.drop_column("document_form", name)
