"""Mail from the command line: what goes to whom, and whether the mail server takes it."""

from email.message import EmailMessage
from email.utils import format_datetime
from smtplib import SMTPException

import click
from flask.cli import with_appcontext

from kb.foundation import clock
from kb.foundation.db import reading
from kb.notices.mail.queries import latest_letters
from kb.notices.mail.sending import send
from kb.web.installation import settings

NEWEST = 50
SENT = "The mail server took it."


@click.group(invoke_without_command=True)
@click.pass_context
@with_appcontext
def mail(context: click.Context) -> None:
    """Say which letters went to whom, the newest first; never what they say."""
    if context.invoked_subcommand:
        return
    if not settings().sends_mail:
        click.echo("No mail leaves this house: KB_SMTP_HOST is not set.")
    with reading():
        for letter in latest_letters(NEWEST):
            made = letter.made_at.astimezone(clock.HOME)
            click.echo(f"{made:%Y-%m-%d %H:%M}  {letter.state.value:<9} {letter.person.email}")


@mail.command("try")
@click.argument("address")
@with_appcontext
def try_mail(address: str) -> None:
    """Send one short message to ADDRESS, to see whether the settings are right."""
    chosen = settings()
    if not chosen.sends_mail:
        raise click.ClickException("KB_SMTP_HOST is not set.")
    message = EmailMessage()
    message["Subject"], message["To"] = "Kisälli can send mail", address
    message["From"], message["Date"] = chosen.mail_from, format_datetime(clock.now())
    message.set_content(f"Kisälli at {chosen.base_url} can send mail.\n")
    try:
        send(message, chosen)
    except (OSError, SMTPException) as trouble:
        raise click.ClickException(f"The mail server did not take it: {trouble}") from trouble
    click.echo(SENT)
