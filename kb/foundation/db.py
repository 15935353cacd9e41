"""The database: one declarative base, one session, one way to write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, registry, scoped_session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

BUSY_SECONDS = 10

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
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)


def _set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late and is deferred
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
    ):
        connection.cursor().execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


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


def is_writing() -> bool:
    """Say whether a transaction that writes is open."""
    return _writing.get() and session().in_transaction()


def begin_reading() -> None:
    """From here on, in this context, transactions are reads."""
    _writing.set(False)


def beside(write: Callable[[], None]) -> None:
    """Write what must outlive a refusal: roll back, then keep ``write`` alone."""
    with unit_of_work():
        write()
