"""Finding a template, and what it looks like."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

from kb.document.revisions.forms import rendered
from kb.document.templates.sheets import Sheet, Shelf, Template
from kb.foundation.catalogues import LANGUAGES
from kb.foundation.errors import NotFoundError

DATA = Path(__file__).parent / "data"


@cache
def templates() -> Sequence[Template]:
    """Return every template, in the order of the gallery."""
    return sorted(map(_read, DATA.glob("*.yaml")), key=lambda one: one.place)


def shelves() -> Mapping[Shelf, Sequence[Template]]:
    """Return the templates by what they are for."""
    return {shelf: list(some) for shelf, some in groupby(templates(), lambda one: one.shelf)}


def template_named(name: str) -> Template:
    """Return the template of that name, or raise NotFoundError."""
    for template in templates():
        if template.name == name:
            return template
    raise NotFoundError("template.not_found")


@cache
def preview(name: str, language: str) -> Mapping[str, str]:
    """Return the parts of a template as they will look, hints and all."""
    return rendered(template_named(name).sheets[language].text)


def _read(file: Path) -> Template:
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    sheets = {language: Sheet.of(told[language]) for language in LANGUAGES}
    return Template(file.stem, Shelf(told["shelf"]), told["place"], sheets)
