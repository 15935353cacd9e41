"""What the house tells its operator: one line for each event, in nobody's own words."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import TextIO

LONGEST = 500
DEEPEST = 12
LOGGER = "kb"

EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,200}")
TOKEN = re.compile(r"(?=[\w-]*\d)[\w-]{20,}", re.ASCII)
PLACE = re.compile(r"(?<= )/[^\s:]*(\?\S*)?|\?[^\s\"']+")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class JsonLines(logging.Formatter):
    """Each event as one object of JSON on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(_event(record), default=str)


class TextLines(logging.Formatter):
    """Each event as one line that a person reads in a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = _event(record)
        rest = " ".join(f"{name}={value}" for name, value in told.items() if name not in HEAD)
        return f"{told['time']} {told['level']} {told['event']} {rest}".rstrip()


HEAD = {"time", "level", "event"}


class ToStderr(logging.StreamHandler[TextIO]):
    """Write to whatever is the standard error now, which a test or a server may replace."""

    def __init__(self) -> None:
        """Keep no stream of its own."""
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        """Return the standard error as it is now."""
        return sys.stderr

    @stream.setter
    def stream(self, _given: TextIO) -> None:
        """Keep nothing."""


_handler = ToStderr()


def tell_as(kind: str) -> None:
    """Tell as JSON all that happens, or as text only what goes wrong."""
    _handler.setFormatter(formatter_of(kind))
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO if kind == "json" else logging.WARNING)
    if _handler not in logger.handlers:
        logger.addHandler(_handler)


def formatter_of(kind: str) -> logging.Formatter:
    """Return what writes the lines of ``kind``."""
    return JsonLines() if kind == "json" else TextLines()


def tell(event: str, level: int = logging.INFO, **told: object) -> None:
    """Tell one event; ``told`` are facts without personal data: numbers, states, routes."""
    logging.getLogger(LOGGER).log(level, event, extra={"told": told})


def scrubbed(text: str) -> str:
    """Return ``text`` on one line, without addresses, tokens, paths and what was asked."""
    plain = UNSEEN.sub(" ", text[:LONGEST])
    for pattern in (EMAIL, PLACE, TOKEN):
        plain = pattern.sub("…", plain)
    return plain


def _event(record: logging.LogRecord) -> dict[str, object]:
    event: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": scrubbed(record.getMessage()),
        **getattr(record, "told", {}),
    }
    trouble = record.exc_info[1] if record.exc_info else None
    return event | (_trouble(trouble) if trouble else {})


def _trouble(trouble: BaseException) -> dict[str, object]:
    """Return what went wrong and where; an error's own words may hold what somebody typed."""
    stack = traceback.extract_tb(trouble.__traceback__)[-DEEPEST:]
    return {
        "error": type(trouble).__qualname__,
        **_words_of(trouble),
        "stack": [f"{place.filename}:{place.lineno} {place.name}" for place in stack],
    }


def _words_of(trouble: BaseException) -> dict[str, object]:
    from_the_driver = getattr(
        trouble, "orig", None
    )  # SQLAlchemy's own words hold what was asked
    if from_the_driver:
        return {"says": scrubbed(str(from_the_driver))}
    return {"says": trouble.strerror} if isinstance(trouble, OSError) else {}
