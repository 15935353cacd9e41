"""What is sent to a deed of the guarded house, as the deed's own form would send it."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from kb.foundation import clock
from support import papers
from support.files import picture
from support.guarded import PEOPLE

TABLE = Path(__file__).parents[1] / "matrix" / "forms.txt"
FIELD = re.compile(r"\{([\w-]+)\}")
FILES = {
    "@picture": lambda: (BytesIO(picture()), "kuva.png"),
    "@document": lambda: (BytesIO(papers.docx()), "muistio.docx"),
}
DAYS = {"today": 0, "soon": 3, "later": 60}


class Forms:
    """The table of forms, read once; ``known`` are the numbers it speaks of."""

    def __init__(self, known):
        self.forms = dict(_said(TABLE.read_text("utf-8").splitlines()))
        self.known = known | {
            name: (clock.today() + timedelta(days=days)).isoformat()
            for name, days in DAYS.items()
        }

    def sent(self, route, actor, here):
        """Return the fields ``actor`` sends there: name and all its values."""
        me = self.known.get(actor, "")
        other = self.known["owner" if actor == "member" else "member"]
        holder = self.known["member" if actor == "owner" else "owner"]
        known = self.known | here | {"me": me, "member-else": other, "holder": holder}
        form = {}
        for field in filter(None, self.forms.get(route, "").split(" & ")):
            name, _, value = FIELD.sub(lambda at: str(known.get(at[1], "")), field).partition(
                "="
            )
            form.setdefault(name, []).append(FILES.get(value, lambda value=value: value)())
        return form


def _said(lines):
    """Read ``/address  field=value``, a deed, or ``GET /address  field=value``."""
    for line in lines:
        if line.startswith(("/", "GET ")):
            rule, fields = line.removeprefix("GET ").split(None, 1)
            yield f"{'GET' if line.startswith('GET ') else 'POST'} {rule}", fields.strip()


def people_known(cast):
    return {part: getattr(cast, part).id for part in PEOPLE}
