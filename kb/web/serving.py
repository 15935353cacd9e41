"""How gunicorn serves the house: ``gunicorn --config python:kb.web.serving wsgi:app``."""

import os
from pathlib import Path

from gunicorn.config import Config
from gunicorn.glogging import Logger

from kb.foundation.logs import formatter_of

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory: a sign of life waits for no disk


class Log(Logger):  # type: ignore[misc]
    """What gunicorn itself has to tell, in the same lines as the house's."""

    def setup(self, cfg: Config) -> None:
        """Write each line as the house writes its own."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter_of(os.environ.get("KB_LOG", "json")))


bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# One process: what can be found is kept in memory once, and threads wait for the disk.
workers, threads, worker_class = 1, 8, "gthread"
timeout, graceful_timeout = 120, 30
logger_class, loglevel, accesslog = Log, "warning", None
control_socket_disable = True
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
