"""Days and moments drawn by chance, as a calendar of three years has them."""

from datetime import UTC, datetime, time, timedelta

from kb.foundation import clock
from support.drawn import Chance

YEARS = 3 * 365


class Draws(Chance):
    """Chance with what a calendar needs."""

    def number(self, least, most):
        return int(self.numbers.integers(least, most + 1))

    def days_ago(self, most=YEARS, least=0):
        return clock.today() - timedelta(days=self.number(least, most))

    def maybe(self, share, value):
        return value if self.happens(share) else None


def noon(day):
    """Return the moment at which everything of a day happens."""
    return datetime.combine(day, time(12), UTC) if day else None
