"""Learning paths: ordered by authors, walked by learners, seen as far as one may see."""

from datetime import timedelta

import pytest

from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError, NotFoundError
from kb.internalise.marks.actions import declare_own_work, toggle_reading
from kb.internalise.marks.queries import LearnerState
from kb.internalise.paths.actions import (
    add_step,
    follow_path,
    forget_removed_paths,
    leave_path,
    move_step,
    open_path,
    remove_path,
    remove_step,
    restore_path,
    restore_step,
)
from kb.internalise.paths.forms import PathAbout, PathsFor, StepReason
from kb.internalise.paths.models import LearningPath, PathRole
from kb.internalise.paths.queries import (
    path_by_id,
    paths_for,
    practices_to_add,
    removed_step,
    steps_of,
    walk_of,
    walks_of,
)
from kb.internalise.trials.models import Verdict
from kb.people.models import Industry
from kb.practices.models import Audience
from support import make

TITLES = ("Aloituspalaveri", "Beeta", "Cee")


@pytest.fixture
def practices(petri):
    return [make.practice(title, by=petri) for title in TITLES]


@pytest.fixture
def path(aino, practices):
    made = opened(by=aino)
    for one in practices:
        add_step(made, one.id, StepReason("Tätä tarvitaan heti", None), by=aino)
    return made


def opened(title="Ensimmäiset viikot", *, by, role=PathRole.NEWCOMER, industry=None):
    return open_path(PathAbout(title, "", role, industry), by=by, language="fi")


def titles(path, person):
    return [one.practice.title for one in steps_of(path, seen_by=person)]


def next_of(path, person):
    found = walk_of(path, person, seen_by=person).next
    return found.step.practice.title if found else None


def test_steps_stand_in_the_order_in_which_they_were_added(path, noora):
    assert titles(path, noora) == list(TITLES)


def test_a_step_changes_places_with_its_neighbour(path, aino):
    first, _, last = steps_of(path, seen_by=aino)

    move_step(last, places=-1, by=aino)
    assert titles(path, aino) == ["Aloituspalaveri", "Cee", "Beeta"]
    move_step(first, places=-1, by=aino)

    assert titles(path, aino) == ["Aloituspalaveri", "Cee", "Beeta"]


def test_a_step_moves_past_what_whoever_moves_it_does_not_see(path, practices, aino, petri):
    practices[1].audience = Audience.NAMED
    session.flush()
    last = steps_of(path, seen_by=aino)[-1]

    move_step(last, places=-1, by=aino)

    assert titles(path, aino) == ["Cee", "Aloituspalaveri"]
    assert titles(path, petri) == ["Cee", "Beeta", "Aloituspalaveri"]


def test_a_step_taken_off_comes_back_where_it_was(path, practices, aino):
    middle = steps_of(path, seen_by=aino)[1]

    remove_step(middle, by=aino)
    assert titles(path, aino) == ["Aloituspalaveri", "Cee"]
    assert practices[1] in practices_to_add(path, seen_by=aino)
    restore_step(removed_step(path, middle.id, seen_by=aino), by=aino)

    assert titles(path, aino) == list(TITLES)


def test_a_practice_taken_off_may_be_added_anew_and_stands_once(path, practices, aino):
    remove_step(steps_of(path, seen_by=aino)[0], by=aino)

    add_step(path, practices[0].id, StepReason("Viimeiseksi", 3), by=aino)
    assert titles(path, aino) == ["Beeta", "Cee", "Aloituspalaveri"]

    with pytest.raises(InvalidError):
        add_step(path, practices[0].id, StepReason("Taas", None), by=aino)


def test_readers_make_and_change_no_paths(path, practices, jesse):
    step = steps_of(path, seen_by=jesse)[0]
    for deed in (
        lambda: opened(by=jesse),
        lambda: add_step(path, practices[0].id, StepReason("Koska", None), by=jesse),
        lambda: move_step(step, places=1, by=jesse),
        lambda: remove_step(step, by=jesse),
        lambda: remove_path(path, by=jesse),
    ):
        with pytest.raises(NotAllowedError):
            deed()


def test_what_one_may_not_see_is_no_step_of_the_path(path, practices, petri, noora):
    practices[0].audience = Audience.NAMED
    session.flush()

    assert titles(path, noora) == ["Beeta", "Cee"]
    assert titles(path, petri) == list(TITLES)
    walk = walk_of(path, petri, seen_by=noora)
    assert [one.step.practice.title for one in walk.steps] == ["Beeta", "Cee"]


