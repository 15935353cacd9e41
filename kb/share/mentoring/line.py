"""A pair's meetings on one line: those held and missed, and those ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kb.practices.models import Practice
from kb.share.mentoring.diary import meetings_ahead, meetings_begun, missed_by
from kb.share.mentoring.models import Session
from kb.share.mentoring.standing import Meeting, Standing


@dataclass(frozen=True)
class Point:
    """One meeting on the line; ``number`` counts those that were held."""

    held: Session
    practices: Sequence[Practice] = ()
    number: int = 0
    task_is_past: bool = False

    @property
    def place(self) -> tuple[date, datetime]:
        """Return what the line is ordered by."""
        return self.held.held_on, self.held.starts_at or self.held.recorded_at


def line_of(standing: Standing) -> Sequence[Point]:
    """Return the meetings of a pair as its reader may see them, in the order of their days."""
    pair = [standing.pairing]
    held = [_held(standing, *one) for one in enumerate(standing.meetings, 1)]
    others = (*missed_by(pair), *meetings_begun(pair), *meetings_ahead(pair))
    return sorted([*held, *map(Point, others)], key=lambda point: point.place)


def _held(standing: Standing, number: int, meeting: Meeting) -> Point:
    past = bool(meeting.held.task_then) and meeting not in standing.ahead
    return Point(meeting.held, meeting.practices, number, past)
