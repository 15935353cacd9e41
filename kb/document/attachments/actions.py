"""What can be done with pictures."""

import secrets
from pathlib import Path

from kb.document.attachments.models import Attachment
from kb.document.attachments.pictures import Picture, keep
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice


def attach(practice: Practice, picture: Picture, *, by: Person, folder: Path) -> Attachment:
    """Give ``practice`` a picture; the bytes are on disk before the row is."""
    keep(picture, folder)
    attachment = Attachment(
        id=secrets.token_hex(16),
        practice=practice,
        name=picture.name,
        mime=picture.mime,
        size=len(picture.content),
        width=picture.width,
        height=picture.height,
        sha256=picture.sha256,
        by_id=by.id,
    )
    session.add(attachment)
    session.flush()
    return attachment
