"""Who may see a practice, what it is called, and where it stands."""

import pytest

from kb.document.audience.forms import Readers
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotFoundError
from kb.identify.identifications.actions import declare_holder
from kb.people.models import Industry
from kb.practices.actions import free_slug, name_practice
from kb.practices.forms import fitting_tags
from kb.practices.models import Area, Audience, PracticeReader
from kb.practices.queries import (
    Place,
    addresses_by_title,
    place_of,
    practice_by_slug,
    practices_to_choose,
)
from support import make


def test_before_it_is_open_a_practice_is_its_authors_workspace(aino, petri, leena, samuel):
    practice = name_practice(make.naming("Kesken"), by=aino)

    assert practice_by_slug("kesken", seen_by=aino) is practice
    assert practice_by_slug("kesken", seen_by=leena) is practice
    for outsider in (petri, samuel):
        with pytest.raises(NotFoundError):
            practice_by_slug("kesken", seen_by=outsider)


def test_naming_a_holder_opens_it_for_everyone(aino, petri, jesse):
    practice = name_practice(make.naming("Kesken"), by=aino)

    declare_holder(practice, holder=petri, by=aino)

    assert practice_by_slug("kesken", seen_by=jesse) is practice


def test_a_named_audience_is_the_only_audience(aino, petri, jesse, leena, samuel):
    practice = make.practice("Vain meille", by=aino)
    practice.audience = Audience.NAMED
    session.add(PracticeReader(practice_id=practice.id, person_id=jesse.id))
    session.flush()

    seeing = [
        person
        for person in (aino, petri, jesse, leena, samuel)
        if practice in practices_to_choose(seen_by=person)
    ]

    assert seeing == [aino, jesse]


def test_a_title_leads_only_to_what_one_may_see(aino, petri):
    name_practice(make.naming("Salattu"), by=aino)

    assert addresses_by_title(["Salattu"], seen_by=petri) == {}
    assert addresses_by_title(["Salattu"], seen_by=aino) == {"Salattu": "salattu"}


def test_two_of_the_same_name_have_two_addresses(aino):
    first = make.practice("Yö ja päivä", by=aino)
    second = make.practice("Yö ja päivä", by=aino)

    assert (first.slug, second.slug) == ("yö-ja-päivä", "yö-ja-päivä-2")


def test_an_address_of_nothing_but_signs_is_still_an_address(house):
    assert free_slug("!!! ???") == "practice"


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("title", {"title": "   "}),
        ("title", {"title": "x" * 161}),
        ("summary", {"summary": "x" * 601}),
        ("language", {"language": "sv"}),
        ("industries", {"industries": ["space"]}),
        ("areas", {"areas": ["magic"]}),
        ("journey_stage", {"journey_stage": "limbo"}),
        ("tags", {"tags": "x" * 41}),
        ("tags", {"tags": ",".join(map(str, range(13)))}),
    ],
)
def test_a_name_that_cannot_be_taken_is_refused_by_its_field(field, raw):
    with pytest.raises(InvalidError) as refused:
        make.naming(**{"title": "Nimi", **raw})

    assert list(refused.value.fields) == [field]


def test_a_practice_tells_where_it_belongs(aino):
    placed = make.practice(
        "Paikallaan",
        by=aino,
        industries=["retail", "energy"],
        areas=[Area.QUALITY],
        tags="soitto, alku",
    )

    assert place_of(placed) == Place(
        [Area.QUALITY], [Industry.ENERGY, Industry.RETAIL], ["alku", "soitto"]
    )
    assert place_of(make.practice("Vailla paikkaa", by=aino)).tags == []


def test_tags_at_their_bounds_are_kept_and_of_an_import_as_much_as_fits(aino):
    most = [f"{number:040}" for number in range(12)]

    assert place_of(make.practice(by=aino, tags=",".join([*most, most[0]]))).tags == most
    assert fitting_tags(",".join(f"{one}x" for one in [*most, "13"])) == ",".join(most)


def test_no_title_leads_nowhere(aino):
    assert addresses_by_title([], seen_by=aino) == {}


def test_readers_are_named_by_number_once_each_and_only_where_they_are_named():
    named = Readers.parse({"audience": "named"}, ["4", "3", "kaikki", "4"])

    assert named == Readers(Audience.NAMED, (4, 3))
    assert Readers.parse({"audience": "everyone"}, ["4"]) == Readers(Audience.EVERYONE)
    for form in ({}, {"audience": "nobody"}):
        with pytest.raises(InvalidError) as refused:
            Readers.parse(form, ["4"])
        assert refused.value.fields == {"audience": "practice.choice_unknown"}
