"""Every page of the demo organisation, with somebody who looks at it."""

from dataclasses import replace

from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from kb.context.glossary.models import Term
from kb.cycle.figures.quarters import Quarter
from kb.document.boards.models import Board, BoardGroup, BoardNote
from kb.document.boards.sources import BoardDraft
from kb.document.elicitation.models import Elicitation
from kb.document.flaws.models import Flaw, FlawState
from kb.document.methods.actions import record_method
from kb.document.methods.forms import Manner
from kb.document.methods.models import Method
from kb.document.revisions.actions import hand_over
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.models import Revision
from kb.document.revisions.queries import current_revision
from kb.document.writing.beginnings import begin_practice
from kb.document.writing.forms import NewPractice
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.needs.models import Need, NeedAnswer
from kb.internalise.improvements.models import Improvement, ImprovementState
from kb.internalise.paths.models import LearningPath, PathRole, PathStep
from kb.internalise.plans.models import Plan
from kb.internalise.plans.teach_backs import TeachBack
from kb.internalise.situations.models import Situation, SituationState
from kb.internalise.situations.queries import asked_today
from kb.internalise.trials.models import Trial, Verdict
from kb.notices.mail.composing import token_for
from kb.people.accounts.actions import offer_link
from kb.people.accounts.models import AccessLink
from kb.people.accounts.signing import token_of
from kb.people.models import Person
from kb.people.queries import person_by_email
from kb.practices.models import Practice
from kb.share.matching.models import MatchProposal
from kb.share.mentoring.models import MeetingState, Session
from kb.share.pairings.models import Pairing
from kb.socialise.sparring.models import SparringNote
from kb.socialise.talk.models import Question
from support.attested_pages import ATTESTED_PAGES, attested_held
from support.make import email_of, need, question, search, workshop
from support.shared_pages import SHARED_PAGES, shared_held

NOBODY = ""
JESSE, PETRI, MARJATTA = "Jesse Lindqvist", "Petri Saarela", "Marjatta Hietala"
NOORA, LEENA, SAMUEL = "Noora Vainio", "Leena Ahokas", "Samuel Forsman"
SILENT = "ei vastaa viesteihin eikä soittopyyntöihin"
SHEET = "5a"
MINE = "Soitan ensin ja kirjoitan vasta sitten."
UNRELATED = "matkalaskun hyväksyminen ulkomaanmatkasta"

