"""What a letter says, composed when it goes, of what its reader may see then."""

from email.message import EmailMessage
from email.utils import formataddr, formatdate
from urllib.parse import urlsplit

from flask import render_template
from flask_babel import format_datetime, gettext, ngettext
from itsdangerous import BadSignature, URLSafeSerializer

from kb.config import Settings
from kb.foundation import clock
from kb.foundation.errors import NotFoundError
from kb.foundation.words import N_
from kb.notices.mail.invitations import meeting_of
from kb.notices.mail.models import Letter
from kb.notices.mail.queries import lines_in
from kb.people.accounts.models import AccessLink, Purpose
from kb.people.accounts.signing import token_of
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.share.calendar.messages import Method, calendar_message
from kb.web.addresses import Addresses
from kb.web.languages import speaking

SALT = "what comes by mail"


def compose(letter: Letter, settings: Settings) -> EmailMessage | None:
    """Return the letter as it is sent, or nothing if there is nothing left to say."""
    with speaking(letter.person.language or settings.language):
        if letter.access_link:
            return _access(letter, letter.access_link, settings)
        made = _invitation if letter.session_id else _digest
        return made(letter, settings)


def _digest(letter: Letter, settings: Settings) -> EmailMessage | None:
    lines = lines_in(letter)
    if not lines:
        return None
    subject = ngettext(
        "Kisälli: %(num)d new thing for you", "Kisälli: %(num)d new things for you", len(lines)
    )
    return _message(letter, settings, subject, "mail/digest.txt", lines=lines)


def _access(letter: Letter, link: AccessLink, settings: Settings) -> EmailMessage | None:
    if not link.is_open:
        return None
    said = {
        Purpose.INVITATION: N_("Kisälli: you are invited"),
        Purpose.RESET: N_("Kisälli: choose a new password"),
    }
    token = token_of(link, settings.keys)
    page = Addresses(settings.base_url)("passwords.choosing", {"token": token})
    subject = gettext(said[link.purpose])
    message = _message(letter, settings, subject, "mail/access.txt", link=link, page=page)
    del message["List-Unsubscribe"]  # it is no news that one could do without
    return message


def _invitation(letter: Letter, settings: Settings) -> EmailMessage | None:
    meeting = meeting_of(letter)
    if meeting is None:
        return None
    said = {
        Method.REQUEST: N_("Kisälli: a meeting on %(moment)s"),
        Method.CANCEL: N_("Kisälli: the meeting on %(moment)s is cancelled"),
    }
    moment = format_datetime(meeting.begins, "short", rebase=False)
    subject = gettext(said[Method(letter.method or "")], moment=moment)
    message = _message(letter, settings, subject, "mail/invitation.txt", meeting=meeting)
    page = Addresses(settings.base_url)("meetings.meeting", {"number": meeting.id})
    calendar = calendar_message(meeting.id, letter.method or "", address=page)
    message.add_alternative(
        calendar.decode(), subtype="calendar", params={"method": letter.method or ""}
    )
    return message


def _message(
    letter: Letter, settings: Settings, subject: str, template: str, **known: object
) -> EmailMessage:
    person, address = letter.person, Addresses(settings.base_url)
    choices = address("mail.choices_by_link", {"token": token_for(person, settings)})
    message = EmailMessage()
    message["Subject"], message["Date"] = subject, formatdate(clock.now().timestamp())
    message["From"] = formataddr(("Kisälli", settings.mail_from))
    message["To"] = formataddr((person.name, person.email))
    message["Message-ID"] = f"<letter-{letter.id}@{urlsplit(settings.base_url).hostname}>"
    message["List-Unsubscribe"] = f"<{choices}>"
    message["Auto-Submitted"] = "auto-generated"
    known |= {"letter": letter, "person": person, "address": address, "choices": choices}
    message.set_content(render_template(template, **known))
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
    return URLSafeSerializer(settings.keys, salt=SALT)
