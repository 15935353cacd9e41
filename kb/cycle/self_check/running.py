"""Whether the house runs as it should: its worker, search, mail, people, clock, versions."""

import platform
import sqlite3
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

from kb.config import Settings
from kb.cycle.self_check import queries
from kb.cycle.self_check.lines import Health, Line, Seen
from kb.foundation import clock, outbox, signs
from kb.foundation.words import N_
from kb.search import meaning

SILENT = timedelta(minutes=15)
A_SLIP = timedelta(minutes=5)
TOLD = ("Flask", "SQLAlchemy", "gunicorn", "cryptography", "onnxruntime")


def worker(settings: Settings, _seen: Seen) -> Line:
    """Ask whether what is left for later gets done."""
    what, sign = N_("Worker"), signs.last_sign(settings.data_dir, signs.WORKER)
    to_do = N_("Start it: flask work, or systemctl start kisalli-worker.")
    if sign is None:
        return Line(
            what, Health.BROKEN, N_("It has never run, so nothing is sent or read."), to_do
        )
    values = {"minutes": int(sign.age / timedelta(minutes=1))}
    found = Health.OK if sign.age < SILENT else Health.BROKEN
    said = N_("It was last seen %(minutes)s minutes ago.")
    return Line(what, found, said, "" if found is Health.OK else to_do, values)


def given_up(_settings: Settings, _seen: Seen) -> Line:
    """Ask whether the worker met something that it could not do."""
    what, count = N_("What could not be done"), len(outbox.dead())
    if not count:
        return Line(what, Health.OK, N_("Everything that was left for later could be done."))
    return Line(
        what,
        Health.ATTEND,
        N_("%(count)s deeds were tried eight times and given up."),
        N_("flask fsck lists them with their reason."),
        {"count": count},
    )


def search(settings: Settings, _seen: Seen) -> Line:
    """Ask whether texts are found by what they mean."""
    what = N_("Search by meaning")
    if settings.encoder == meaning.NO_ENCODER:
        return Line(
            what,
            Health.ATTEND,
            N_("It is off: texts are found by their words alone."),
            N_("Take KB_ENCODER=none away to turn it on."),
        )
    if not settings.models.is_dir():
        return Line(
            what,
            Health.BROKEN,
            N_("There is no model in %(folder)s."),
            N_("Run flask setup, which makes it."),
            {"folder": settings.models},
        )
    behind = queries.unread_texts()
    if behind:
        return Line(
            what,
            Health.ATTEND,
            N_("%(count)s texts are found by their words alone so far."),
            N_("The worker reads them; after a large import that takes a while."),
            {"count": behind},
        )
    return Line(what, Health.OK, N_("The model has read every text."))


def mail(settings: Settings, _seen: Seen) -> Line:
    """Ask whether people are told by mail."""
    what = N_("Mail")
    if not settings.sends_mail:
        return Line(
            what,
            Health.ATTEND,
            N_("No letter leaves: people learn what is new only here."),
            N_("Set KB_SMTP_HOST and what belongs to it."),
        )
    values = {"host": settings.smtp_host}
    return Line(what, Health.OK, N_("Letters go through %(host)s."), values=values)


def demo(settings: Settings, _seen: Seen) -> Line:
    """Ask whether invented people, whose password everybody knows, can sign in."""
    what, count = N_("Demo people"), queries.demo_people()
    if not count:
        return Line(what, Health.OK, N_("None can sign in."))
    return Line(
        what,
        Health.BROKEN if settings.https else Health.ATTEND,
        N_("%(count)s can sign in with a password that everybody knows."),
        N_("Suspend them before real people work here, or begin in an empty house."),
        {"count": count},
    )


def administrators(_settings: Settings, _seen: Seen) -> Line:
    """Ask whether somebody can stand in for the administrator."""
    what, count = N_("Administrators"), queries.administrators()
    found = Health.OK if count > 1 else Health.ATTEND
    to_do = "" if count > 1 else N_("Invite a second one, who can let you in again.")
    return Line(what, found, N_("So many can sign in: %(count)s."), to_do, {"count": count})


def time(_settings: Settings, _seen: Seen) -> Line:
    """Ask whether the server knows what time it is."""
    what, latest, now = N_("Clock"), queries.latest_sign_in(), clock.now()
    values = {"time": now.astimezone(clock.HOME).strftime("%d.%m.%Y %H.%M")}
    if latest and latest > now + A_SLIP:
        return Line(
            what,
            Health.BROKEN,
            N_("It is %(time)s here, which is earlier than it already was."),
            N_("Let the server take its time from the network (timedatectl)."),
            values,
        )
    return Line(
        what, Health.OK, N_("It is %(time)s in Helsinki by this server."), values=values
    )


def versions(_settings: Settings, _seen: Seen) -> Line:
    """Tell what the house is built of, for whoever is asked for help."""
    told = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    told += [f"{name} {_version(name)}" for name in TOLD]
    return Line(
        N_("Versions"), Health.OK, N_("Built of %(parts)s."), values={"parts": ", ".join(told)}
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"
