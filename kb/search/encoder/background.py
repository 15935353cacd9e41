"""A model on its way: until it is there, search answers by words alone."""

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread

from kb.foundation.words import Kind
from kb.search.encoder.model import Encoder

logger = logging.getLogger(__name__)

Loader = Callable[[], Encoder | None]
TROUBLE = (OSError, ValueError, RuntimeError, ImportError)


class State(Kind):
    """How far a model has come."""

    ABSENT = "absent"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


class Model:
    """The one place where a process keeps its model, safe between threads."""

    def __init__(self) -> None:
        """Begin with no model."""
        self._lock = Lock()
        self._settled = Event()
        self._state = State.ABSENT
        self._encoder: Encoder | None = None

    @property
    def state(self) -> State:
        """Return how far the model has come."""
        return self._state

    @property
    def is_missing(self) -> bool:
        """Say whether it was looked for and is not there."""
        return self._settled.is_set() and self._encoder is None

    def start(self, loader: Loader) -> None:
        """Load in the background; while one is loading or loaded, do nothing."""
        with self._lock:
            if self._state in (State.LOADING, State.READY):
                return
            self._state = State.LOADING
            self._settled.clear()
        Thread(target=self._load, args=(loader,), name="encoder", daemon=True).start()

    def ready(self) -> Encoder | None:
        """Return the model, or None as long as there is none."""
        return self._encoder

    def wait(self, seconds: float) -> Encoder | None:
        """Wait for a started loading to end, then return the model, if there is one."""
        self._settled.wait(seconds)
        return self._encoder

    def replace(self, encoder: Encoder) -> None:
        """Let another model serve from now on; what is under way ends with the former."""
        self._encoder, self._state = encoder, State.READY
        self._settled.set()

    def _load(self, loader: Loader) -> None:
        outcome = State.FAILED
        try:
            self._encoder = loader()
            outcome = State.READY if self._encoder else State.ABSENT
        except TROUBLE:
            logger.exception("The encoder could not be loaded; search goes on by words alone.")
        finally:
            self._state = outcome
            self._settled.set()


def in_background(loader: Loader) -> Model:
    """Return a model that has begun to load."""
    model = Model()
    model.start(loader)
    return model
