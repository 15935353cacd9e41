"""Letters leave the house: each once, by the mail server that the settings name."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from smtplib import SMTP, SMTP_SSL

from kb.config import Settings
from kb.foundation.db import reading, session, unit_of_work
from kb.foundation.outbox import Payload
from kb.notices.mail.composing import compose
from kb.notices.mail.models import Letter, LetterState
from kb.web.installation import settings

PATIENCE = 20.0  # seconds for the mail server to answer


def send_letters(payloads: list[Payload]) -> None:
    """Send letters that wait; what was sent, or has nothing left to say, is not sent again."""
    for payload in payloads:
        _send_one(int(str(payload["letter_id"])))


def send(message: EmailMessage, chosen: Settings) -> None:
    """Hand one message to the mail server; raise OSError or SMTPException if it takes none."""
    with _server(chosen) as server:
        if chosen.smtp_user:
            server.login(chosen.smtp_user, chosen.smtp_password)
        server.send_message(message)


def _send_one(number: int) -> None:
    with reading():
        letter = session.get(Letter, number)
        if letter is None or not letter.is_waiting:
            return
        message = None if letter.is_to_nobody else compose(letter, settings())
    if message:
        send(message, settings())
    with unit_of_work():
        became = LetterState.SENT if message else LetterState.NEEDLESS
        session.get_one(Letter, number).end_as(became)


@contextmanager
def _server(chosen: Settings) -> Iterator[SMTP]:
    context = ssl.create_default_context()
    where = chosen.smtp_host, chosen.smtp_port
    if chosen.smtp_security == "tls":
        with SMTP_SSL(*where, timeout=PATIENCE, context=context) as server:
            yield server
        return
    with SMTP(*where, timeout=PATIENCE) as server:
        if chosen.smtp_security == "starttls":
            server.starttls(context=context)
        yield server
