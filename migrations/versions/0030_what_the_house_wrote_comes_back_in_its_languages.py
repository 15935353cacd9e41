"""What the house wrote comes back in its languages"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade():
    op.add_column("imported_page", sa.Column("language", sa.String(), nullable=True))
    op.add_column("imported_page", sa.Column("placed", sa.JSON(), nullable=True))


def downgrade():
    op.drop_column("imported_page", "placed")
    op.drop_column("imported_page", "language")
