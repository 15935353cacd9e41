"""What is left to do once somebody is erased: the register, and the file's own bytes."""

from kb.cycle.personal import register
from kb.cycle.personal.scrubbing import scrub
from kb.foundation.outbox import Payload
from kb.web.installation import settings


def finish_erasures(_deeds: list[Payload]) -> None:
    """Keep who was erased beside the database, and take what was deleted out of its file."""
    register.keep(settings().data_dir, register.known_to_the_database())
    scrub()
