"""What stands at the head of a page that is taken out: its fields in YAML, in a fixed order."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import yaml

from kb.cycle.takeout.holdings import Holding
from kb.document.attachments.models import Attachment
from kb.document.imports.own import SIGN, VERSION
from kb.document.links.actions import names_in
from kb.document.revisions.models import Draft, Revision
from kb.foundation import clock
from kb.people.models import Person

WIDEST = 1_000_000  # no line of a head is broken


def page_head(
    one: Holding, revision: Revision | None, files: Mapping[str, str], *, mark: str, by: Person
) -> str:
    """Return the head of one practice in one language; without a text, of its name alone."""
    practice = one.practice
    fields: dict[str, object] = {
        **_naming(revision.title if revision else practice.title, practice.slug),
        "language": revision.language if revision else practice.language,
        "readers_words": revision.readers_words if revision else "",
        "practice": {
            "title": practice.title,
            "summary": practice.summary,
            "language": practice.language,
        },
        "industries": list(practice.industries),
        "areas": list(practice.areas),
        "tags": practice.tags,
        "journey_stage": practice.journey_stage or "",
        "medium": _medium(one),
        "files": _files(one.files, files),
        "mark": mark,
        "informative": _informative(one, revision, by),
    }
    return _told(fields)


def draft_head(draft: Draft, files: Mapping[str, str], *, mark: str) -> str:
    """Return the head of one's own draft."""
    fields: dict[str, object] = {
        **_naming(draft.title, draft.practice.slug),
        "draft": "yes",
        "language": draft.language,
        "readers_words": draft.readers_words,
        "files": [{"file": place, "name": name} for name, place in files.items()],
        "mark": mark,
    }
    return _told(fields)


def list_head(name: str) -> str:
    """Return the head of a page that is no practice."""
    return _told({SIGN: int(VERSION), "list": name})


def _naming(title: str, slug: str) -> dict[str, object]:
    return {SIGN: int(VERSION), "title": title, "slug": slug}


def _medium(one: Holding) -> Mapping[str, object]:
    form = one.form
    if form is None:
        return {}
    return {"kind": form.medium, "formality": form.formality, "reason": form.reason}


def _files(files: Sequence[Attachment], places: Mapping[str, str]) -> list[object]:
    return [
        {"file": places[one.name], "name": one.name, "type": one.mime, "sha256": one.sha256}
        for one in files
        if one.name in places
    ]


def _informative(one: Holding, revision: Revision | None, by: Person) -> dict[str, object]:
    """Tell what import leaves alone: what follows from deeds, and who is who in this house."""
    practice, made = one.practice, one.documentations.get(revision.id if revision else 0)
    due = practice.review_due
    fields = {
        "stage": one.stage,
        "trust": practice.trust,
        "criticality": practice.criticality if _knows_worth(one, by) else None,
        "target_coverage": practice.target_coverage,
        "carriers": list(dict.fromkeys(reason.person.name for reason in one.reasons)),
        "steward": practice.steward.name,
        "verified": _day(practice.verified_at),
        "review_due": due.isoformat() if due else None,
        "published": _day(revision.published_at if revision else None),
        "version": revision.number if revision else None,
        "author": revision.author.name if revision else None,
        "method": made.method if made else None,
        "made_by": made.people if made else None,
        "parents": list(one.parents),
        "links": list(names_in(revision.rendered).values()) if revision else None,
        "given_up": _day(practice.dropped_at),
        "given_up_because": one.dropping.reason if one.dropping else None,
        "successor": one.successor,
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _knows_worth(one: Holding, person: Person) -> bool:
    """Say whether this reader sees the valuation: the coordinators and who can do it do."""
    return person.is_coordinator or any(row.person_id == person.id for row in one.reasons)


def _day(moment: datetime | date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.astimezone(clock.HOME).date().isoformat()
    return moment.isoformat() if moment else None


class _Writer(yaml.SafeDumper):
    """Writes plain YAML: no names, no references, a text of several lines as one."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write the same thing twice rather than refer to it."""
        return True


def _text(writer: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    style = '"' if "\n" in words else None
    return writer.represent_scalar("tag:yaml.org,2002:str", str(words), style=style)


_Writer.add_representer(str, _text)
_Writer.add_multi_representer(str, _text)


def _told(fields: Mapping[str, object]) -> str:
    known = {name: value for name, value in fields.items() if value not in ("", [], {})}
    told = yaml.dump(known, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDEST)
    return f"---\n{told}---\n"