# Name, address (filled in from what the demo holds), and who looks.
PAGES = (
    ("sign-in", "/sign-in", NOBODY),
    ("stored", "/stored", NOBODY),
    ("my-page-newcomer", "/", JESSE),
    ("my-page-holder", "/", MARJATTA),
    ("my-page-coordinator", "/", LEENA),
    ("settings", "/settings", JESSE),
    ("people", "/people", JESSE),
    ("password", "/password", JESSE),
    ("password-forgotten", "/password/forgotten", NOBODY),
    ("password-by-link", "/password/link/{access_token}", NOBODY),
    ("second-step", "/sign-in/code", NOBODY),
    ("second-factor", "/second-factor", JESSE),
    ("second-factor-removal", "/second-factor/removal", JESSE),
    ("accounts", "/accounts", SAMUEL),
    ("self-check", "/self-check", SAMUEL),
    ("accounts-second-factor", "/accounts/second-factor", SAMUEL),
    ("account-second-factor", "/accounts/{marjatta}/second-factor", SAMUEL),
    ("account-new", "/accounts/new", SAMUEL),
    ("account", "/accounts/{marjatta}", SAMUEL),
    ("account-own", "/accounts/{samuel}", SAMUEL),
    ("audit", "/audit", SAMUEL),
    ("audit-none", "/audit?deed=purged", SAMUEL),
    ("person", "/people/{marjatta}", JESSE),
    ("search-found", f"/search?q={SILENT}", JESSE),
    ("search-nothing-fits", f"/search?q={UNRELATED}", JESSE),
    ("search-person", "/search?q=marjatta", JESSE),
    ("search-term", "/search?q=kosketuspiste", JESSE),
    ("search-second-page", "/search?q=asiakas&industry=general&page=2", JESSE),
    ("search-limited", "/search?q=asiakas&industry=health&stage=candidate", JESSE),
    ("search-empty", "/search", JESSE),
    ("practices", "/practices", JESSE),
    ("practices-documented", "/practices?stage=documented", JESSE),
    ("practice-documented", "/practices/{P03}", JESSE),
    ("audience", "/practices/{P03}/audience", "Aino Koskela"),
    (
        "audience-consequence",
        "/practices/{P03}/audience/consequence?audience=named",
        "Aino Koskela",
    ),
    ("practice-with-video", "/practices/{P04}", JESSE),
    ("practice-with-picture", "/practices/{P09}", NOORA),
    ("practice-unwritten", "/practices/{P17}", JESSE),
    ("recognition-new", "/practices/{P04}/recognitions/new", LEENA),
    ("identification-new", "/identifications/new", PETRI),
    ("identification-again", "/practices/{P17}/identifications/new", LEENA),
    ("identifications", "/practices/{P17}/identifications", JESSE),
    ("programme", "/programme", LEENA),
    ("programme-quarter", f"/programme/quarters/{Quarter.of(clock.today())}", LEENA),
    ("leaving", "/leaving", LEENA),
    ("leaving-practices", "/people/{marjatta}/leaving", MARJATTA),
    ("leaving-last-day", "/people/{marjatta}/last-day", LEENA),
    ("leaving-handover", "/people/{marjatta}/handovers/{P17}", MARJATTA),
    ("valuations", "/valuations", LEENA),
    ("my-knowledge", "/my-knowledge", MARJATTA),
    ("inventory", "/my-knowledge/questions/self-inventory", MARJATTA),
    ("inventory-leaving", "/my-knowledge/questions/leaving-expert/leaving-expert-3", MARJATTA),
    ("competence", "/competence", JESSE),
    ("competence-practices", "/competence/practices?area=account_management", JESSE),
    ("competence-person", "/competence/practices?carrier={marjatta}", LEENA),
    ("practice-own", "/practices/{P05}", PETRI),
    ("practice-related", "/practices/{P01}/related", JESSE),
    ("practice-related-none", "/practices/{P39}/related", JESSE),
    ("practice-alike", "/search/alike?title=Muistio samana päivänä", PETRI),
    ("practice-alike-none", "/search/alike", PETRI),
    ("practice-new", "/practices/new", PETRI),
    ("practice-begun", f"/practices/new/begun/{SHEET}", PETRI),
    ("practice-from-note", "/practices/new/from-note/{note}", PETRI),
    ("questions", "/question-sets", JESSE),
    ("questions-of-a-set", "/question-sets/critical-decision", SAMUEL),
    ("question-new", "/question-sets/critical-decision/new", SAMUEL),
    ("question-edit", "/question-sets/group/group-1/edit", SAMUEL),
    ("templates", "/templates", PETRI),
    ("template", "/templates/key-account-plan", PETRI),
    ("practice-from-template", "/practices/new/from-template/gap-analysis/fi", PETRI),
    ("practice-from-file", "/practices/new/from-file", PETRI),
    ("practice-edit", "/practices/{P05}/drafts/fi", PETRI),
    ("practice-merge", "/practices/{P03}/drafts/fi/merge", PETRI),
    ("practice-place", "/practices/{P05}/place", PETRI),
    ("practice-history", "/practices/{P05}/revisions", PETRI),
    ("practice-comparison", "/practices/{P05}/revisions/comparison", PETRI),
    ("practice-comparison-sides", "/practices/{P05}/revisions/comparison?layout=sides", PETRI),
    ("practice-origins", "/practices/{P05}/revisions/{revision}/origins", PETRI),
    ("practice-with-terms", "/practices/{P06}", JESSE),
    ("practice-comments", "/practices/{P05}/comments", PETRI),
    ("trash", "/trash", LEENA),
    ("practice-removal", "/practices/{P05}/removal", LEENA),
    ("practices-author", "/practices", PETRI),
    ("practice-coordinator", "/practices/{P05}", LEENA),
    ("links-broken", "/links", LEENA),
    ("links-orphans", "/links?show=orphans", LEENA),
    ("combining", "/combinations/new?practice={P07}&practice={P08}&q=palaveri", PETRI),
    ("practice-provenance", "/practices/{K02}/provenance", PETRI),
    ("practice-dropped", "/practices/{K01}", PETRI),
    ("practice-drop", "/practices/{P05}/dropping", PETRI),
    ("practice-flaws", "/practices/{P12}/flaws", LEENA),
    ("flaw", "/flaws/{flaw}", LEENA),
    ("practice-upkeep", "/practices/{P05}/upkeep", PETRI),
    ("reviews", "/reviews", LEENA),
    ("reviews-mine", "/reviews?whose=mine", PETRI),
    ("cycle-board", "/cycle", JESSE),
    ("cycle-board-limited", "/cycle?industry=energy&risk=alone", PETRI),
    ("cycle-board-none", "/cycle?trust=archived", LEENA),
    ("cycle-column", "/cycle/identified", NOORA),
    ("cycle-stuck", "/cycle/stuck", JESSE),
    ("cycle-stuck-limited", "/cycle/stuck?area=communication", LEENA),
    ("cycle-worklist", "/cycle/stuck/documented", PETRI),
    ("cycle-balance", "/cycle/balance", JESSE),
    ("medium-proposal", "/media/proposal?seen=yes&matter=tone", PETRI),
    ("practice-revision", "/practices/{P05}/revisions/{revision}", PETRI),
    ("drafts", "/drafts", MARJATTA),
    ("interviews", "/interviews", NOORA),
    ("interviews-none", "/interviews", JESSE),
    ("interview-new", "/interviews/new?practice={P17}", NOORA),
    ("interview", "/interviews/{interview}", NOORA),
    ("interview-carrier", "/interviews/{interview}", MARJATTA),
    ("interview-talk", "/interviews/{interview}/talk/timeline", NOORA),
    ("interview-talk-carrier", "/interviews/{interview}/talk", MARJATTA),
    ("interview-draft", "/interviews/{interview}/draft", NOORA),
    ("imports", "/imports", SAMUEL),
    ("takeout", "/takeout", LEENA),
    ("evidence-pack", "/evidence-pack", LEENA),
    ("boards", "/boards?shelf=mine", PETRI),
    ("boards-none", "/boards?shelf=closed", JESSE),
    ("board", "/boards/{board}", "Aino Koskela"),
    ("board-grouping", "/boards/{going}", PETRI),
    ("board-new", "/boards/new", PETRI),
    ("board-question", "/boards/{going}/question", PETRI),
    ("board-note", "/boards/{going}/notes/{sticky}", PETRI),
    ("board-group", "/boards/{going}/groups/{heap}", PETRI),
    ("board-draft", "/boards/{going}/groups/{heap}/draft", PETRI),
    ("board-source", "/boards/drafts/{drafted}", NOORA),
    ("practice-from-board", "/practices/{P40}", JESSE),
    ("practice-edit-from-board", "/practices/{P40}/drafts/fi", "Aino Koskela"),
    ("sparring", "/sparring", PETRI),
    ("sparring-note", "/sparring/{note}", PETRI),
    ("sparring-new", "/sparring/new", PETRI),
    ("ask", "/ask", JESSE),
    ("question", "/questions/{question}", JESSE),
    ("trial-new", "/practices/{P13}/trials/new", JESSE),
    ("plan-new", "/practices/{P13}/plans/new", JESSE),
    ("plan", "/plans/{plan}", "{plan_of}"),
    ("teach-back", "/teach-backs/{retold}", JESSE),
    ("teach-back-listener", "/teach-backs/{to_retell}", "Tuomas Rinne"),
    ("plan-trial", "/plans/{plan}/trial", "{plan_of}"),
    ("situations-today", "/situations", JESSE),
    ("situations-none", "/situations", LEENA),
    ("situation-decide", "/situations/{asked}", JESSE),
    ("situations-of-practice", "/practices/{P04}/situations", JESSE),
    ("situations-of-practice-holder", "/practices/{P05}/situations", PETRI),
    ("situation-new", "/practices/{P05}/situations/new", PETRI),
    ("situation-awaiting", "/situations/{told}/edit", PETRI),
    ("improvements", "/improvements", PETRI),
    ("improvements-mine", "/improvements", NOORA),
    ("improvements-none", "/improvements", JESSE),
    ("improvement-open", "/improvements/{improvement}", PETRI),
    ("improvement-refused", "/improvements/{refused}", "Aino Koskela"),
    ("improvement-new", "/trials/{untold}/improvements/new", NOORA),
    ("paths", "/paths", JESSE),
    ("paths-none", "/paths?role=mentor", PETRI),
    ("path", "/paths/{path}", JESSE),
    ("path-of-an-author", "/paths/{path}", PETRI),
    ("path-new", "/paths/new", PETRI),
    ("path-edit", "/paths/{path}/edit", PETRI),
    ("path-steps", "/paths/{path}/steps", LEENA),
    ("path-step", "/paths/{path}/steps/{step}", PETRI),
    ("shadowings", "/shadowings", PETRI),
    ("shadowing-new", "/practices/{P05}/shadowings/new", NOORA),
    ("mentoring", "/mentoring", PETRI),
    ("mentoring-coordinator", "/mentoring", LEENA),
    ("pairs-all", "/mentoring/all", LEENA),
    ("pairs-quiet", "/mentoring/all?fact=quiet", LEENA),
    ("pairs-none", "/mentoring/all?fact=missed&state=declined", LEENA),
    ("pairing-coordinator", "/mentoring/pairings/{M6}", LEENA),
    ("pairing-asked", "/mentoring/pairings/{M3}", JESSE),
    ("pairing-doing", "/mentoring/pairings/{M1}/doing", MARJATTA),
    ("mentoring-new-goal", "/mentoring/new", LEENA),
    ("mentoring-new-means", "/mentoring/new/means?goal=Siirto&goal_kind=do_alone", LEENA),
    ("pairing-active", "/mentoring/pairings/{M2}", PETRI),
    ("pairing-agreed", "/mentoring/pairings/{M4}", MARJATTA),
    ("meeting-new", "/mentoring/pairings/{M2}/meetings/new", PETRI),
    ("meeting-ahead", "/mentoring/meetings/{ahead}", PETRI),
    ("meeting-move", "/mentoring/meetings/{ahead}/time", PETRI),
    ("meeting-held", "/mentoring/meetings/{held}", PETRI),
    ("meeting-missed", "/mentoring/meetings/{missed}", PETRI),
    ("meeting-record", "/mentoring/meetings/{held}/record", PETRI),
    ("meeting-practice", "/mentoring/meetings/{held}/practice", PETRI),
    ("pairing-progress", "/mentoring/pairings/{M2}/progress", NOORA),
    ("calendar", "/calendar", NOORA),
    ("pairing-to-accept", "/mentoring/pairings/{M4}", NOORA),
    ("pairing-agreement", "/mentoring/pairings/{M4}/agreement", NOORA),
    ("pairing-group", "/mentoring/pairings/{M7}", "Aino Koskela"),
    ("pairing-reverse", "/mentoring/pairings/{M8}", NOORA),
    ("pairing-from-before", "/mentoring/new?follows={M5}&roles=peer&goal=Uusi", PETRI),
    ("pairing-completed", "/mentoring/pairings/{M5}", PETRI),
    ("private-notes", "/mentoring/pairings/{M2}/notes", PETRI),
    ("private-notes-none", "/mentoring/pairings/{M4}/notes", NOORA),
    ("profile", "/mentoring/profile", NOORA),
    ("profile-none", "/mentoring/profile", SAMUEL),
    ("profile-offer", "/mentoring/profile/offer", MARJATTA),
    ("profile-offer-none", "/mentoring/profile/offer", SAMUEL),
    ("profile-wish", "/mentoring/profile/wish", JESSE),
    ("matching", "/matching", LEENA),
    ("matching-run", "/matching/runs/{matched}", LEENA),
    ("matching-proposal", "/matching/proposals/{proposal}", LEENA),
    ("needs", "/needs", LEENA),
    ("needs-mine", "/needs/mine", JESSE),
    ("practice-from-need", "/practices/new/from-need/{need}", LEENA),
    ("practice-from-answer", "/practices/new/from-answer/{answer}", LEENA),
    ("need-near", "/needs/{need}/near", LEENA),
    ("notices", "/notices", JESSE),
    ("mail", "/mail", JESSE),
    ("mail-by-link", "/mail/{mail_token}", NOBODY),
    ("need", "/needs/{need}", LEENA),
    ("search-log", "/search/log?period=quarter", LEENA),
    ("need-new", "/needs/new?q=matkalasku", JESSE),
    ("glossary", "/glossary", JESSE),
    ("glossary-admin", "/glossary", SAMUEL),
    ("glossary-edit", "/glossary/{term}/edit", SAMUEL),
    ("glossary-new", "/glossary/new", SAMUEL),
    ("not-found", "/no-such-page", JESSE),
)
NOT_PAGES = {
    "static",
    "takeout.archive",
    "evidence_pack.archive",
    "health.alive",
    "health.ready",
    "health.figures",
    "contact.security",
    "attachments.file",
    "trials.attachment",
    "papers.names",
    "attachments.picture",
    "cycle.named",
    "diagrams.frame",
    "cycle.titled",
    "aids.completions",
    "boards.wall",
    "search_log.sheet",
    "audit.sheet",
    "programme.sheet",
    "talking.answered",
    "suggestions.suggested",
    "calendar.feed",
    "calendar.file",
    "badges.file",
    "badges.public_keys",
    "badges.public_key",
    "badges.revoked",
    "provider.begin",
    "provider.finish",
    "provider.own",  # where a provider is set up: looked at in a story of its own
    "provider.link",
    "provider.again",
}
# What was searched for, how many results fitted and which was opened; in each of some weeks.
SEARCHES = (
    ("matkalaskun hyväksyminen", 0, None),
    ("kuormalavojen kirjanpito", 0, None),
    ("hiljainen asiakas", 4, 1),
    ("laskun ensimmäinen kerta", 5, 2),
    ("angry call", 3, 1),
    ("hinnankorotus", 6, None),
)


