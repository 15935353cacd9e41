"""A practice in one language as a page of Markdown, with links that any viewer can follow."""

from collections.abc import Mapping, Sequence

from kb.cycle.takeout.heads import draft_head, page_head
from kb.cycle.takeout.holdings import Holding
from kb.cycle.takeout.queries import Line
from kb.document.imports.own import escaped, mark_for, written
from kb.document.revisions.models import Draft, Revision
from kb.foundation.catalogues import catalogue
from kb.foundation.markdown import Mention, retold
from kb.foundation.words import N_
from kb.people.models import Person

ASK = N_("Not written down yet. Ask: %(name)s")
NOBODY = N_("Not written down yet")
Reached = Mapping[str, Line]  # by the name that a text gives it


def page_of(
    one: Holding,
    revision: Revision | None,
    files: Mapping[str, str],
    reached: Reached,
    *,
    by: Person,
) -> str:
    """Return a practice as readers see it; without a text, its name and whom to ask."""
    language = revision.language if revision else one.practice.language
    parts = revision.text.parts if revision else {}
    title = revision.title if revision else one.practice.title
    mark = mark_for(parts) if parts else ""
    head = page_head(one, revision, files, mark=mark, by=by)
    return _page(head, title, _linked(parts, language, reached), language, mark) + (
        "" if revision else _unwritten(one, language)
    )


def draft_page(draft: Draft, files: Mapping[str, str], reached: Reached) -> str:
    """Return what somebody is writing."""
    parts = draft.text.parts
    mark = mark_for(parts)
    head = draft_head(draft, files, mark=mark)
    return _page(
        head,
        draft.title,
        _linked(parts, draft.language, reached, up="../../practices/"),
        draft.language,
        mark,
    )


def names_of(texts: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the names that some texts link to."""
    found: dict[str, None] = {}

    def note(mention: Mention) -> None:
        if mention.page:
            found[mention.page] = None

    for text in _with_links(texts):
        retold(text, note)
    return list(found)


def _with_links(texts: Sequence[Mapping[str, str]]) -> list[str]:
    return [text for parts in texts for text in parts.values() if "[[" in text]


def _page(head: str, title: str, parts: Mapping[str, str], language: str, mark: str) -> str:
    return f"{head}\n# {escaped(title)}\n\n{written(parts, language, mark)}"


def _linked(
    parts: Mapping[str, str], language: str, reached: Reached, *, up: str = "../"
) -> dict[str, str]:
    def told(mention: Mention) -> str | None:
        line = reached.get(mention.page)
        if line is None:
            return None
        return f"[{escaped(mention.label)}]({up}{line.place}/{line.nearest(language)}.md)"

    return {part: retold(text, told) if "[[" in text else text for part, text in parts.items()}


def _unwritten(one: Holding, language: str) -> str:
    words = catalogue(language).gettext
    names = ", ".join(dict.fromkeys(reason.person.name for reason in one.reasons))
    told = words(ASK) % {"name": names} if names else words(NOBODY)
    return f"{told}\n"
