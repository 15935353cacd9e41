"""A mail server of this machine that keeps what it is handed."""

import socket
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


@dataclass
class PostOffice:
    """Where letters arrive; while it is ``closed`` it takes none."""

    port: int
    letters: list = field(default_factory=list)
    closed: bool = False

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        """Keep a letter, or say that there is no room."""
        if self.closed:
            return "452 No room"
        read = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, read))
        return "250 OK"


@contextmanager
def post_office(**speaking):
    """Open a mail server for a while, ``speaking`` TLS if it is told how."""
    office = PostOffice(free_port())
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **speaking)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def free_port():
    """Return a port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def sending_by(settings, office):
    """Return the settings of a house that sends its mail by ``office``."""
    return replace(
        settings,
        base_url="https://kisalli.yritys.fi",
        mail_from="kisalli@yritys.fi",
        smtp_host="127.0.0.1",
        smtp_port=office.port,
        smtp_security="none",
    )
