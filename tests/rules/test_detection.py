"""Finnish or English: titles and pages are told apart."""

import re

import pytest

from kb.search.language.analysis import detect_language
from support.reference import reference

TITLE = re.compile(r"^#+ +([A-Za-zÅÄÖåäö ,]{12,})$", re.MULTILINE)


def handbook(language):
    """Return the pages of a folder of handbooks, if one is given."""
    folder = reference(f"handbooks/{language}")
    pages = [page for page in folder.rglob("*.md") if "LICENSE" not in page.name]
    texts = [page.read_text(encoding="utf-8", errors="ignore") for page in pages]
    return [text for text in texts if len(text) > 200]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Viikkopalaveri", "fi"),
        ("Hiljaisen tiedon jakaminen", "fi"),
        ("Miten pidän retron?", "fi"),
        ("Weekly meeting", "en"),
        ("How to run a retro", "en"),
        ("On-call handover", "en"),
        ("", "fi"),
    ],
)
def test_the_language_of_a_title_is_told(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_language_of_real_pages_is_told(language):
    pages = handbook(language)

    told = [detect_language(page) == language for page in pages]
    titles = {title for page in pages for title in TITLE.findall(page)}
    of_titles = [detect_language(title) == language for title in titles]

    assert sum(told) / len(told) >= 0.99
    assert sum(of_titles) / len(of_titles) >= 0.95
