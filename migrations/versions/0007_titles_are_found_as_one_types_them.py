"""Titles are found as one types them"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade():
    # A row's number is its document's. What is there already is found at once: the words as
    # they are written, then the base forms that the search's own index has of them.
    op.execute(
        "CREATE VIRTUAL TABLE search_beginnings USING fts5("
        "title, situation, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
    )
    op.execute(
        "INSERT INTO search_beginnings (rowid, title, situation) "
        "SELECT told.id, told.title || ' ' || words.title, "
        "told.readers_words || ' ' || words.readers_words "
        "FROM search_document AS told JOIN search_words AS words ON words.rowid = told.id"
    )


def downgrade():
    op.execute("DROP TABLE search_beginnings")
