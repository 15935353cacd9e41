"""How the links are kept true to the texts."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from sqlalchemy import delete

from kb.document.links.models import PracticeLink
from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.models import Revision
from kb.foundation.db import session
from kb.practices.events import PracticeRemoved
from kb.practices.models import Practice
from kb.practices.names import folded

# As the renderer writes them: nothing that only looks like a link, in code say, is one.
TO_PRACTICE = re.compile(r'href="/practices/titled/([^"]+)"')


def keep_links(event: RevisionPublished) -> None:
    """Let the links of a practice in one language be those of what readers see now."""
    here = PracticeLink.practice_id == event.practice_id
    session.execute(delete(PracticeLink).where(here, PracticeLink.language == event.language))
    revision = session.get_one(Revision, event.revision_id)
    for folded_name, name in names_in(revision.rendered).items():
        session.add(
            PracticeLink(
                practice_id=event.practice_id,
                language=event.language,
                name=name,
                folded=folded_name,
            )
        )
    session.flush()


def forget_links(event: PracticeRemoved) -> None:
    """Let the links of a practice go that readers see nothing of any more."""
    practice = session.get(Practice, event.practice_id)
    if practice is None or practice.published_at is None:
        here = PracticeLink.practice_id == event.practice_id
        session.execute(delete(PracticeLink).where(here))


def names_in(rendered: Mapping[str, str]) -> dict[str, str]:
    """Return the names that a text leads to, each once, as it was written first."""
    found: dict[str, str] = {}
    for html in rendered.values():
        for raw in TO_PRACTICE.findall(html):
            name = unquote(raw)
            found.setdefault(folded(name), name)
    return found
