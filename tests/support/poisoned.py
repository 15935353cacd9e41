"""A lived-in house in which every text that people wrote has become an attack."""

import json
import re

from sqlalchemy import Enum, String, text

from kb.document.revisions.forms import rendered
from kb.document.revisions.models import PARTS, Text
from kb.foundation.db import Base, session
from support.attacks import WRAPPINGS, dice, some, wrapped

# What no person words freely: keys, addresses, codes, and what is derived from a text.
NOT_WORDED = {
    *("email", "language", "answer_language", "slug", "ref", "key", "kind", "method", "part"),
    *("id", "uid", "code", "zone", "sheet", "form", "html", "rules", "means", "link", "mime"),
    *("fingerprint", "sha256", "token_hash", "password_hash", "nonce", "ticket", "folded"),
    *("model", "embedded_with", "setting", "account", "address", "key_name", "attachment_id"),
    *("worded_in", "trouble"),
}
NOT_PEOPLES = {"outbox", "search_encoder", "synonym", "search_passage", "alembic_version"}
MARK = re.compile(r"zq\d+qz")


def poison(what):
    """Put an attack before every text, each with a mark of its own; return how many."""
    attacks, chance, number = iter(some(what, 60_000)), dice(what), 0
    for table, columns in worded():
        for row in rows(f'SELECT rowid AS place, * FROM "{table}"'):  # noqa: S608 - our names
            written = {name: row[name] for name in columns if row[name]}
            changed = {
                name: attack(f"{next(attacks)} zq{number + at}qz", words, name, chance)
                for at, (name, words) in enumerate(written.items())
            }
            number += len(changed)
            write(table, row["place"], changed)
    draw_anew()
    session.commit()
    return number


def rows(asked):
    return session.execute(text(asked)).mappings().all()


def worded():
    """Return each table with its columns that hold what people wrote."""
    for table in Base.metadata.sorted_tables:
        names = [
            one.name
            for one in table.columns
            if isinstance(one.type, String)
            and not isinstance(one.type, Enum)
            and not one.foreign_keys
            and one.name not in NOT_WORDED
        ]
        if names and table.name not in NOT_PEOPLES:
            yield table.name, names


def attack(marked, written, column, chance):
    """Return the attack before what stood there; in a practice's text, anywhere in Markdown."""
    if column in PARTS:
        return f"{wrapped(marked, chance.choice(list(WRAPPINGS)))}\n\n{written}"
    return f"{marked} {written}"


def write(table, place, changed):
    if changed:
        named = ", ".join(f'"{name}" = :{name}' for name in changed)
        asked = f'UPDATE "{table}" SET {named} WHERE rowid = :place'  # noqa: S608 - our names
        session.execute(text(asked), {**changed, "place": place})


def draw_anew():
    """Render the texts as handing them over would."""
    joined = "revision r JOIN practice p ON p.id = r.practice_id"
    for row in rows(f"SELECT r.rowid AS place, r.*, p.slug FROM {joined}"):  # noqa: S608
        words = Text(row["title"], row["readers_words"], **{part: row[part] for part in PARTS})
        html = json.dumps(rendered(words, slug=row["slug"]))
        write("revision", row["place"], {"html": html})


def marks_in(page):
    """Return the marks of the attacks that a page shows."""
    return set(MARK.findall(page))
