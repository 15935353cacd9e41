"""Words are known as they were written"""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade():
    # A view of the full-text index, which keeps nothing of its own: every word by column.
    op.execute("CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_words, 'col')")


def downgrade():
    op.execute("DROP TABLE search_vocabulary")
