"""The application served on this machine, over data of its own, its worker at one's call."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from webtest.http import StopableWSGIServer

from kb.app import create_app
from kb.cli.house import migrate
from kb.cli.working import READINGS
from kb.config import Settings
from kb.demo import load_demo
from kb.demo.house import House
from kb.foundation.db import session, unit_of_work
from kb.foundation.outbox import drain
from kb.reactions import DELIVERIES
from kb.search import meaning
from kb.search.encoder.model import DEFAULT, DEFAULT_NAME
from kb.search.encoder.rebuild import rebuild
from kb.search.index import corpora
from kb.share.private_notes.keys import KeyPlace
from support import make
from support.compiled import ready
from support.house import HOUSE

THREADS = 6
SECRET = "a secret of forty characters for stories"
NOTES_KEY = "a key of forty characters for their notes"


class Site:
    """A house with people at its door; ``url`` is where it stands."""

    def __init__(self, app, *, password=make.PASSWORD):
        self.app = app
        self.password = password
        self._server = StopableWSGIServer.create(app, threads=THREADS)
        self.url = self._server.application_url.rstrip("/")

    def address(self, path="/"):
        """Return the whole address of a page."""
        return self.url + path

    def work(self):
        """Do what waits in the outbox, as the worker would; return how much it was."""
        with self.app.app_context():
            done = drain(possible())
            session.remove()
        return done

    @contextmanager
    def writing(self):
        """Let a story say what is already there when it begins."""
        with self.app.app_context(), unit_of_work():
            yield
        session.remove()

    @contextmanager
    def reading(self):
        """Let a story look into the database."""
        with self.app.app_context():
            session.remove()
            yield
            session.remove()

    def invite(self, *names, **otherwise):
        """Add people who can sign in by their names."""
        with self.writing():
            for name in names:
                make.person(name, **otherwise)

    def close(self):
        """Serve no more and let go of the database."""
        self._server.shutdown()
        self._server.runner.join()
        let_go(self.app)


def possible():
    """Return what the worker can do here: without a model, texts go on waiting."""
    without_model = {kind: deed for kind, deed in DELIVERIES.items() if kind not in READINGS}
    return DELIVERIES if meaning.encoder() else without_model


@contextmanager
def served(folder, *, encoder="none", password=make.PASSWORD):
    """Serve the house that lies in ``folder``, whose people have ``password``."""
    app = ready(create_app(settings_in(folder, encoder=encoder)))
    meaning.load_now(app.extensions["settings"])
    forget_corpus()
    site = Site(app, password=password)
    try:
        yield site
    finally:
        site.close()


def make_demo(folder):
    """Let the demo organisation live its year in ``folder``, found by meaning too."""
    app = live_a_year(folder)
    with app.app_context():
        meaning.load_now(app.extensions["settings"])
        drain(possible())
    let_go(app)


def live_a_year(folder):
    """Return the demo organisation's house, found by its words until the worker comes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model").symlink_to(model_folder(), target_is_directory=True)
    app = create_app(settings_in(folder, encoder=DEFAULT))
    migrate(app)
    with app.app_context():
        load_demo(
            House(folder / "files", KeyPlace.of(app.extensions["settings"])),
            lambda *_progress: None,
        )
    let_go(app)
    return app


def made_once(name, make, tmp_path_factory, worker_id):
    """Return a house's folder, made by the first worker that needs it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not (folder / "whole").exists():
            make(folder)
            (folder / "whole").touch()
    return folder


def forget_corpus():
    """Forget the vectors of the house served before, whose passages have the same numbers."""
    corpora._kept.clear()  # noqa: SLF001 - a process serves one house, but not in stories


def let_go(app):
    """Close the database, so that its files can be copied or removed."""
    with app.app_context():
        session.remove()
        session.get_bind().dispose()
        session.remove()


def put_back(app, kept):
    """Let a house's files be again as they were ``kept`` in a folder."""
    let_go(app)
    forget_corpus()
    folder = app.extensions["settings"].data_dir
    for ending in ("-wal", "-shm"):
        (folder / f"kb.sqlite{ending}").unlink(missing_ok=True)
    shutil.copytree(kept, folder, dirs_exist_ok=True, copy_function=_afresh)


def _afresh(source, place):
    """Put a new file in place: a thread of a house before may still look at the former one."""
    shutil.copy2(source, f"{place}.new")
    Path(f"{place}.new").replace(place)


def settings_in(folder, *, encoder="none"):
    """Return the settings of a house with its data in ``folder``."""
    return Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'kb.sqlite'}",
        secret_key=SECRET,
        encoder=encoder,
        notes_key=NOTES_KEY,
    )


def model_folder():
    """Return where the model lies; the first who asks makes it, the others wait."""
    folder = Path(os.environ.get("KB_MODEL_DIR") or HOUSE / "var" / "model").resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / ".model.lock"):
        rebuild(folder / DEFAULT_NAME, lambda *_progress: None)
    return folder
