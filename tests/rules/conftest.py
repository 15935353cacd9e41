"""Rules know nothing of pages: their houses have none, unless a test asks for ``all_pages``."""

import pytest

from kb.pages import PAGES


@pytest.fixture
def blueprints(request):
    """Return no pages: to lay out all their addresses takes longer than most rules."""
    return PAGES if "all_pages" in request.fixturenames else ()


@pytest.fixture
def all_pages():
    """Ask for a house with its pages."""
