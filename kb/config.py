"""Settings: read once from the environment, frozen, unsafe ones refused."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kb.provider import SignInProvider
from kb.secret import UnsafeSettingError, given, kept_secret, strong, strong_if_given

__all__ = ["Settings", "UnsafeSettingError"]

SMTP_SECURITY = {"starttls", "tls", "none"}
LOGS = {"json", "text"}
# What seals private notes lies beside the database; whatever copies the house leaves it out.
NOTES_KEY = "notes.key"
BADGE_KEYS = "badge.keys"


@dataclass(frozen=True)
class Settings:
    """What an installation may choose; each is an environment variable ``KB_…``."""

    data_dir: Path
    database_url: str
    secret_key: str
    secret_key_fallbacks: tuple[str, ...] = ()
    encoder: str = "default"
    demo: bool = True
    https: bool = False
    proxies: int = 0
    language: str = "fi"
    search_log_days: int = 180
    attachment_mb: int = 20
    video_mb: int = 200
    picture_megapixels: int = 40
    review_months: int = 6
    answer_characters: int = 20_000
    interview_days: int = 183
    board_notes: int = 300
    board_characters: int = 500
    trash_days: int = 30
    audit_days: int = 365
    base_url: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    mail_from: str = ""
    notes_key: str = field(default="", repr=False)
    backup_dir: str = ""
    backup_recipient: str = ""
    backups_kept: int = 14
    provider: SignInProvider = field(default_factory=SignInProvider)
    log: str = "json"
    metrics_token: str = field(default="", repr=False)
    security_contacts: tuple[str, ...] = ()
    password_words: tuple[str, ...] = ()

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read the settings; raise UnsafeSettingError for a missing or weak secret."""
        data_dir = Path(environ.get("KB_DATA_DIR", "var")).resolve()
        return cls(
            data_dir=data_dir,
            database_url=environ.get("KB_DATABASE_URL", f"sqlite:///{data_dir / 'kb.sqlite'}"),
            secret_key=strong(environ.get("KB_SECRET_KEY") or kept_secret(data_dir)),
            secret_key_fallbacks=tuple(
                map(strong, environ.get("KB_SECRET_KEY_FALLBACKS", "").split())
            ),
            encoder=environ.get("KB_ENCODER", "default"),
            demo=environ.get("KB_DEMO", "1") != "0",
            https=environ.get("KB_HTTPS", "0") == "1",
            proxies=int(environ.get("KB_PROXIES", "0")),
            language=environ.get("KB_LANGUAGE", "fi"),
            search_log_days=int(environ.get("KB_SEARCH_LOG_DAYS", "180")),
            attachment_mb=int(environ.get("KB_ATTACHMENT_MB", "20")),
            video_mb=int(environ.get("KB_VIDEO_MB", "200")),
            picture_megapixels=int(environ.get("KB_PICTURE_MEGAPIXELS", "40")),
            review_months=int(environ.get("KB_REVIEW_MONTHS", "6")),
            answer_characters=int(environ.get("KB_ANSWER_CHARACTERS", "20000")),
            interview_days=int(environ.get("KB_INTERVIEW_DAYS", "183")),
            board_notes=int(environ.get("KB_BOARD_NOTES", "300")),
            board_characters=int(environ.get("KB_BOARD_CHARACTERS", "500")),
            trash_days=int(environ.get("KB_TRASH_DAYS", "30")),
            audit_days=int(environ.get("KB_AUDIT_DAYS", "365")),
            base_url=environ.get("KB_BASE_URL", "").rstrip("/"),
            smtp_host=environ.get("KB_SMTP_HOST", ""),
            smtp_port=int(environ.get("KB_SMTP_PORT", "587")),
            smtp_security=environ.get("KB_SMTP_SECURITY", "starttls"),
            smtp_user=environ.get("KB_SMTP_USER", ""),
            smtp_password=given(environ, "KB_SMTP_PASSWORD"),
            mail_from=environ.get("KB_MAIL_FROM", ""),
            backup_dir=environ.get("KB_BACKUP_DIR", ""),
            backup_recipient=environ.get("KB_BACKUP_RECIPIENT", ""),
            backups_kept=int(environ.get("KB_BACKUPS_KEPT", "14")),
            provider=SignInProvider.read(environ),
            notes_key=strong_if_given(environ.get("KB_NOTES_KEY", "")),
            log=environ.get("KB_LOG", "json"),
            metrics_token=strong_if_given(environ.get("KB_METRICS_TOKEN", "")),
            security_contacts=tuple(environ.get("KB_SECURITY_CONTACT", "").split()),
            password_words=tuple(environ.get("KB_PASSWORD_WORDS", "").split()),
        )

    def __post_init__(self) -> None:
        """Refuse what nobody could read, answer, follow or keep secret."""
        if self.log not in LOGS:
            raise UnsafeSettingError("KB_LOG is json or text.")
        if self.smtp_host and not (self.base_url and self.mail_from):
            raise UnsafeSettingError(
                "To send mail, set KB_BASE_URL (the address that links lead to) and"
                " KB_MAIL_FROM beside KB_SMTP_HOST."
            )
        if self.smtp_security not in SMTP_SECURITY:
            raise UnsafeSettingError("KB_SMTP_SECURITY is starttls, tls or none.")
        if self.smtp_user and self.smtp_security == "none":
            raise UnsafeSettingError("A password is not sent in the clear: KB_SMTP_SECURITY.")
        if doubt := self.provider.doubt(self.base_url):
            raise UnsafeSettingError(doubt)

    @property
    def sends_mail(self) -> bool:
        """Say whether letters leave this installation."""
        return bool(self.smtp_host)

    @property
    def keys(self) -> list[str]:
        """Return what signs links: each opens what it signed, the last one signs."""
        return [*reversed(self.secret_key_fallbacks), self.secret_key]

    @property
    def known_words(self) -> tuple[str, ...]:
        """Return what anybody would try in a password here: the address, the organisation's."""
        return (self.base_url, *self.password_words)

    @property
    def files(self) -> Path:
        """Return where attachments are kept."""
        return self.data_dir / "files"

    @property
    def backups(self) -> Path:
        """Return where backups are kept."""
        return Path(self.backup_dir) if self.backup_dir else self.data_dir / "backups"

    @property
    def incoming(self) -> Path:
        """Return where files wait while they are coming in."""
        return self.data_dir / "incoming"

    @property
    def notes_key_file(self) -> Path:
        """Return where the key of private notes lies, unless it was given."""
        return self.data_dir / NOTES_KEY

    @property
    def badge_keys_file(self) -> Path:
        """Return where the keys that badges are signed with lie."""
        return self.data_dir / BADGE_KEYS

    @property
    def models(self) -> Path:
        """Return where the encoder's model is kept."""
        return self.data_dir / "model"
