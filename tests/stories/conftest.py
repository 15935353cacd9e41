"""Stories: a whole house served, a real browser, in Finnish and in English.

    def test_a_note_is_caught(page, site, say):
        site.invite("Petri Saarela")                    # what is there when the story begins
        sign_in(page, site, "Petri Saarela")            # by the page's own form
        page.get_by_role("link", name=say("Sparring notes")).click()
        axe(page)

``site`` is an empty house without a model, ``demo_site`` the demo organisation with it;
``page`` is a desktop, ``phone`` a phone, and ``visit(phone=…)`` one more visitor's browser.
All write Markdown but ``visit(visual=True)``, who has not chosen and writes visually.
Whatever any page complains of in its console fails the story. A story that fails is told once
more from its beginning, in a house of its own, and the report names it: a browser on a machine
that is busy with another is late now and then, a house that is broken is so twice.
"""

import shutil
from pathlib import Path

import pytest

from kb.demo import DEMO_PASSWORD
from kb.foundation import clock
from kb.search.encoder.model import DEFAULT
from support.browser import WRITES_MARKDOWN, context_options, listen, words
from support.site import made_once, make_demo, served

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for story in items:
        if story.path.is_relative_to(HERE):
            story.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(params=["fi", "en"])
def language(request):
    return request.param


@pytest.fixture
def say(language):
    """A message as this story's reader sees it."""
    return words(language)


@pytest.fixture
def site(empty_house, tmp_path):
    folder = shutil.copytree(empty_house, tmp_path / "site")
    with served(folder) as open_site:
        yield open_site


@pytest.fixture
def demo_site(demo_house, tmp_path):
    """The demo organisation, searched by meaning; each story has its own copy."""
    folder = shutil.copytree(demo_house(), tmp_path / "site", symlinks=True)
    with served(folder, encoder=DEFAULT, password=DEMO_PASSWORD) as open_site:
        yield open_site


@pytest.fixture(scope="session")
def demo_house(tmp_path_factory, worker_id):
    """The demo organisation's folder of today, made by the first worker that needs it."""

    def todays():
        # Its deeds lie so many days back: after midnight it is another house.
        name = f"demo-house-{clock.today()}"
        return made_once(name, make_demo, tmp_path_factory, worker_id)

    return todays


@pytest.fixture
def visit(browser, language):
    """Open one more visitor's browser; whatever its page complains of fails the story."""
    contexts, troubles = [], []

    def enter(*, phone=False, visual=False):
        contexts.append(browser.new_context(**context_options(language, phone=phone)))
        if not visual:
            contexts[-1].add_init_script(WRITES_MARKDOWN)
        page = contexts[-1].new_page()
        troubles.append(listen(page))
        return page

    yield enter
    for context in contexts:
        context.close()
    assert [trouble for one in troubles for trouble in one] == []


@pytest.fixture
def page(visit):
    return visit()


@pytest.fixture
def phone(visit):
    return visit(phone=True)
