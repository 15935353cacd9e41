"""Making a backup of this house: by command, or every day by the worker."""

from pathlib import Path

from sqlalchemy.engine import make_url

from kb.foundation.backups.manifest import BackupError, Manifest
from kb.foundation.backups.sealing import check_recipient
from kb.foundation.backups.shelf import let_go, next_name
from kb.foundation.backups.writing import Progress, write_backup
from kb.web.installation import settings


def make_backup(
    progress: Progress, *, file: Path | None = None, recipient: str = ""
) -> tuple[Path, Manifest]:
    """Make a backup: into ``file``, or onto the shelf, from which the oldest goes."""
    here = settings()
    sealed_for = recipient or here.backup_recipient
    if sealed_for:
        check_recipient(sealed_for)
    to = file or here.backups / next_name(sealed=bool(sealed_for))
    manifest = write_backup(
        database_file(), here.files, to, recipient=sealed_for, progress=progress
    )
    if file is None:
        let_go(here.backups, kept=here.backups_kept)
    return to, manifest


def database_file() -> Path:
    """Return where the database lies; raise BackupError where another program keeps it."""
    url = make_url(settings().database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupError("This database is kept by a server of its own: back it up with it.")
    return Path(url.database)
