"""The key of private notes: it lies outside the database; each author has one made of it."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kb.config import Settings
from kb.foundation.secret_files import write_for_oneself
from kb.secret import SHORTEST_SECRET

MADE_OF = 32  # random bytes
SALT = b"kisalli private notes"


@dataclass(frozen=True)
class NotesKey:
    """The installation's key; its name tells which one it is and nothing of what it is."""

    secret: str = field(repr=False)

    @property
    def name(self) -> str:
        """Return what is kept beside each note to know its key by."""
        return self._derived(b"name", 8).hex()

    def of_author(self, author_id: int) -> AESGCM:
        """Return the author's own key, made of the installation's (HKDF, RFC 5869)."""
        return AESGCM(self._derived(b"author %d" % author_id, 32))

    def _derived(self, purpose: bytes, length: int) -> bytes:
        made = HKDF(algorithm=SHA256(), length=length, salt=SALT, info=purpose)
        return made.derive(self.secret.encode())


@dataclass(frozen=True)
class KeyPlace:
    """Where the key lies: in a file of the data directory, unless it was given as a setting."""

    file: Path
    given: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "KeyPlace":
        """Return where this installation keeps its key."""
        return cls(settings.notes_key_file, settings.notes_key)

    @property
    def next(self) -> Path:
        """Return where a new key lies until every note is sealed with it."""
        return self.file.with_name(f"{self.file.name}.new")

    def keys(self) -> dict[str, NotesKey]:
        """Return every key at hand by its name; with the first one a house begins."""
        found = (_read(self.next), self.given, _read(self.file))
        keys = [NotesKey(secret) for secret in found if len(secret) >= SHORTEST_SECRET]
        return {key.name: key for key in keys}

    def make(self) -> NotesKey:
        """Make the installation's key, once."""
        return _make(self.file)

    def make_next(self) -> NotesKey:
        """Make the key that follows; one that was made and not taken into use is taken."""
        known = _read(self.next)
        return NotesKey(known) if len(known) >= SHORTEST_SECRET else _make(self.next)

    def take_next(self) -> None:
        """Let the new key take the former's place."""
        self.next.replace(self.file)


def _make(file: Path) -> NotesKey:
    """Write a key that nobody else on the machine may read, whole or not at all."""
    key = NotesKey(secrets.token_urlsafe(MADE_OF))
    write_for_oneself(file, f"{key.secret}\n")
    return key


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""
