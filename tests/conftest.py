"""A real database for every test, a named cast of people, nothing mocked."""

import os
import shutil

import pytest

from kb.app import create_app
from kb.cli.house import migrate
from kb.config import Settings
from kb.foundation.db import begin_reading, begin_writing, session
from kb.pages import PAGES
from kb.people.models import Industry, Role
from kb.search import meaning
from support import make
from support.browser import chromium
from support.compiled import ready
from support.tally import pytest_terminal_summary  # noqa: F401 - pytest finds it here
from support.toy_model import toy_model

SECRET = "a secret of forty characters for tests.."
NOTES_KEY = "a key of forty characters for the notes.."

os.environ.setdefault("HF_HUB_OFFLINE", "1")
# A process serves many houses here: what keeps one house's model up would look into the next.
meaning.LOOK_EVERY = 86_400.0

pytest_plugins = ["support.groups", "support.promises"]


def settings_in(folder):
    return Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'kb.sqlite'}",
        secret_key=SECRET,
        encoder="none",
        notes_key=NOTES_KEY,
    )


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    app = ready(create_app(settings_in(folder)))
    migrate(app)
    with app.app_context():
        session.get_bind().dispose()
        session.remove()
    return folder


@pytest.fixture(scope="session")
def browser():
    """Run one browser for all that need one: a process can drive no second."""
    with chromium() as running:
        yield running


@pytest.fixture
def blueprints():
    """Return the pages that a test's house has: all of them."""
    return PAGES


@pytest.fixture
def app(empty_house, tmp_path, blueprints):
    folder = tmp_path / "house"
    shutil.copytree(empty_house, folder)
    made = ready(create_app(settings_in(folder), pages=blueprints))
    with made.app_context(), meaning.meant_with(None):
        yield made
        session.remove()
        begin_reading()
        session.get_bind().dispose()


@pytest.fixture(params=["by words alone", "by meaning too"])
def either_way(request, app):
    """Look both ways: what words hide, vectors must not tell."""
    with meaning.meant_with(toy_model() if request.param == "by meaning too" else None):
        yield


@pytest.fixture
def house(app):
    """For rules: a unit of work is open, nothing is committed."""
    begin_writing()
    yield
    session.rollback()
    begin_reading()


@pytest.fixture
def petri(house):
    return make.person("Petri Saarela", industries=[Industry.RETAIL, Industry.LOGISTICS])


@pytest.fixture
def marjatta(house):
    return make.person("Marjatta Hietala", industries=[Industry.ENERGY])


@pytest.fixture
def aino(house):
    return make.person("Aino Koskela", industries=[Industry.PUBLIC])


@pytest.fixture
def noora(house):
    return make.person("Noora Vainio", industries=[Industry.HEALTH])


@pytest.fixture
def jesse(house):
    return make.person("Jesse Lindqvist", Role.READER, industries=[Industry.ENERGY])


@pytest.fixture
def leena(house):
    return make.person("Leena Ahokas", Role.COORDINATOR)


@pytest.fixture
def samuel(house):
    return make.person("Samuel Forsman", Role.ADMIN)
