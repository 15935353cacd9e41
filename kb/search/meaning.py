"""Meaning: the one model of this process, on its way from the first request on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Thread

from kb.config import Settings
from kb.search import language
from kb.search.encoder import Encoder, Model, State, load
from kb.search.encoder.model import DEFAULT, DEFAULT_NAME, REVISION_FILE
from kb.search.encoder.rebuild import REVISION, rebuild
from kb.search.yardstick import yardstick_of

NO_ENCODER = "none"
LONGEST_WAIT = 600.0

Progress = Callable[[str, int, int], None]

_models = [Model()]  # the last one is in use
_begun: list[bool] = []
_beginning = Lock()


def start(settings: Settings) -> None:
    """Begin to load dictionaries and the model in the background, once in a process."""
    with _beginning:
        if _begun or settings.encoder == NO_ENCODER:
            return
        _begun.append(True)
    Thread(target=language.warm, name="dictionaries", daemon=True).start()
    _models[-1].start(lambda: _loaded(settings))


def load_now(settings: Settings) -> Encoder | None:
    """Load the model and wait for it; nothing if the installation has none."""
    start(settings)
    return _models[-1].wait(LONGEST_WAIT) if is_loading() else encoder()


def encoder() -> Encoder | None:
    """Return the model, or nothing as long as it is not there."""
    return _models[-1].ready()


def is_loading() -> bool:
    """Say whether the model is on its way."""
    return _models[-1].state is State.LOADING


@contextmanager
def meant_with(encoder: Encoder | None) -> Iterator[None]:
    """Search with a model that is at hand, or with none, for a while (measurements, tests)."""
    model = Model()
    if encoder:
        model.start(lambda: encoder)
        model.wait(LONGEST_WAIT)
    _models.append(model)
    try:
        yield
    finally:
        _models.pop()


def prepare_model(settings: Settings, progress: Progress) -> None:
    """Make the default model at set-up, unless it is there or another one was chosen."""
    folder = settings.models / DEFAULT_NAME
    if settings.encoder not in {"", DEFAULT} or _is_made(folder):
        return
    rebuild(folder, progress)


def _is_made(folder: Path) -> bool:
    kept = folder / REVISION_FILE
    return kept.is_file() and kept.read_text(encoding="utf-8") == REVISION


def _loaded(settings: Settings) -> Encoder | None:
    loaded = load(settings.encoder, settings.models)
    if loaded:
        yardstick_of(loaded)
    return loaded
