"""People can be erased"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade():
    op.add_column("person", sa.Column("erased_at", sa.DateTime(), nullable=True))


def downgrade():
    op.drop_column("person", "erased_at")
