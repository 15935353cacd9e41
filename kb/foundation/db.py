"""The database: one declarative base, one session, one way to write."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, registry, scoped_session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlalchemy.types import TypeDecorator

from kb.foundation.storage import Ailment, ailment_of, connected_to_read
from kb.foundation.writers import begin_to_write

BUSY_SECONDS = 10
TO_READ = (f"busy_timeout = {BUSY_SECONDS * 1000}", "foreign_keys = ON", "temp_store = MEMORY")
PRAGMAS = (*TO_READ, "journal_mode = WAL", "synchronous = FULL")
READS_ONLY = "reads only"
CHANGES = "total_changes"  # as SQLite's driver calls it

# What a transaction begun now is for. A write begins IMMEDIATE: a deferred read that
# turns into a write fails at once with "database is locked", whatever the time-out.
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Moment(TypeDecorator[datetime]):
    """A point of time, stored as UTC and returned aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC without its zone, which SQLite would lose anyway."""
        del dialect
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the zone that was taken away."""
        del dialect
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """What every table stands on."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: Moment,
            StrEnum: Enum(
                StrEnum,
                native_enum=False,
                create_constraint=False,
                length=40,
                values_callable=lambda kinds: [kind.value for kind in kinds],
            ),
        },
    )


session = scoped_session(sessionmaker())


def prepare_engine(engine: Engine) -> None:
    """Make SQLite durable and honest: WAL, FULL, foreign keys, explicit BEGIN."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _connect)
        event.listen(engine, "checkin", _close_what_only_reads)
        # Not by an event: who listens to those is told of every statement there is.
        engine.dialect.do_begin = _begin  # type: ignore[assignment, method-assign]


def _connect(
    dialect: Dialect, record: ConnectionPoolEntry, where: Sequence[str], how: dict[str, bool]
) -> DBAPIConnection:
    connection = dialect.connect(*where, **how)
    try:
        _set_pragmas(connection)
    except sqlite3.OperationalError as trouble:
        connection.close()
        if ailment_of(trouble) is not Ailment.READ_ONLY:
            raise
        connection = connected_to_read(dialect.connect, where[0], **how)
        record.info[READS_ONLY] = True
        _set_pragmas(connection, TO_READ)
    return connection


def _set_pragmas(connection: DBAPIConnection, pragmas: Sequence[str] = PRAGMAS) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late and is deferred
    for pragma in pragmas:
        connection.cursor().execute(f"PRAGMA {pragma}")


def _close_what_only_reads(_connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """Let the next reader try anew: the disk may take something again."""
    if record.info.get(READS_ONLY):
        record.invalidate(soft=True)


def _begin(connection: PoolProxiedConnection) -> None:
    if _writing.get():
        begin_to_write(connection.cursor())
    else:
        connection.cursor().execute("BEGIN")
    connection.info[CHANGES] = _changes(connection)


def _changes(connection: PoolProxiedConnection) -> int | None:
    """Return how many rows were changed through a connection since it was opened."""
    changed: int | None = getattr(connection.driver_connection, CHANGES, None)
    return changed


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Write what happens inside as one transaction: all of it or nothing."""
    session.rollback()
    with writing():
        try:
            yield
            session.commit()
        except BaseException:
            session.rollback()
            raise


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions begun inside be writes."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def reading() -> Iterator[None]:
    """Read inside without holding anybody up, also in the middle of a POST."""
    token = _writing.set(False)
    try:
        yield
    finally:
        session.rollback()
        _writing.reset(token)


def begin_writing() -> None:
    """From here on, in this context, transactions are writes."""
    session.rollback()
    _writing.set(True)


def has_written() -> bool:
    """Say whether the open transaction has changed a row."""
    if not (_writing.get() and session().in_transaction()):
        return False
    session.flush()
    connection = session.connection().connection
    changed = _changes(connection)
    return changed is None or changed != connection.info.get(CHANGES)


def begin_reading() -> None:
    """From here on, in this context, transactions are reads."""
    _writing.set(False)


def beside(write: Callable[[], None]) -> None:
    """Write what must outlive a refusal: roll back, then keep ``write`` alone."""
    with unit_of_work():
        write()
