"""Deleting in the browser: the warning, the undo, and that no page shows what was deleted."""

from datetime import timedelta

from sqlalchemy import select

from kb.document.flaws.actions import report_flaw
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.recognitions.actions import recognise
from kb.identify.recognitions.forms import Acknowledgement
from kb.identify.recognitions.models import RecognitionView
from kb.internalise.marks.actions import toggle_reading
from kb.practices.models import Practice
from kb.share.mentoring.forms import Task
from kb.socialise.sparring.actions import tie_note
from kb.socialise.talk.actions import comment_on
from kb.socialise.watching.actions import watch
from support import make

CANARY = "Kanarialintu häkissä"
PAGES = (
    "/ /practices /practices?stage=identified /practices?stage=documented /drafts /reviews "
    "/reviews?whose=mine /links /links?show=orphans /my-knowledge /competence "
    "/competence/practices /people /sparring /mentoring /shadowings /glossary /notices /ask "
    "/search?q=kanarialintu /search/suggestions?q=kanar /combinations/new?q=kanarialintu "
    "/practices/new /mentoring/new /aids/completions?q=kanar"
)


def removed(browser, slug, reason="Kahdesti."):
    form = browser.get(f"/practices/{slug}/removal").forms["removal"]
    form["reason"] = reason
    return form.submit().follow()


def live(petri, noora, jesse, leena):
    """Let as much as can be hang on one practice; return its address."""
    practice = make.practice(CANARY, by=petri)
    make.document(practice, by=petri)
    make.trial(practice, by=jesse)
    make.shadowing(practice, host=petri, guest=noora, acknowledged=False)
    make.question("Milloin soitat?", of=petri, by=jesse, about=practice)
    tie_note(make.note("Mitä teen?", by=petri), practice)
    task = Task(practice.id, "asiakas on hiljaa", "soitan", clock.today() + timedelta(days=3))
    make.talk(make.agreed_pair(petri, noora, practice), practice, task=task)
    toggle_reading(practice, by=jesse)
    said = Acknowledgement(petri.id, RecognitionView.ORGANISATION, "Siitä oli apua.")
    recognise(practice, said, by=leena)
    comment_on(practice, f"{CANARY} @Noora Vainio", by=petri, language="fi")
    watch(practice, by=noora)
    report_flaw(practice, "Numero puuttuu.", by=jesse, language="fi")
    wording = Wording.parse({"title": CANARY, "action": "Toisin."})
    save_draft(practice, "en", wording, by=petri)
    other = make.practice("Muistio heti", by=noora)
    make.document(other, by=noora, action="Ensin soitto.")
    return practice.slug


def addresses(slug):
    pairs = (f"/mentoring/pairings/{n}" for n in (1,))
    people = (f"/people/{n}" for n in range(1, 6))
    below = (
        "",
        "/provenance",
        "/related",
        "/comments",
        "/flaws",
        "/revisions",
        "/upkeep",
        "/dropping",
    )
    return [
        *PAGES.split(),
        *pairs,
        *people,
        "/sparring/1",
        "/questions/1",
        "/practices/muistio-heti",
        "/practices/muistio-heti/provenance",
        *(f"/practices/{slug}{one}" for one in below),
    ]


def seen(browser, slug):
    """Return the addresses on which the canary is seen."""
    answers = {one: browser.get(one, status="*") for one in addresses(slug)}
    wrong = [one for one, answer in answers.items() if answer.status_int >= 500]
    assert wrong == []
    return [one for one, answer in answers.items() if CANARY in answer]


def test_no_page_shows_what_was_deleted(signed_in):
    browsers = [
        signed_in(name)
        for name in ("Petri Saarela", "Noora Vainio", "Jesse Lindqvist", "Leena Ahokas")
    ]
    slug = live(*(one.person for one in browsers))
    slug = slug.replace("ä", "%C3%A4")
    before = [seen(one, slug) for one in browsers]
    assert all(len(shown) > 10 for shown in before)

    removed(browsers[-1], slug)

    # The undo stands on the page that follows; after that it is on the trash page alone.
    assert [seen(one, slug) for one in browsers] == [[], [], [], []]
    assert CANARY in browsers[-1].get("/trash")
    assert CANARY not in browsers[0].get("/trash")


def test_the_undo_stands_on_the_next_page_and_in_the_trash(signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    practice = make.practice("Soitto", by=petri.person)
    make.document(practice, by=petri.person)

    page = leena.get("/practices/soitto/removal")
    assert "Julkaistut tekstit: 1" in page
    assert "Kerro, miksi" in page.forms["removal"].submit(status=422)
    page = removed(leena, "soitto")
    undo = [one for one in page.forms.values() if one.action.endswith("/restoration")]
    assert len(undo) == 2
    page = undo[0].submit().follow()

    assert page.html.h1.get_text() == "Soitto"
    assert "Soitto" in petri.get("/practices")


def test_an_author_deletes_a_beginning_of_their_own_and_puts_it_back(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    make.practice("Alku", by=petri.person)

    page = petri.get("/practices/alku").click(description="^Poista$")
    form = page.forms["removal"]
    form["reason"] = "Turha."
    form.submit()

    petri.get("/practices/alku", status=404)
    post = petri.get("/trash").forms
    assert not [
        one for one in noora.get("/trash").forms.values() if "restoration" in one.action
    ]
    next(one for one in post.values() if "restoration" in one.action).submit()
    petri.get("/practices/alku")


def test_who_may_not_delete_is_refused(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    practice = make.practice("Soitto", by=petri.person)
    make.document(practice, by=petri.person)

    assert "/removal" not in petri.get("/practices/soitto")
    for browser in (petri, noora):
        browser.get("/practices/soitto/removal", status=403)
    assert session.scalar(select(Practice.removed_at)) is None
