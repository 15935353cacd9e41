"""Attacks that others have tried, and texts of ours, through everything that takes a text.

``make test`` takes a seeded share of them (PAYLOAD_SEED), ``make security`` all (WHOLE=1).
"""

import shutil

import pytest

from kb.demo import DEMO_PASSWORD
from support.court import Court
from support.lived_in import LivedIn
from support.site import live_a_year, made_once, served


@pytest.fixture
def court(browser):
    """A browser that judges what is drawn in it."""
    return Court(browser)


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id):
    """The demo organisation's folder, made by the first worker that needs it."""
    return made_once("lived-in-house", live_a_year, tmp_path_factory, worker_id)


@pytest.fixture(scope="module")
def house(built, tmp_path_factory):
    """The demo organisation, its people signed in as soon as they ask for something."""
    folder = tmp_path_factory.mktemp("house") / "copy"
    shutil.copytree(built, folder, symlinks=True)
    with served(folder, password=DEMO_PASSWORD) as site:
        yield LivedIn(site)


@pytest.fixture(scope="module")
def judge(browser):
    """The same for all tests of a module."""
    return Court(browser)


@pytest.fixture
def site(empty_house, tmp_path):
    """An empty house served, with somebody at its door."""
    folder = shutil.copytree(empty_house, tmp_path / "site")
    with served(folder) as open_site:
        open_site.invite("Petri Saarela")
        yield open_site
