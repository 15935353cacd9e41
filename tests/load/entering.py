"""Whether the time of a wrong password tells who is known."""

import statistics
import time

from load.houses import SECONDS
from load.told import Table, median
from load.visitors import Visitor, never
from support.make import email_of

EACH = 8  # of one account ten are judged in a quarter of an hour
COPIES = 3 if SECONDS >= 30 else 1  # so each is tried again in another copy of the house
REFUSED = 422
PROVE_NOTHING = "not the right one"


def wrong_passwords(demo):
    """Try wrong passwords of known and unknown people by turns."""
    known, unknown = [], []
    for _ in range(COPIES):
        with demo.served() as server:
            who = Stranger(0, server.port, [], never)
            who.begin()
            for name in demo.names * EACH:
                known.append(who.try_as(email_of(name)))
                unknown.append(who.try_as(f"nobody.{len(unknown)}@example.com"))
    apart = statistics.median(unknown) - statistics.median(known)
    table = Table(f"Wrong passwords, {len(known)} of each kind by turns", "known address")
    table.less("unknown address: median, ms", median(unknown), median(known))
    table.row("apart, ms", apart * 1000, "within ±5")


class Stranger(Visitor):
    """Tries from ever other network addresses, so that none is turned away unjudged."""

    def begin(self):
        self._keep(self.ask("/sign-in"))

    def try_as(self, email):
        """Return how many seconds it took to be told no."""
        self.number, self.line = self.number + 1, None
        given = {"email": email, "password": PROVE_NOTHING, "csrf_token": self.token}
        begun = time.perf_counter()
        answer, _ = self.ask("/sign-in", given)
        took = time.perf_counter() - begun
        if answer.status != REFUSED:
            raise RuntimeError(f"a wrong password was answered {answer.status}")
        return took
