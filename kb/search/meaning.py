"""Meaning: the model of this process, on its way from the first request on."""

import atexit
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock, Thread

from sqlalchemy.exc import SQLAlchemyError

from kb.config import Settings
from kb.foundation.db import reading, session
from kb.search.encoder import Encoder, Model, State, load
from kb.search.encoder.background import TROUBLE
from kb.search.encoder.model import DEFAULT, DEFAULT_NAME
from kb.search.encoder.rebuild import rebuild
from kb.search.encoder.yardstick import yardstick_of
from kb.search.index.corpora import open_vectors
from kb.search.language import analysis
from kb.search.renewal import serving

logger = logging.getLogger(__name__)

NO_ENCODER = "none"
LONGEST_WAIT = 600.0
LONGEST_END = 10.0
LOOK_EVERY = 5.0  # seconds between two looks whether another model serves by now

Progress = Callable[[str, int, int], None]


@dataclass
class _Held:
    """The model that serves, and the one that is to follow it where another was chosen."""

    model: Model
    following: Encoder | None = None


_held = [_Held(Model())]  # the last one counts
_begun: list[bool] = []
_ending = Event()
_beginning = Lock()


def start(settings: Settings) -> None:
    """Begin to open dictionaries and the model in the background, once in a process."""
    with _beginning:
        if _begun or settings.encoder == NO_ENCODER:
            return
        _begun.append(True)
    model = _held[-1].model
    model.start(lambda: _measured(_serving(settings), settings))
    watch = Thread(target=_keep_up, args=(settings, model), name="models", daemon=True)
    watch.start()
    atexit.register(_end, watch)


def load_now(settings: Settings) -> Encoder | None:
    """Load the model that was chosen and wait for it; nothing if the installation has none."""
    model = _held[-1].model
    if settings.encoder != NO_ENCODER:
        model.start(lambda: load(settings.encoder, settings.models))
    return model.wait(LONGEST_WAIT) if is_loading() else encoder()


def load_serving(settings: Settings) -> Encoder | None:
    """Load the model whose vectors are whole and wait for it, whatever was chosen since."""
    model = _held[-1].model
    if settings.encoder != NO_ENCODER:
        model.start(lambda: _serving(settings))
    return model.wait(LONGEST_WAIT) if is_loading() else encoder()


def load_following(settings: Settings) -> Encoder | None:
    """Load the model that was chosen, where another still serves; None if it is not there."""
    held, served = _held[-1], encoder()
    former = [name for setting, name in _whole(settings) if setting != settings.encoder]
    if held.following or served is None or served.name not in former:
        return held.following or served
    chosen = _attempted(settings.encoder, settings)
    if chosen and chosen.name != served.name:
        held.following = chosen
    return chosen


def encoder() -> Encoder | None:
    """Return the model, or nothing as long as it is not there."""
    return _held[-1].model.ready()


def encoders() -> Sequence[Encoder]:
    """Return the models that texts are read with; the last one is to stay."""
    both = encoder(), _held[-1].following
    return [model for model in both if model]


def let_follow() -> None:
    """Let the model that was to follow serve, and the former go."""
    held = _held[-1]
    if held.following:
        held.model.replace(held.following)
        held.following = None


def is_loading() -> bool:
    """Say whether the model is on its way."""
    return _held[-1].model.state is State.LOADING


def is_missing() -> bool:
    """Say whether a model was chosen that cannot be had."""
    return _held[-1].model.is_missing


@contextmanager
def meant_with(encoder: Encoder | None, following: Encoder | None = None) -> Iterator[None]:
    """Search with a model that is at hand, or with none, for a while (measurements, tests)."""
    model = Model()
    if encoder:
        model.replace(encoder)
    _held.append(_Held(model, following))
    try:
        yield
    finally:
        _held.pop()


def prepare_model(settings: Settings, progress: Progress) -> None:
    """Make the default model at set-up, unless it is there or another one was chosen."""
    if settings.encoder.split("|")[0] in {"", DEFAULT}:
        rebuild(settings.models / DEFAULT_NAME, progress)
        _measured(load(settings.encoder, settings.models), settings)


def catch_up(settings: Settings, seen: Sequence[str] = ()) -> Sequence[str]:
    """Change over if another model serves than was ``seen``; return which may serve now."""
    model, names = _held[-1].model, [name for _, name in _whole(settings)]
    current = model.ready()
    if names and names != seen and (current is None or names[0] != current.name):
        # Loaded and measured before the former is let go.
        found = _measured(_serving(settings), settings)
        if found:
            model.replace(found)
    return names


def _keep_up(settings: Settings, model: Model) -> None:
    analysis.warm()
    model.wait(LONGEST_WAIT)
    seen: Sequence[str] = ()
    while True:
        try:
            seen = catch_up(settings, seen)
            if serves := model.ready():
                open_vectors(serves.name, yardstick_of(serves, settings.models))
        except (SQLAlchemyError, *TROUBLE):
            logger.exception("Which model serves could not be found out; the former goes on.")
        finally:
            session.remove()
        if _ending.wait(LOOK_EVERY):
            return


def _end(watch: Thread) -> None:
    # A thread that is in the midst of a model's library when Python ends takes it down.
    _ending.set()
    watch.join(LONGEST_END)


def _serving(settings: Settings) -> Encoder | None:
    for setting, name in _whole(settings):
        found = _attempted(setting, settings)
        if found and found.name == name:
            return found
    return load(settings.encoder, settings.models)


def _whole(settings: Settings) -> list[tuple[str, str]]:
    with reading():
        return [(adopted.setting, adopted.name) for adopted in serving(settings.encoder)]


def _attempted(setting: str, settings: Settings) -> Encoder | None:
    try:
        return load(setting, settings.models)
    except TROUBLE:
        logger.exception("The model %s cannot be loaded.", setting)
        return None


def _measured(encoder: Encoder | None, settings: Settings) -> Encoder | None:
    """Return the model with its yardstick made, so that the first question need not wait."""
    if encoder:
        yardstick_of(encoder, settings.models)
    return encoder
