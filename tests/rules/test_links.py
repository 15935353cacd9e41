"""Links: what links here, by any name it has had; what leads nowhere, what nothing leads to."""

import pytest

from kb.cycle.provenance.queries import provenance
from kb.cycle.reviews.forms import Whose
from kb.cycle.reviews.queries import reviews
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.links.actions import forget_links, names_in
from kb.document.links.models import PracticeLink
from kb.document.links.queries import broken_links, links_to, orphans
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.document.writing.actions import place_practice
from kb.foundation.db import session
from kb.practices.events import PracticeRemoved
from kb.practices.models import Audience
from kb.practices.queries import addresses_by_title
from support import make


def written(title, action="Soitan.", *, by):
    practice = make.practice(title, by=by)
    make.document(practice, by=by, action=action)
    return practice


def reword(practice, action, *, by, title=None, language="fi"):
    former = current_revision(practice, language)
    said = {"title": title or practice.title, "action": action}
    said["base"] = str(former.id) if former else ""
    return hand_over(practice, language, Wording.parse(said), by=by)


def names_of(page):
    return [one.name for one in page.items]


def titles(practices):
    return [one.title for one in practices]


@pytest.fixture
def call(petri):
    return written("Äänekäs soitto", by=petri)


@pytest.fixture
def note(petri, call):
    return written("Muistio heti", "Ensin [[Äänekäs soitto]], sitten muistio.", by=petri)


def test_a_practice_knows_what_links_to_it(call, note, jesse):
    assert links_to(call, seen_by=jesse) == [note]
    assert titles(provenance(call, seen_by=jesse).links) == ["Muistio heti"]
    assert links_to(note, seen_by=jesse) == []


@pytest.mark.parametrize(
    "written_as",
    [
        "[[äänekäs SOITTO]]",
        "[[äänekäs-soitto]]",
        "[[Äänekäs soitto|näin]]",
    ],
)
def test_however_the_link_is_written(call, petri, written_as):
    other = written("Toinen", f"Katso {written_as}.", by=petri)

    assert links_to(call, seen_by=petri) == [other]


def test_what_only_looks_like_a_link_is_none():
    wording = Wording.parse(
        {"title": "T", "action": "`[[Koodi]]` [muualle](https://example.com) [[@Petri]]"}
    )

    assert names_in(wording.rendered) == {}


def test_a_link_goes_when_the_next_wording_has_it_no_more(call, note, petri):
    reword(note, "Muistio riittää.", by=petri)

    assert links_to(call, seen_by=petri) == []


def test_links_follow_a_rename(call, note, petri):
    place_practice(call, make.naming("Rauhallinen puhelu"), by=petri)
    slug = call.slug

    asked = ["Äänekäs soitto", "ÄÄNEKÄS soitto", "Rauhallinen puhelu", slug]
    assert addresses_by_title(asked, seen_by=petri) == dict.fromkeys(asked, slug)
    assert links_to(call, seen_by=petri) == [note]
    assert names_of(broken_links(1, seen_by=petri)) == []


def test_a_rename_by_a_new_wording_is_followed_too(call, note, petri):
    reword(call, "Soitan hiljaa.", by=petri, title="Hiljainen soitto")

    assert call.title == "Hiljainen soitto"
    assert links_to(call, seen_by=petri) == [note]


def test_a_former_name_gives_way_to_one_that_is_called_so_now(call, petri):
    place_practice(call, make.naming("Rauhallinen puhelu"), by=petri)
    other = written("Äänekäs soitto", by=petri)

    found = addresses_by_title(["Äänekäs soitto"], seen_by=petri)

    assert found == {"Äänekäs soitto": other.slug}


def test_the_name_in_the_other_language_leads_to_it_as_well(call, petri):
    reword(call, "I call.", by=petri, title="A loud call", language="en")

    assert addresses_by_title(["a loud CALL"], seen_by=petri) == {"a loud CALL": call.slug}
    assert call.title == "Äänekäs soitto"


def test_a_link_to_what_is_not_there_is_broken_until_it_is(note, petri):
    reword(note, "Katso [[Vielä nimeämätön]] ja [[Äänekäs soitto]].", by=petri)
    found = broken_links(1, seen_by=petri)
    assert (names_of(found), found.total) == (["Vielä nimeämätön"], 1)
    assert found.items[0].practice is note

    make.practice("Vielä nimeämätön", by=petri)

    assert broken_links(1, seen_by=petri).total == 0


def test_what_nothing_links_to_is_an_orphan(call, note, petri):
    assert titles(orphans(1, seen_by=petri).items) == [note.title]

    drop_practice(note, Farewell("Vanha.", ""), by=petri)
    make.practice("Kirjaamatta", by=petri)

    assert titles(orphans(1, seen_by=petri).items) == []


def test_a_link_to_one_is_no_link_to_another(call, note, petri, leena):
    other = written("Kolmas käytäntö", by=petri)

    assert titles(orphans(1, seen_by=petri).items) == [other.title, note.title]
    found = reviews(Whose.ALL, seen_by=leena, number=1).items
    assert {one.practice.title: one.links for one in found} == {
        call.title: 1,
        note.title: 0,
        other.title: 0,
    }


def test_a_link_to_itself_counts_for_nothing(petri):
    made = written("Kehä", "Katso [[Kehä]].", by=petri)

    assert links_to(made, seen_by=petri) == []
    assert titles(orphans(1, seen_by=petri).items) == [made.title]


def test_what_one_may_not_see_links_nowhere_for_one(call, note, petri, jesse):
    note.audience = Audience.NAMED
    session.flush()

    assert links_to(call, seen_by=jesse) == []
    assert titles(orphans(1, seen_by=jesse).items) == [call.title]
    assert broken_links(1, seen_by=jesse).total == 0
    assert links_to(call, seen_by=petri) == [note]


def test_a_link_to_what_one_may_not_see_is_broken_for_one_and_tells_no_more(
    call, note, petri, jesse
):
    call.audience = Audience.NAMED
    session.flush()

    assert names_of(broken_links(1, seen_by=jesse)) == ["Äänekäs soitto"]
    assert broken_links(1, seen_by=petri).total == 0
    assert note in orphans(1, seen_by=jesse).items


def test_links_are_use_in_the_queue_of_reviews(call, note, leena):
    found = reviews(Whose.ALL, seen_by=leena, number=1).items

    assert [(one.practice.title, one.links) for one in found] == [
        (call.title, 1),
        (note.title, 0),
    ]


def test_links_go_with_a_practice_that_readers_see_no_more(note):
    note.published_at = None
    session.flush()

    forget_links(PracticeRemoved(note.id))

    assert session.query(PracticeLink).all() == []
