"""Alembic: bring a database to the schema of this version."""

from alembic import context
from sqlalchemy import create_engine

from kb.foundation.db import Base, Moment, prepare_engine, writing
from kb.tables import TABLES  # noqa: F401 - every model module, so that the metadata is whole

WITHOUT_MODEL = (
    *("search_words", "search_beginnings", "search_vocabulary"),
    *("search_changes", "search_touched"),
)


def belongs(_thing, name, kind, *_rest):
    """Leave out the index and what counts its changes, which SQLAlchemy has no model of."""
    return not (kind == "table" and name.startswith(WITHOUT_MODEL))


def rendered(kind, thing, _context):
    """Write our point of time as a plain column: migrations import nothing of kb."""
    return "sa.DateTime()" if kind == "type" and isinstance(thing, Moment) else False


def run():
    engine = create_engine(context.config.attributes["url"])
    prepare_engine(engine)
    with writing(), engine.connect() as connection:
        # To build a table anew drops the old one, and with foreign keys on, a drop deletes its
        # rows and whatever hangs on them (https://sqlite.org/lang_altertable.html, section 7).
        if engine.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_object=belongs,
            render_as_batch=True,
            render_item=rendered,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
