"""What a database is made of, told so that two can be compared; and rows that fit it."""

import sqlite3
from contextlib import closing, contextmanager

WITHOUT_ROWS = ("alembic_version", "search_", "sqlite_")
GIVEN = {
    "INTEGER": lambda number: number,
    "BOOLEAN": lambda number: number % 2,
    "FLOAT": float,
    "JSON": lambda _number: "{}",
    "DATE": lambda number: f"20{number % 100:02d}-01-01",
    "DATETIME": lambda number: f"20{number % 100:02d}-01-01 00:00:00.000000",
    "BLOB": lambda number: b"%d" % number,
}


@contextmanager
def opened(file):
    """Open a database as it lies there."""
    with closing(sqlite3.connect(file)) as connection:
        yield connection
        connection.commit()


def tables_of(connection):
    names = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return sorted(
        name
        for name, sql in names
        if not name.startswith(WITHOUT_ROWS) and not sql.startswith("CREATE VIRTUAL")
    )


def schema_of(file):
    """Return everything the database is made of; the order of columns is nobody's matter."""
    with opened(file) as connection:
        told = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type != 'table'"
        )
        made = {(kind, name): " ".join((sql or "").split()) for kind, name, sql in told}
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
        tables = {
            name: (columns_of(connection, name), sorted(foreign_keys_of(connection, name)))
            for name in names
            if name not in {key[1] for key in made}
        }
    return made | tables


def columns_of(connection, table):
    return sorted(row[1:] for row in connection.execute(f"PRAGMA table_xinfo('{table}')"))


def foreign_keys_of(connection, table):
    return [row[2:] for row in connection.execute(f"PRAGMA foreign_key_list('{table}')")]


def fill(file, number):
    """Add one row to every table, each naming the others' rows of the same ``number``."""
    with opened(file) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in tables_of(connection):
            keys = connection.execute(f"PRAGMA foreign_key_list('{table}')")
            referring = {row[3]: row[4] for row in keys}
            columns = [row[1:3] for row in connection.execute(f"PRAGMA table_info('{table}')")]
            row = {
                name: value_of(referring.get(name, name), kind, number)
                for name, kind in columns
            }
            marks = ", ".join("?" * len(row))
            names = ", ".join(f'"{name}"' for name in row)
            insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - our names
            connection.execute(insert, [*row.values()])


def value_of(name, kind, number):
    plain = kind.partition("(")[0]
    return GIVEN.get(plain, lambda given: f"{name} {given}")(number)


def rows_of(file):
    """Return of every table its rows, each as what stands in its columns."""
    with opened(file) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608
            for table in tables_of(connection)
        }
