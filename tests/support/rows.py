"""How many rows each statement reads: what is hidden from somebody must move none of them."""

from collections import Counter
from contextlib import contextmanager

from sqlalchemy import event

from kb.foundation.db import session


@contextmanager
def rows_read():
    """Count the rows that are read inside, by statement; those that read none are told too."""
    counted, statements, engine = Counter(), {}, session.get_bind()

    def begin(_connection, cursor, statement, *_rest):
        statements[cursor] = statement
        counted[statement] += 0

    def read(cursor, row):
        counted[statements[cursor]] += 1
        return row

    driver = session.connection().connection.dbapi_connection
    event.listen(engine, "before_cursor_execute", begin)
    driver.row_factory = read
    try:
        yield counted
    finally:
        driver.row_factory = None
        event.remove(engine, "before_cursor_execute", begin)
