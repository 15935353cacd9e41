"""Means that an admin adds stand beside the sixteen, and leave them as they are."""

import pytest

from kb.foundation.errors import InvalidError, NotFoundError
from kb.share.means import SUGGESTED, GoalKind, Means
from kb.share.repertoire.actions import (
    add_means,
    restore_means,
    retire_means,
    reword_means,
)
from kb.share.repertoire.forms import Aim, MeansWording
from kb.share.repertoire.queries import (
    added_by_number,
    every_offer,
    number_of,
    offer_by_key,
    offers_by_key,
    offers_for,
    retired_offers,
)
from kb.share.repertoire.ways import EVENT, WAYS, way_into, way_of

FORM = {
    "name": "Tapauskahvi",
    "english": "Case coffee",
    "why": "Yksi tapaus, kolme tapaa.",
    "english_why": "One case, three ways.",
    "size": "3",
    "share": "yes",
    "internalise": "weak",
    "suits": "judge_tricky",
}


def added(**otherwise):
    return add_means(MeansWording.parse({**FORM, **otherwise}))


def keys(offers):
    return [one.key for one in offers]


@pytest.mark.usefixtures("house")
def test_all_sixteen_are_there_and_an_added_one_comes_after_them():
    assert keys(every_offer()) == [one.value for one in Means]

    made = added()

    assert keys(every_offer()) == [*(one.value for one in Means), made.key]
    assert offer_by_key(made.key).added is made
    assert (made.name_in("fi"), made.name_in("en")) == ("Tapauskahvi", "Case coffee")
    assert (made.why_in("fi"), made.why_in("en")) == (FORM["why"], FORM["english_why"])


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("goal", GoalKind)
def test_those_that_suit_the_goal_come_first_in_the_models_order(goal):
    made = added(suits=goal.value)

    offered = keys(offers_for(goal))

    first = [one.value for one in SUGGESTED[goal]]
    assert offered[: len(first) + 1] == [*first, made.key]
    assert len(offered) == len(Means) + 1


@pytest.mark.usefixtures("house")
def test_a_means_out_of_use_is_not_offered_and_still_has_its_name():
    made = added()

    retire_means(made)

    assert made.key not in keys(every_offer())
    assert keys(retired_offers()) == [made.key]
    assert offers_by_key([made.key])[made.key].is_retired
    restore_means(made)
    assert made.key in keys(every_offer())


@pytest.mark.usefixtures("house")
def test_a_means_is_told_otherwise_wherever_it_was_chosen():
    made = added()

    reword_means(made, MeansWording.parse({**FORM, "name": "Tapaustee", "suits": ""}))

    assert offer_by_key(made.key).added.name == "Tapaustee"
    assert not offer_by_key(made.key).suits(GoalKind.JUDGE_TRICKY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("english", ""),
        ("why", " "),
        ("english_why", "a" * 301),
        ("size", "4"),
        ("share", "great"),
        ("internalise", ""),
        ("suits", "world_peace"),
    ],
)
def test_what_is_missing_or_unknown_is_said_of_its_field(field, value):
    with pytest.raises(InvalidError) as refused:
        MeansWording.parse({**FORM, field: value})

    assert list(refused.value.fields) == [field]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("key", ["", "osmosis", "added-", "added-999", "added-1x", "added-²"])
def test_no_other_key_is_a_means(key):
    with pytest.raises(InvalidError):
        offer_by_key(key)


@pytest.mark.usefixtures("house")
def test_there_is_no_means_of_another_number():
    with pytest.raises(NotFoundError):
        added_by_number(999)
    assert number_of(Means.READING.value) is None


@pytest.mark.usefixtures("all_pages")
def test_every_means_is_recorded_on_a_page_of_its_own_kind(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}

    assert set(WAYS) == set(Means)
    assert {way.endpoint for way in WAYS.values()} <= endpoints


@pytest.mark.usefixtures("house")
def test_the_goal_goes_along_to_the_page_of_its_means():
    fields = Aim("Aino hoitaa kaupan", GoalKind.DO_ALONE).fields
    made = offer_by_key(added().key)

    assert way_of(made) is EVENT
    assert way_into(made, fields) == {**fields, "means": made.key}
    covering = offer_by_key(Means.COVERING.value)
    assert way_into(covering, fields) == {**fields, "kind": "covering"}
    assert way_into(offer_by_key(Means.READING.value), fields) == {"stage": "documented"}
