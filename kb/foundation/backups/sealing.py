"""Sealing a backup for one recipient, by age (https://age-encryption.org/v1, X25519).

The server knows the recipient alone: whoever takes the archive or the server cannot open it.
"""

from pathlib import Path

import pyrage

from kb.foundation.backups.manifest import BackupError

SEALED = b"age-encryption.org/"


def new_identity() -> tuple[str, str]:
    """Return a new secret, which opens, and its recipient, which seals."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def check_recipient(recipient: str) -> None:
    """Refuse what is no recipient (``age1…``)."""
    _recipient(recipient)


def seal(archive: Path, to: Path, recipient: str) -> None:
    """Write the archive so that only the recipient's secret opens it."""
    with archive.open("rb") as source, to.open("wb") as target:
        pyrage.encrypt_io(source, target, [_recipient(recipient)])


def is_sealed(archive: Path) -> bool:
    """Say whether a secret is needed to open it."""
    with archive.open("rb") as source:
        return source.read(len(SEALED)) == SEALED


def open_sealed(archive: Path, to: Path, secret: str) -> None:
    """Write what was sealed; raise BackupError for another's secret and an altered archive."""
    try:
        identity = pyrage.x25519.Identity.from_str(secret.strip())
    except pyrage.IdentityError as trouble:
        raise BackupError("This is no secret that opens a backup (AGE-SECRET-KEY-1…).") from (
            trouble
        )
    with archive.open("rb") as source, to.open("wb") as target:
        try:
            pyrage.decrypt_io(source, target, [identity])
        except (pyrage.DecryptError, OSError) as trouble:
            raise BackupError(
                "The backup cannot be opened: it was sealed for another secret, or altered."
            ) from trouble


def _recipient(recipient: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as trouble:
        raise BackupError("A backup is sealed for a recipient that begins with age1.") from (
            trouble
        )
