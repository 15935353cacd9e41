"""What leads through the archive: a word on what it is, its contents, the glossary."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kb.context.glossary.models import Term
from kb.context.glossary.queries import terms_in_order
from kb.cycle.takeout.heads import list_head
from kb.cycle.takeout.queries import Line
from kb.document.imports.own import PRACTICES, escaped
from kb.foundation.catalogues import catalogue
from kb.foundation.words import N_

ABOUT = Path(__file__).parent / "README.txt"
PRACTICES_HEADING, GLOSSARY_HEADING = N_("Practices"), N_("Glossary")
ENGLISH = {"fi": N_("In English"), "en": N_("In Finnish")}
ALSO, AVOIDED = N_("Also called"), N_("Not recommended")


def about() -> str:
    """Return what the archive is, in both languages."""
    return ABOUT.read_text("utf-8")


def contents(lines: Sequence[Line], language: str) -> str:
    """Return the list of all pages."""
    heading = catalogue(language).gettext(PRACTICES_HEADING)
    return f"{list_head('contents')}\n# {heading}\n\n" + "".join(_lines(lines))


def glossary(language: str) -> str:
    """Return every term with what it means in ``language`` and what else it is called."""
    heading = catalogue(language).gettext(GLOSSARY_HEADING)
    told = "\n".join(_term(term, language) for term in terms_in_order(language))
    return f"{list_head('glossary')}\n# {heading}\n\n{told}"


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        links = " · ".join(
            f"[{one}]({PRACTICES}/{line.place}/{one}.md)" for one in line.written_in
        )
        yield f"- {escaped(line.title)} ({links})\n"


def _term(term: Term, language: str) -> str:
    meaning = term.meaning_in(language)
    others = "".join(f"- {line}\n" for line in _others(term, language))
    return f"## {escaped(term.name_in(language))}\n\n{meaning}\n" + (
        f"\n{others}" if others else ""
    )


def _others(term: Term, language: str) -> Iterator[str]:
    words = catalogue(language).gettext
    other = term.other_name_in(language)
    if other:
        yield f"{words(ENGLISH[language])}: {escaped(other)}"
    for label, known in ((ALSO, term.preferred_words), (AVOIDED, term.avoided_words)):
        if known:
            yield f"{words(label)}: {escaped(', '.join(known))}"