def test_a_dropped_practice_is_no_step_any_more(path, practices, petri, noora):
    drop_practice(practices[0], Farewell("Ei enää tarpeen", ""), by=petri)

    assert titles(path, noora) == ["Beeta", "Cee"]


def test_how_far_one_is_follows_from_marks_and_trials(path, practices, noora):
    first, second, third = practices
    assert next_of(path, noora) == "Aloituspalaveri"

    toggle_reading(first, by=noora)
    assert next_of(path, noora) == "Aloituspalaveri"
    make.trial(first, by=noora, days_ago=9)
    assert next_of(path, noora) == "Beeta"
    for one in (second, third):
        make.trial(one, by=noora, verdict=Verdict.FAILED)
    assert next_of(path, noora) == "Aloituspalaveri"
    make.trial(first, by=noora, days_ago=2)
    declare_own_work(first, by=noora)
    assert next_of(path, noora) == "Beeta"

    walk = walk_of(path, noora, seen_by=noora)
    assert [one.state for one in walk.steps] == [
        LearnerState.OWN_WORK,
        LearnerState.TRIED,
        LearnerState.TRIED,
    ]


def test_who_holds_a_practice_has_walked_its_step(path, petri):
    walk = walk_of(path, petri, seen_by=petri)

    assert walk.next is None
    assert all(one.is_held for one in walk.steps)


def test_a_path_is_followed_by_those_who_wish(path, noora, aino):
    assert walks_of(noora, seen_by=noora) == []

    follow_path(path, by=noora)
    follow_path(path, by=noora)
    (walk,) = walks_of(noora, seen_by=noora)
    assert (walk.path, walk.follows, walk.next.step.practice.title) == (path, True, TITLES[0])
    assert walks_of(aino, seen_by=aino) == []

    leave_path(path, by=noora)
    assert walks_of(noora, seen_by=noora) == []


def test_a_path_is_deleted_by_its_author_or_a_coordinator_and_put_back(
    path, noora, aino, leena
):
    follow_path(path, by=noora)
    with pytest.raises(NotAllowedError):
        remove_path(path, by=noora)

    remove_path(path, by=leena)
    for person in (noora, leena):
        assert walks_of(person, seen_by=person) == []
    with pytest.raises(NotFoundError):
        path_by_id(path.id)
    with pytest.raises(NotFoundError):
        restore_path(path.id, by=noora)
    restore_path(path.id, by=aino)

    assert [one.path for one in walks_of(noora, seen_by=noora)] == [path]


def test_what_was_deleted_long_ago_goes_for_good(path, aino):
    kept = opened("Toinen", by=aino)
    remove_path(path, by=aino)
    forget_removed_paths(30)
    assert session.get(LearningPath, path.id)

    with clock.standing_at(clock.now() + timedelta(days=31)):
        forget_removed_paths(30)
    session.expire_all()

    assert session.query(LearningPath).all() == [kept]


def test_paths_are_found_by_role_and_industry(aino):
    general = opened("Kaikille", by=aino, role=PathRole.EVERYBODY)
    newcomer = opened("Uudelle", by=aino)
    energy = opened("Energiaan", by=aino, industry=Industry.ENERGY)

    assert paths_for(PathsFor()) == [energy, general, newcomer]
    assert paths_for(PathsFor(role=PathRole.NEWCOMER)) == [energy, newcomer]
    assert paths_for(PathsFor(industry=Industry.RETAIL)) == [general, newcomer]
    assert paths_for(PathsFor.parse({"role": "nobody", "industry": "energy"})) == [
        energy,
        general,
        newcomer,
    ]


def test_a_title_a_role_and_a_line_of_why_are_needed():
    with pytest.raises(InvalidError) as refused:
        PathAbout.parse({"title": " ", "role": "king", "industry": "gold"})
    assert set(refused.value.fields) == {"title", "role", "industry"}

    with pytest.raises(InvalidError) as refused:
        StepReason.parse({"why": "", "week": "53"})
    assert refused.value.fields == {"why": "path.why_needed", "week": "path.week_unknown"}
    assert StepReason.parse({"why": " Heti  alkuun ", "week": ""}) == StepReason(
        "Heti alkuun", None
    )
