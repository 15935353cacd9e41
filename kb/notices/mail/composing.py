"""What a letter says, composed when it goes, of what its reader may see then."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import ngettext
from itsdangerous import BadSignature, URLSafeSerializer

from kb.config import Settings
from kb.foundation import clock
from kb.foundation.errors import NotFoundError
from kb.notices.mail.models import Letter
from kb.notices.mail.queries import lines_in
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.web.languages import speaking

SALT = "what comes by mail"


@dataclass(frozen=True)
class Addresses:
    """Whole addresses of this house's pages, as a letter needs them."""

    base: str

    def __call__(self, endpoint: str, values: Mapping[str, str | int]) -> str:
        """Return the address of a page."""
        base = urlsplit(self.base)
        adapter = current_app.url_map.bind(
            base.netloc, script_name=base.path or "/", url_scheme=base.scheme
        )
        anchor = f"#{values['_anchor']}" if "_anchor" in values else ""
        kept = {name: value for name, value in values.items() if name != "_anchor"}
        return adapter.build(endpoint, kept, force_external=True) + anchor


def compose(letter: Letter, settings: Settings) -> EmailMessage | None:
    """Return the letter as it is sent, or nothing if there is nothing left to say."""
    lines = lines_in(letter)
    if not lines:
        return None
    person, address = letter.person, Addresses(settings.base_url)
    with speaking(person.language or settings.language):
        message = EmailMessage()
        message["Subject"] = ngettext(
            "Kisälli: %(num)d new thing for you",
            "Kisälli: %(num)d new things for you",
            len(lines),
        )
        choices = address("mail.choices_by_link", {"token": token_for(person, settings)})
        text = render_template(
            "mail/digest.txt", person=person, lines=lines, address=address, choices=choices
        )
    message["From"] = formataddr(("Kisälli", settings.mail_from))
    message["To"] = formataddr((person.name, person.email))
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<letter-{letter.id}@{urlsplit(settings.base_url).hostname}>"
    message["List-Unsubscribe"] = f"<{choices}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def token_for(person: Person, settings: Settings) -> str:
    """Return what opens the choices of mail of ``person`` without signing in, no more."""
    return str(_serializer(settings).dumps(person.id))


def person_of_token(token: str, settings: Settings) -> Person:
    """Return whose choices a link opens, or raise NotFoundError for a made-up one."""
    try:
        person = person_by_id(_serializer(settings).loads(token))
    except BadSignature as trouble:
        raise NotFoundError("mail.link_unknown") from trouble
    if not person.is_here:
        raise NotFoundError("mail.link_unknown")
    return person


def _serializer(settings: Settings) -> URLSafeSerializer:
    keys = [*reversed(settings.secret_key_fallbacks), settings.secret_key]  # the last one signs
    return URLSafeSerializer(keys, salt=SALT)
