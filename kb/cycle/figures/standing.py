"""Figures of practices as they stand today: counted as they are, for they tell of no person."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from kb.cycle.figures.ground import Ground, Known
from kb.cycle.figures.shapes import About, Figure, Row, Tells, as_it_stands
from kb.foundation import clock
from kb.foundation.words import N_, Kind
from kb.practices.models import Area
from kb.practices.trust import Trust, trust_at
from kb.stages.evidence import Stage

CRITICAL = 3  # significant or critical (Criticality)
MANY = 3
SOON = timedelta(days=30)

PRACTICES = N_("Number of practices")

# All of them count practices: what is known of a practice is not known of anybody (R10).
STAGES = About(
    "stages",
    N_("How far practices have come"),
    N_(
        "Practices in use by the highest stage whose own evidence, and that of every stage"
        " before it, is there. Numerator: internalised. Denominator: all in use."
    ),
    Tells.THINGS,
    N_("internalised"),
    N_("practices in use"),
)
COVERAGE = About(
    "coverage",
    N_("On how many critical practices rest"),
    N_(
        "Practices valued significant or critical, by area and by how many can do them and are"
        " here. One of two areas stands in both rows and counts once. Numerator: those with as"
        " many carriers as is aimed at. Denominator: all of them."
    ),
    Tells.THINGS,
    N_("with as many carriers as is aimed at"),
    N_("critical practices"),
)
SINGLE = About(
    "single_holder",
    N_("Resting on one alone"),
    N_(
        "Practices in use that exactly one person here can do, what weighs most first."
        " Numerator: those. Denominator: all in use that somebody can do. Whoever it is, is not"
        " told here: the risk is the practice's."
    ),
    Tells.THINGS,
    N_("resting on one alone"),
    N_("practices that somebody can do"),
)
FRESHNESS = About(
    "freshness",
    N_("Whether the text still holds"),
    N_(
        "Published practices in use by their review. Numerator: verified within their interval."
        " Denominator: all published."
    ),
    Tells.THINGS,
    N_("verified in time"),
    N_("published practices"),
)
OVERDUE = About(
    "overdue",
    N_("Reviews that are overdue"),
    N_(
        "Published practices whose review day has passed, the oldest first. Numerator: those."
        " Denominator: all that have ever been verified and not changed since."
    ),
    Tells.THINGS,
    N_("overdue"),
    N_("verified practices"),
)


class Freshness(Kind):
    """How a published practice stands to its review."""

    ON_TIME = "on_time"
    SOON = "soon"
    OVERDUE = "overdue"
    NEVER = "never"


def stages(ground: Ground, place: int) -> Figure:
    """Count the practices by stage: at each, and at least at each."""
    counted = Counter(one.stage for one in ground.in_use(place))
    total = counted.total()
    at_least = [sum(counted[one] for one in list(Stage)[at:]) for at in range(len(Stage))]
    rows = (Row(one, (counted[one], least)) for one, least in zip(Stage, at_least, strict=True))
    return Figure(
        STAGES,
        as_it_stands(),
        numerator=counted[Stage.INTERNALISED],
        denominator=total,
        columns=(N_("Stage"), N_("At this stage"), N_("At least this far")),
        rows=tuple(rows),
    )


def coverage(ground: Ground, place: int) -> Figure:
    """Count the critical practices by area and by carriers."""
    critical = [one for one in ground.in_use(place) if (one.criticality or 0) >= CRITICAL]
    rows = [(area, [one for one in critical if area in one.areas]) for area in Area]
    placeless = [one for one in critical if not one.areas]
    return Figure(
        COVERAGE,
        as_it_stands(),
        numerator=sum(one.carriers >= one.target for one in critical),
        denominator=len(critical),
        columns=(N_("Area"), N_("No carrier"), N_("One"), N_("Two"), N_("Three or more")),
        rows=(
            *(Row(area, _by_carriers(there)) for area, there in rows if there),
            *([Row(Placeless.NO_AREA, _by_carriers(placeless))] if placeless else []),
        ),
    )


class Placeless(Kind):
    """Where practices stand that nobody has placed."""

    NO_AREA = "no_area"


def single_holder(ground: Ground, place: int) -> Figure:
    """List the practices that rest on one person, what weighs most first."""
    carried = [one for one in ground.in_use(place) if one.carriers]
    alone = [one for one in carried if one.carriers == 1]
    alone.sort(key=lambda one: -(one.criticality or 0))
    return Figure(
        SINGLE,
        as_it_stands(),
        numerator=len(alone),
        denominator=len(carried),
        columns=(N_("Practice"), N_("Criticality (1–4)"), N_("Stage")),
        rows=tuple(Row(one.titled, (one.criticality, one.stage)) for one in alone),
    )


def freshness(ground: Ground, place: int) -> Figure:
    """Count the published practices by how they stand to their review."""
    published = [one for one in ground.in_use(place) if one.published_at]
    counted = Counter(map(_fresh, published))
    return Figure(
        FRESHNESS,
        as_it_stands(),
        numerator=counted[Freshness.ON_TIME] + counted[Freshness.SOON],
        denominator=len(published),
        columns=(N_("State of review"), PRACTICES),
        rows=tuple(Row(one, (counted[one],)) for one in Freshness),
    )


def overdue(ground: Ground, place: int) -> Figure:
    """List the practices whose review day has passed, the oldest first."""
    published = [one for one in ground.in_use(place) if one.published_at and one.verified_at]
    late = [one for one in published if _fresh(one) is Freshness.OVERDUE]
    late.sort(key=lambda one: one.review_due or clock.today())
    return Figure(
        OVERDUE,
        as_it_stands(),
        numerator=len(late),
        denominator=len(published),
        columns=(N_("Practice"), N_("Review was due")),
        rows=tuple(Row(one.titled, (one.review_due,)) for one in late),
    )


def _by_carriers(practices: Sequence[Known]) -> tuple[int, ...]:
    counted = Counter(min(one.carriers, MANY) for one in practices)
    return tuple(counted[many] for many in range(MANY + 1))


def _fresh(one: Known) -> Freshness:
    trust = trust_at(one.published_at, one.verified_at, one.review_due, None)
    if trust is Trust.OVERDUE:
        return Freshness.OVERDUE
    if trust is Trust.UNVERIFIED:
        return Freshness.NEVER
    soon = one.review_due is not None and one.review_due <= clock.today() + SOON
    return Freshness.SOON if soon else Freshness.ON_TIME
