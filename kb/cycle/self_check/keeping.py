"""Whether what is kept stays: secrets, backups, disk, schema, and that somebody looks."""

import os
import stat
from datetime import timedelta
from pathlib import Path

from kb.config import Settings
from kb.cycle.self_check.lines import Health, Line, Seen
from kb.foundation import signs
from kb.foundation.backups.shelf import backups_in
from kb.foundation.words import N_
from kb.web import condition

LITTLE_FREE = 0.1
A_WEEK = timedelta(days=8)
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def secret(settings: Settings, _seen: Seen) -> Line:
    """Ask whether the secret and the keys are for this service's eyes alone."""
    what = N_("Secret and keys")
    files = (settings.data_dir / "secret", settings.notes_key_file, settings.badge_keys_file)
    open_ones = [one.name for one in files if one.exists() and one.stat().st_mode & OTHERS]
    if open_ones:
        return Line(
            what,
            Health.BROKEN,
            N_("Others on the server can read: %(files)s."),
            N_("Let only the service read them: chmod 600."),
            {"files": ", ".join(open_ones)},
        )
    values = {"length": len(settings.secret_key), "folder": settings.data_dir}
    where = (
        N_("%(length)s characters, from KB_SECRET_KEY.")
        if os.environ.get("KB_SECRET_KEY")
        else N_("%(length)s characters, in %(folder)s, which only the service reads.")
    )
    return Line(what, Health.OK, where, values=values)


def backup(settings: Settings, _seen: Seen) -> Line:
    """Ask whether yesterday's work would come back."""
    what, age = N_("Backup"), condition.backup_age()
    values = {"folder": settings.backups, "hours": int(age / timedelta(hours=1)) if age else 0}
    if age is None:
        return Line(
            what,
            Health.BROKEN,
            N_("There is no backup in %(folder)s."),
            N_("Set KB_BACKUP_DIR to a folder on another disk: the worker makes one a day."),
            values,
        )
    if age > condition.OLDEST_BACKUP:
        return Line(
            what,
            Health.BROKEN,
            N_("The newest is %(hours)s hours old, in %(folder)s."),
            N_("Run flask backup and read what it says; see that the worker runs."),
            values,
        )
    if _is_on_one_disk(settings):
        return Line(
            what,
            Health.ATTEND,
            N_(
                "The newest is %(hours)s hours old, but lies on the disk that it is to outlive."
            ),
            N_("Set KB_BACKUP_DIR to a folder on another disk, or copy backups elsewhere."),
            values,
        )
    if backups_in(settings.backups)[0].suffix != ".age":
        return Line(
            what,
            Health.ATTEND,
            N_("The newest is %(hours)s hours old, in %(folder)s, unsealed."),
            N_("Make a key elsewhere with flask backup-key, and set KB_BACKUP_RECIPIENT."),
            values,
        )
    return Line(
        what,
        Health.OK,
        N_("The newest is %(hours)s hours old, in %(folder)s, sealed."),
        values=values,
    )


def _is_on_one_disk(settings: Settings) -> bool:
    return settings.backups.stat().st_dev == Path(settings.data_dir).stat().st_dev


def disk(settings: Settings, _seen: Seen) -> Line:
    """Ask whether there is room for tomorrow."""
    free = condition.free_share()
    found = Health.OK if free > LITTLE_FREE else Health.ATTEND
    return Line(
        N_("Disk"),
        found if free > condition.LEAST_FREE else Health.BROKEN,
        N_("%(percent)s %% is free where %(folder)s lies."),
        "" if found is Health.OK else N_("Make room, or give the service a larger disk."),
        {"percent": int(free * 100), "folder": settings.data_dir},
    )


def schema(_settings: Settings, _seen: Seen) -> Line:
    """Ask whether the database is of this version."""
    what, values = N_("Schema"), {"number": condition.schema()}
    if condition.has_the_schema():
        return Line(
            what, Health.OK, N_("Number %(number)s, as this version has it."), values=values
        )
    return Line(
        what,
        Health.BROKEN,
        N_("Number %(number)s, which is another version's."),
        N_("Run flask setup, which makes a backup first."),
        values,
    )


def looked_through(settings: Settings, _seen: Seen) -> Line:
    """Ask whether somebody looks that all is as it was kept."""
    what, sign = N_("Looked through"), signs.last_sign(settings.data_dir, signs.FSCK)
    if sign is None:
        return Line(
            what,
            Health.ATTEND,
            N_("Nobody has looked yet whether everything is as it was kept."),
            N_("Run flask fsck, or let the timer in operations/ do it every week."),
        )
    values = {"days": sign.age.days}
    if sign.word != "sound":
        return Line(
            what,
            Health.BROKEN,
            N_("%(days)s days ago something was not as it was kept."),
            N_("Run flask fsck and read what it lists; put a backup back if need be."),
            values,
        )
    if sign.age > A_WEEK:
        return Line(
            what,
            Health.ATTEND,
            N_("Last %(days)s days ago, and all was as it was kept."),
            N_("Run flask fsck, or let the timer in operations/ do it every week."),
            values,
        )
    return Line(
        what,
        Health.OK,
        N_("Last %(days)s days ago, and all was as it was kept."),
        values=values,
    )
