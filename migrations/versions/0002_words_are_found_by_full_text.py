"""Words are found by full text"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    # A row's number is its document's; every column holds words as the language layer gives
    # them, letters and digits only, so the tokenizer has nothing left to do but to part them.
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "title, readers_words, body, surface, tokenize = 'unicode61 remove_diacritics 0')"
    )


def downgrade():
    op.execute("DROP TABLE search_words")
