"""Figures of inflection and compounds: each form is a page, found by words alone."""

from pathlib import Path

from click import echo

from evaluation.figures import Figure
from kb.cli.bars import bars
from kb.foundation.db import reading
from kb.search import meaning
from kb.search.evaluation.asking import pages_by_practice
from kb.search.evaluation.beir import Page
from kb.search.forms import Question
from kb.search.queries import find

FORMS = (
    Path(__file__).parents[1] / "rules" / "finnish_forms.txt",
    Path(__file__).with_name("forms.txt"),
)


def words(street):
    """Base forms find their inflected forms, and parts their compounds."""
    inflected, compounded = forms()
    every = sorted({form for _, form in (*inflected, *compounded)})
    pages = [Page(form, form, "", "fi") for form in every]
    echo(f"words: {len(inflected)} inflected forms, {len(compounded)} compounds")
    with meaning.meant_with(None), bars() as progress, street.house_of(pages, progress):
        yield Figure("base form finds inflected forms", found(inflected, progress), 0.97)
        yield Figure("part finds compounds", found(compounded, progress), 0.85)


def forms():
    """Return the pairs of a word and a form by which it must be found: inflected, compound."""
    blocks = [file.read_text(encoding="utf-8").split("\n\n") for file in FORMS]
    return [
        [
            tuple(line.split())
            for block in same
            for line in block.splitlines()
            if line and not line.startswith("#")
        ]
        for same in zip(*blocks, strict=True)
    ]


def found(pairs, progress):
    """Return for each pair whether the word finds the form."""
    forms_of, told = pages_by_practice(), {}
    for number, (word, form) in enumerate(pairs, start=1):
        with reading():
            hits = find(Question(word), seen_by=None, at_most=len(forms_of)).hits
        there = {forms_of[hit.entry.thing_id] for hit in hits}
        told[f"{word} {form}"] = float(form in there)
        progress("words", number, len(pairs))
    return told
