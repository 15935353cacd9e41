"""Practices are kept alive"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"

COLUMNS = (
    ("review_months", sa.Integer()),
    ("published_at", sa.DateTime()),
    ("dropped_at", sa.DateTime()),
)


def upgrade():
    for name, kind in COLUMNS:
        op.add_column("practice", sa.Column(name, kind, nullable=True))
    op.execute(
        "UPDATE practice SET published_at = (SELECT min(published_at) FROM revision "
        "WHERE revision.practice_id = practice.id AND revision.state IN "
        "('published', 'superseded'))"
    )


def downgrade():
    for name, _kind in COLUMNS:
        op.drop_column("practice", name)