def pages_of(site):
    """Return each page with its real address and who looks; all that the demo holds."""
    furnish(site)
    held = holdings(site)
    return [
        (name, path.format_map(held), person.format_map(held))
        for name, path, person in (*PAGES, *SHARED_PAGES, *ATTESTED_PAGES)
    ]


def furnish(site):
    """Add what the demo leaves to its visitors: a question, a need, searches, a new wording."""
    with site.writing():
        reword(session.scalar(select(Practice).where(Practice.ref == "P05")))
        jesse, petri = person_by_email(email_of(JESSE)), person_by_email(email_of(PETRI))
        question(of=petri, by=jesse)
        need(by=jesse)
        workshop(petri, jesse)
        overtaken_draft(by=petri)
        begun_practice(by=petri)
        offer_link(jesse, by=None)
        for weeks in (5, 4, 2, 1, 0):
            for query, fitting, rank in SEARCHES[weeks % 2 :]:
                search(query, fitting, rank=rank, days_ago=7 * weeks)


def reword(practice):
    """Let its steward say one thing otherwise, with a colleague."""
    former = current_revision(practice, "fi")
    text = replace(former.text, why=f"Kellonaika rauhoittaa. {former.text.why}")
    wording = Wording(text, rendered(text), "Sanottu selvemmin.", base_id=former.id)
    revision = hand_over(practice, "fi", wording, by=practice.steward)
    noora = person_by_email(email_of(NOORA))
    record_method(revision, Manner(Method.PAIR, (noora.id,)))


