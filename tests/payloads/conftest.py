"""Attacks that others have tried, and texts of ours, through everything that takes a text.

``make test`` takes a seeded share of them (PAYLOAD_SEED), ``make security`` all (WHOLE=1).
"""

import pytest

from support.browser import chromium
from support.court import Court
from support.lived_in import lived_in


@pytest.fixture(scope="session")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def court(browser):
    """A browser that judges what is drawn in it."""
    return Court(browser)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The demo organisation, its people signed in as soon as they ask for something."""
    with lived_in(tmp_path_factory.mktemp("payloads") / "house") as there:
        yield there


@pytest.fixture(scope="module")
def judge(browser):
    """The same for all tests of a module."""
    return Court(browser)
