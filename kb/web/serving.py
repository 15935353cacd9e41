"""How gunicorn serves the house: ``gunicorn --config python:kb.web.serving wsgi:app``."""

import fcntl
import mmap
import os
import tempfile
import time
from types import FrameType

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker

from kb.foundation.logs import formatter_of
from kb.web import siblings
from kb.web.leaving import leave
from kb.web.line import having_waited

LINGER = 2.0  # seconds in which whoever sends traffic learns that this process ends
PATIENCE = 120.0  # seconds that a process goes on while another begins in its place
A_MOMENT = 0.05  # seconds between two looks whether another process loads
FIRST, MOST = 1, 255  # places of processes at a time, those that leave among them
# Shared by the arbiter and all its processes: how many times they were to begin anew, and of
# each place how many have begun there.
_told = mmap.mmap(-1, 1 + MOST)
REPLACED, ROUND = 0, 256
# Whoever holds its lock loads the house; the system takes the lock from who dies.
_loading = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the server lives


class Leaving(ThreadWorker):  # type: ignore[misc]
    """A process that answers until nobody sends it anything more.

    At the end of the house it says so first (``/readyz``) and goes on for a moment; where it is
    replaced by another it goes on until as many have begun as there are.
    """

    def __init__(self, *arguments: object, **named: object) -> None:
        """Remember how many had begun before; the arbiter makes it before it forks."""
        super().__init__(*arguments, **named)
        self.replaced, self.until, self.place = _told[REPLACED], 0.0, 0

    def load_wsgi(self) -> None:
        """Load the house while no other does: the first begins sooner, who serves goes on."""
        while not (_is_alone() or self.until):
            self.notify()
            time.sleep(A_MOMENT)
        super().load_wsgi()

    def enqueue_req(self, conn: TConn) -> None:
        """Put a request in line, and note when: gunicorn itself lets the line grow for ever."""
        conn.since = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> object:
        """Answer a request, knowing how long it waited for a thread."""
        with having_waited(time.monotonic() - conn.since):
            return super().handle(conn)

    def handle_exit(self, _signal: int, _frame: FrameType | None) -> None:
        """Begin to leave; to be told again changes nothing."""
        if self.until:
            return
        self.is_replaced, self.begun = _told[REPLACED] != self.replaced, _begun()
        if not self.is_replaced:
            leave()
        self.until = time.monotonic() + (PATIENCE if self.is_replaced else LINGER)
        self.method_queue.defer(lambda: None)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Go on serving until it is time."""
        super().wait_for_and_dispatch_events(min(timeout, LINGER / 4))
        if self.until and (time.monotonic() > self.until or self._has_followers()):
            self.alive = False

    def _has_followers(self) -> bool:
        return self.is_replaced and (_begun() - self.begun) % ROUND >= workers


def on_starting(_arbiter: Arbiter) -> None:
    """Share what several processes know in common."""
    if workers > 1:
        siblings.begin()


def pre_fork(arbiter: Arbiter, worker: Leaving) -> None:
    """Give a process the first place that nobody has."""
    taken = {one.place for one in arbiter.WORKERS.values()}
    worker.place = next(place for place in range(FIRST, 1 + MOST) if place not in taken)


def post_fork(_arbiter: Arbiter, worker: Leaving) -> None:
    """Count in that place."""
    if siblings.is_one_of_several():
        siblings.count_as(worker.place)


def on_reload(_arbiter: Arbiter) -> None:
    """Note that all processes are to be replaced."""
    _told[REPLACED] = (_told[REPLACED] + 1) % ROUND


def post_worker_init(worker: Leaving) -> None:
    """Note that a process has begun: it answers from now on."""
    _told[worker.place] = (_told[worker.place] + 1) % ROUND
    fcntl.lockf(_loading, fcntl.LOCK_UN)


def on_exit(_arbiter: Arbiter) -> None:
    """Leave nothing behind."""
    if siblings.is_one_of_several():
        siblings.end()


def _is_alone() -> bool:
    """Say whether this process may load the house now."""
    try:
        fcntl.lockf(_loading, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _begun() -> int:
    """Return how many processes have begun, round and round; each place is written by one."""
    return sum(_told[FIRST:]) % ROUND


def processes() -> int:
    """Return how many were asked for, else one for each processor, but two at most."""
    return int(os.environ.get("KB_PROCESSES") or min(os.cpu_count() or 1, 2))


class Log(Logger):  # type: ignore[misc]
    """What gunicorn itself has to tell, in the same lines as the house's."""

    def setup(self, cfg: Config) -> None:
        """Write each line as the house writes its own."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter_of(os.environ.get("KB_LOG", "json")))


bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# Who sends a request slowly keeps a thread waiting, and gunicorn has no limit to that: the
# proxy in front waits instead (operations/nginx.conf).
# Threads wait for the disk, processes compute: of each, Python's lock lets one thread do so.
workers, threads, worker_class = processes(), 8, Leaving
timeout, graceful_timeout = 120, 30 + int(LINGER)
logger_class, loglevel, accesslog = Log, "warning", None
control_socket_disable = True
worker_tmp_dir = str(siblings.MEMORY) if siblings.MEMORY.is_dir() else None