def overtaken_draft(*, by):
    """Let ``by`` have begun to write before somebody else published."""
    practice = session.scalars(select(Practice).where(Practice.ref == "P03")).one()
    save_draft(practice, "fi", Wording.parse({"title": practice.title, "action": MINE}), by=by)


def begun_practice(*, by):
    """Let ``by`` have begun a practice that nobody else knows of."""
    form = {"sheet": SHEET, "title": "Aamun ensimmäinen puhelu", "action": MINE}
    fields = {name: [words] for name, words in form.items()}
    begin_practice(NewPractice.begun(form, (), ()), fields, by=by)


def holdings(site):
    """Return slugs by practice, numbers by pairing, and one of each other thing."""
    with site.reading():
        held = dict(session.execute(select(Practice.ref, Practice.slug)).all())
        held |= dict(session.execute(select(Pairing.ref, Pairing.id)).all())
        for key, name in (("marjatta", MARJATTA), ("samuel", SAMUEL)):
            held[key] = session.scalar(select(Person.id).where(Person.name == name))
        held |= plan_held() | shared_held() | attested_held()
        jesse = person_by_email(email_of(JESSE))
        held["asked"] = asked_today(jesse)[0].id
        settings = site.app.extensions["settings"]
        held["mail_token"] = token_for(jesse, settings)
        if link := session.scalars(select(AccessLink)).first():
            held["access_token"] = token_of(link, settings.keys)
        p05 = select(Revision.id).join(Practice).where(Practice.ref == "P05")
        revision = p05.order_by(Revision.id.desc())
        ones = {
            "revision": revision,
            "note": select(SparringNote.id),
            "question": select(Question.id).where(asked_by(JESSE)),
            "need": select(Need.id),
            "flaw": select(Flaw.id).where(Flaw.state == FlawState.OPEN),
            "answer": select(NeedAnswer.id),
            "term": select(Term.id),
            "board": select(Board.id).where(Board.ref == "E2"),
            "going": select(Board.id).where(Board.ref.is_(None)),
            "sticky": select(BoardNote.id)
            .join(Person, Person.id == BoardNote.author_id)
            .where(Person.name == PETRI, BoardNote.drafted_at.is_(None)),
            "heap": select(BoardGroup.id).order_by(BoardGroup.id.desc()),
            "drafted": select(BoardDraft.id),
            "interview": select(Elicitation.id),
            "improvement": select(Improvement.id).where(
                Improvement.state == ImprovementState.OPEN
            ),
            "refused": select(Improvement.id).where(
                Improvement.state == ImprovementState.REFUSED
            ),
            "untold": select(Trial.id)
            .join(Trial.learner)
            .join(Trial.practice)
            .where(
                Person.name == NOORA, Practice.ref == "P10", Trial.verdict == Verdict.FAILED
            ),
            "retold": select(TeachBack.id).where(TeachBack.held_on.is_not(None)),
            "to_retell": select(TeachBack.id).where(TeachBack.held_on.is_(None)),
            "held": select(Session.id).where(
                Session.pairing_id == held["M2"], Session.state == MeetingState.HELD
            ),
            "ahead": select(Session.id).where(
                Session.pairing_id == held["M2"], Session.state == MeetingState.PLANNED
            ),
            "missed": select(Session.id).where(Session.state == MeetingState.MISSED),
            "matched": select(MatchProposal.run_id),
            "path": select(LearningPath.id).where(LearningPath.role == PathRole.NEWCOMER),
            "step": select(PathStep.id)
            .join(PathStep.path)
            .where(LearningPath.role == PathRole.NEWCOMER),
            "told": select(Situation.id).where(Situation.state == SituationState.AWAITING),
            "proposal": select(MatchProposal.id).order_by(MatchProposal.id.desc()),
        }
        found = {name: session.scalar(one.limit(1)) for name, one in ones.items()}
    return held | {name: one for name, one in found.items() if one is not None}


def plan_held():
    """Return a plan and whose it is."""
    found = session.execute(select(Plan.id, Person.name).join(Plan.learner).limit(1)).first()
    return {"plan": found.id, "plan_of": found.name} if found else {}


def asked_by(name):
    return Question.asker_id == select(Person.id).where(Person.name == name).scalar_subquery()


def unpictured(app, paths):
    """Return the routes whose page is on no picture."""
    adapter = app.url_map.bind("localhost")
    seen = NOT_PAGES | {endpoint_at(adapter, path.partition("?")[0]) for path in paths}
    return {one.endpoint for one in app.url_map.iter_rules() if "GET" in one.methods} - seen


def endpoint_at(adapter, path):
    try:
        return adapter.match(path)[0]
    except HTTPException:
        return ""
