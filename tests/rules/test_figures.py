"""Every figure of a busy organisation is what a plain count over its tables is."""

from collections import Counter
from datetime import UTC, timedelta

import pytest
from lifelines import KaplanMeierFitter
from sqlalchemy import func, select

from kb.cycle.figures.every import AS_IT_IS, gathered
from kb.cycle.figures.every import OF_PEOPLE as TOLD_OF_PEOPLE
from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.scopes import WHOLE, Scope
from kb.cycle.figures.suppression import FEWEST, Telling, parts_of
from kb.foundation import clock
from kb.foundation.db import Base, session
from kb.people.models import Industry, Person
from kb.practices.models import Area
from support.busy import Busy
from support.busy_timed import DATED
from support.plain_counts import OF_PEOPLE, OF_THINGS
from support.plain_figures import counted
from support.unbetrayed import assert_safe

SCOPES = (WHOLE, Scope(Area.QUALITY), Scope(Industry.ENERGY), Scope(Quarter(2026, 3)))


@pytest.fixture
def busy(app):
    return Busy().live()


def asked_of(scope, person):
    """Return what a plain statement is asked with."""
    now, of = clock.now().astimezone(UTC), scope.value
    this = scope.quarter or Quarter.of(clock.today())
    return {
        "me": person.id,
        "area": of.value if isinstance(of, Area) else None,
        "industry": of.value if isinstance(of, Industry) else None,
        "first": str(of.first) if scope.quarter else None,
        "last": str(of.last) if scope.quarter else None,
        "this": str(this.first),
        "until": str(this.last),
        "today": str(clock.today()),
        "long_ago": written(now - timedelta(days=14)),
        "sixty_days_ago": written(now - timedelta(days=60)),
    }


def written(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def test_every_figure_equals_a_direct_count(busy, subtests):
    kaisa = session.get(Person, busy.coordinator)
    found = gathered(seen_by=kaisa)
    assert set(OF_THINGS) == set(AS_IT_IS)
    assert set(OF_PEOPLE) == set(TOLD_OF_PEOPLE)

    for scope in SCOPES:
        asked = asked_of(scope, kaisa)
        for key, statement in (OF_THINGS | OF_PEOPLE).items():
            with subtests.test(f"{key} of {scope.value}"):
                figure = found.figure(key, scope)
                asks = {**asked, **dict.fromkeys(("area", "industry"))} if still(key) else asked
                (row,) = counted(statement, asks)
                numbers = [number or 0 for number in row]
                if figure.is_told:
                    told = [figure.numerator, figure.denominator, figure.people]
                    assert told[: len(numbers)] == numbers
                elif scope in found.scopes:
                    assert key in OF_PEOPLE


def still(key):
    """Say whether a figure is the same of every area: words that were searched for."""
    return key == "zero_results"


def test_the_organisation_is_as_large_as_it_is_to_be(busy):
    count = {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        if table.name in {*DATED, "person", "practice"}
    }

    assert count.pop("person") >= 300
    assert count.pop("practice") == 2_000
    assert sum(count.values()) >= 20_000


def test_rows_equal_direct_counts_too(busy, subtests):
    kaisa = session.get(Person, busy.coordinator)
    found, asked = gathered(seen_by=kaisa), asked_of(WHOLE, kaisa)

    with subtests.test("stages"):
        rows = counted(
            "SELECT stage, count(*) FROM used JOIN staged USING (id) GROUP BY 1", asked
        )
        assert [row.cells[0] for row in found.figure("stages", WHOLE).rows] == [
            dict(rows).get(stage, 0) for stage in range(5)
        ]
    with subtests.test("coverage"):
        rows = counted(
            """SELECT a.area, min(coalesce(c.carriers, 0), 3), count(*) FROM used u
            JOIN practice_area a ON a.practice_id = u.id
            LEFT JOIN carried c ON c.practice_id = u.id WHERE u.criticality >= 3
            GROUP BY 1, 2""",
            asked,
        )
        there = {(area, many): number for area, many, number in rows}
        for row in found.figure("coverage", WHOLE).rows[:-1]:
            assert row.cells == tuple(there.get((row.name, many), 0) for many in range(4))
    with subtests.test("worked"):
        rows = counted("SELECT verdict, count(*) FROM tried GROUP BY 1", asked)
        told = {row.name: row.cells[0] for row in found.figure("worked", WHOLE).rows}
        assert told == dict(rows)
    with subtests.test("conversion"):
        rows = counted(
            """SELECT strftime('%Y', day) || '-' || ((strftime('%m', day) + 2) / 3), stage
            FROM (
                SELECT stage, (SELECT min(date(at)) FROM identification
                               WHERE practice_id = cohort.id) AS day
                FROM cohort JOIN staged USING (id))""",
            asked,
        )
        cohorts = Counter(quarter for quarter, _ in rows)
        own = Counter(quarter for quarter, stage in rows if stage == 4)
        for row in found.figure("conversion", WHOLE).rows:
            if isinstance(row.name, Quarter):
                assert (row.cells[0], row.cells[3]) == (
                    cohorts[str(row.name)],
                    own[str(row.name)],
                )
    with subtests.test("goals"):
        rows = counted("SELECT means, outcome, count(*) FROM judged GROUP BY 1, 2", asked)
        there = {(means, outcome): number for means, outcome, number in rows}
        for row in found.figure("goals", WHOLE).rows:
            outcomes = ("met", "partly", "not")
            assert row.cells[:3] == tuple(there.get((row.name, one), 0) for one in outcomes)
    with subtests.test("teams"):
        rows = counted(
            """SELECT team, count(DISTINCT person_id), sum(step = 4) FROM deeds
            JOIN person ON person.id = person_id
            WHERE practice_id IN (SELECT id FROM inside) GROUP BY team""",
            asked,
        )
        there = {team: (people, trials) for team, people, trials in rows}
        told = {
            row.name: (row.cells[0], row.cells[4]) for row in found.figure("teams", WHOLE).rows
        }
        assert there["Tiimi 11"][0] < FEWEST
        assert "Tiimi 11" not in told
        assert all(told[team] == there[team] for team in told if team in there)
        assert sum(people for people, _ in told.values()) == sum(
            one for one, _ in there.values()
        )


def test_no_two_views_that_are_offered_give_anybody_away(busy, subtests):
    found = gathered(seen_by=session.get(Person, busy.coordinator))
    scopes = found.ground.scopes
    assert len(found.offered) > 10

    for key, facts in found.facts.items():
        with subtests.test(key):
            among = found.offered if key != "searches" else range(len(scopes))
            telling = Telling(facts, scopes, among)
            shown = {at: telling.facts_in(at) for at in among}
            told = {at: there for at, there in shown.items() if there is not None}
            assert 0 in told
            assert_safe(told, scopes)
            for part in parts_of(facts):
                rows = {at: (telling.parts_in(at) or {}).get(part) for at in told}
                assert_safe({at: there for at, there in rows.items() if there}, scopes)


def test_time_to_competence_is_what_lifelines_makes_of_the_same_learners(busy):
    kaisa = session.get(Person, busy.coordinator)
    ways = counted("SELECT days, came IS NOT NULL FROM ways", asked_of(WHOLE, kaisa))
    weeks = [max(1, -(-int(days) // 7)) if came else int(days) // 7 for days, came in ways]
    theirs = KaplanMeierFitter().fit(weeks, [came for _, came in ways])

    figure = gathered(seen_by=kaisa).figure("mastery", WHOLE)

    assert len(figure.rows) > 50
    for row in figure.rows:
        share = row.cells[3].value
        assert share == pytest.approx(1 - float(theirs.predict(row.name)))
