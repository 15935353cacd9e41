"""The programme's pictures: each says what its table says, and none is drawn of too few."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.models import Criticality
from kb.internalise.marks.actions import declare_own_work
from kb.practices.models import Area
from support import make

A_QUARTER = timedelta(days=95)


@pytest.fixture
def leena(signed_in):
    return signed_in("Leena Ahokas")


@pytest.fixture
def programme(leena):
    """Return the page of a house in which six people do something in each of two quarters."""
    people = [make.person(f"Tekijä N{number}") for number in range(6)]
    for ago in (A_QUARTER, timedelta(days=1)):
        with clock.standing_at(clock.now() - ago):
            for number, person in enumerate(people):
                practice = make.practice(f"{ago.days} {person.name}", by=person)
                practice.place([], [list(Area)[number % 2]], [])
                value_practice(practice, Criticality.CRITICAL, by=leena.person)
                make.document(practice, by=person)
                learner = people[number - 1]
                make.talk(make.active_pair(person, learner), practice)
                make.trial(practice, by=learner, days_ago=2)
                make.trial(practice, by=learner, days_ago=1)
                if number % 2:
                    declare_own_work(practice, by=learner)
    return leena.get("/programme")


def drawing(page, name):
    return page.html.select_one(f"#{name} svg.drawn")


@pytest.mark.parametrize(
    "name", ["stages", "coverage", "freshness", "worked", "conversion", "recognised", "mastery"]
)
def test_a_figure_is_drawn_told_in_words_and_beside_its_table(programme, name):
    drawn = drawing(programme, name)

    assert [drawn.find(id=one).text != "" for one in drawn["aria-labelledby"].split()] == [
        True,
        True,
    ]
    assert drawn.select("rect, polyline")
    assert programme.html.select(f"#{name} details tbody tr")
    assert "nan" not in str(drawn).lower().replace("polyline", "")


def test_a_funnel_tells_the_numbers_of_its_table(programme):
    words = drawing(programme, "stages").find("desc").text
    rows = [row.find_all("td")[1].text for row in programme.html.select("#stages tbody tr")]

    assert words == (
        f"Tunnistettu: {rows[1]}; Näkyväksi tehty: {rows[2]}; "
        f"Jaettu: {rows[3]}; Sisäistetty: {rows[4]}"
    )
    assert rows[1:] == ["12", "12", "12", "6"]


def test_lines_run_from_quarter_to_quarter(programme):
    funnel, lines = programme.html.select("#conversion svg.drawn")

    assert "12" in funnel.find("desc").text
    assert len(lines.select("circle.point")) == 2
    assert lines.find("desc").text.count("50") == 2


def test_a_grid_has_a_cell_for_each_number_and_the_first_two_columns_are_a_risk(programme):
    grid = drawing(programme, "coverage")

    looks = [" ".join(box["class"]) for box in grid.select("rect")]
    assert looks == 2 * ["cell risk w0", "cell risk w0", "cell w4", "cell w0"]


def test_of_too_few_nothing_is_drawn(leena):
    practice = make.practice("Soitto hiljaiselle", by=leena.person)
    make.trial(practice, by=make.person("Ainoa Kokeilija"))

    page = leena.get("/programme")

    assert drawing(page, "stages")
    assert [name for name in ("worked", "conversion", "mastery") if drawing(page, name)] == []
