"""What was promised: written down, and synced, as soon as an answer was read to its end."""

import json
import os
import threading

THERE = "there"


class Ledger:
    """What must be there, and what may be.

    ``add`` is for what stays for ever: a comment, a published wording. ``change`` is for what
    is one thing at a time, such as a draft: the last acknowledged value must be there, or one
    that was sent after it and whose answer did not come.
    """

    def __init__(self, file):
        self._file = file.open("a")
        self._lock = threading.Lock()
        self.acknowledged = 0
        self.forget()

    def forget(self):
        """Begin with a new house."""
        self.kept, self.sure, self.maybe = {}, {}, {}

    def send(self, kind, key, value):
        """Note what is about to be sent: it may be there from now on."""
        with self._lock:
            self.maybe.setdefault((kind, key), []).append(value)

    def change(self, kind, key, value):
        """Note that it was acknowledged: of what was sent before, nothing counts."""
        with self._lock:
            self.sure[kind, key], self.maybe[kind, key] = value, []
            self._write(kind, key, value)

    def add(self, kind, key, value=THERE):
        """Note something that was acknowledged and stays for ever."""
        with self._lock:
            self.kept[kind, key] = value
            self._write(kind, key, value)

    def settle(self, found):
        """Take what is there after a kill for what is there."""
        self.sure.update({cell: found[cell] for cell in self.maybe})
        self.maybe = {}

    def allowed(self, cell):
        """Return what may be found in one cell."""
        return [self.sure.get(cell), *self.maybe.get(cell, ())]

    def _write(self, kind, key, value):
        self.acknowledged += 1
        line = {"number": self.acknowledged, "kind": kind, "key": key, "value": value}
        self._file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
