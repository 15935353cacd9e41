"""Builders: a thing as a test needs it, with everything else plausible."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import count

from kb.context.glossary.actions import add_term
from kb.context.glossary.forms import Meaning
from kb.context.questions.models import QuestionSet
from kb.document.boards.actions import add_group, move_on, open_board, place_note, write_note
from kb.document.boards.forms import Invitation, Label, Limits, Placing
from kb.document.boards.models import BoardState
from kb.document.elicitation.actions import agree, plan_elicitation
from kb.document.elicitation.answers import keep_answer
from kb.document.elicitation.forms import Plan, Saying
from kb.document.elicitation.guides import ElicitationMethod, consent_words
from kb.document.elicitation.queries import slots_of
from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.identifications.actions import identify_practice
from kb.identify.needs.actions import note_demand
from kb.identify.needs.forms import Demand
from kb.internalise.adoptions.actions import adopt_practice
from kb.internalise.adoptions.forms import Use
from kb.internalise.attestations.actions import ask_for_attestation, attest
from kb.internalise.attestations.forms import Judgement, Request, usual_day
from kb.internalise.attestations.levels import Level
from kb.internalise.marks.actions import declare_own_work
from kb.internalise.trials.actions import record_trial
from kb.internalise.trials.forms import Debrief
from kb.internalise.trials.models import Verdict
from kb.people.models import Industry, Person, Role
from kb.people.passwords import hash_password
from kb.practices.forms import Naming
from kb.practices.models import Audience
from kb.search.log.actions import keep_search
from kb.search.log.forms import Look, Ticket
from kb.share.means import GoalKind, Means
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.forms import MeetingPlan, SessionNotes
from kb.share.mentoring.planning import plan_meeting
from kb.share.pairings.actions import accept_pairing, propose_pairing
from kb.share.pairings.forms import Goal, Proposal
from kb.share.pairings.models import Pairing
from kb.share.pairings.signing import accept_agreement, write_agreement
from kb.share.pairings.states import PairingState
from kb.share.pairings.terms import Terms
from kb.share.profiles.actions import keep_offer, keep_wish
from kb.share.profiles.forms import Offer, Wish
from kb.share.profiles.models import MentorProfile
from kb.share.shadowing.actions import acknowledge_shadowing, tell_shadowing
from kb.share.shadowing.forms import Visit
from kb.share.shadowing.models import Presence
from kb.share.times import times_on
from kb.socialise.sparring.actions import take_note
from kb.socialise.sparring.forms import Advice
from kb.socialise.talk.actions import ask

PASSWORD = "kahvi on katettu"
# Argon2 costs 80 ms a hash on purpose; every test person has the one made here once.
_HASH: list[str] = []
BROWSERS = count(1)
STICKY = Limits()


def password_hash():
    if not _HASH:
        _HASH.append(hash_password(PASSWORD))
    return _HASH[0]


def person(name, role=Role.AUTHOR, *, industries=(Industry.GENERAL,), language="fi"):
    made = Person(
        name=name,
        email=email_of(name),
        password_hash=password_hash(),
        role=role,
        language=language,
    )
    made.industries = list(industries)
    session.add(made)
    session.flush()
    return made


def email_of(name):
    first, last = name.lower().replace("ä", "a").replace("ö", "o").split()
    return f"{first}.{last}@kisalli.example"


def naming(title="Hiljaisen asiakkaan herättäminen", **otherwise):
    fields = {"summary": "Soitan ja kerron yhden havainnon.", "language": "fi", **otherwise}
    return Naming.of(title, **fields)


def practice(title="Hiljaisen asiakkaan herättäminen", *, by, holder=None, **otherwise):
    return identify_practice(naming(title, **otherwise), by=by, holder=holder or by)


def day(number):
    return date(2026, 11, number)


def advice(question="Asiakkaasta ei kuulu mitään. Mitä teen?", **otherwise):
    fields = {"advice": "Soita ja kerro yksi havainto.", "with_whom": "Aino Koskela"}
    return Advice(question, **{**fields, **otherwise})


def note(question="Asiakkaasta ei kuulu mitään. Mitä teen?", *, by, **otherwise):
    return take_note(advice(question, **otherwise), by=by, language="fi")


def question(text="Milloin itse soittaisit?", *, of, by, about=None):
    return ask(text, of=of, by=by, about=about)


def need(text="Kuka hyväksyy matkalaskun?", *, by, **otherwise):
    return note_demand(Demand(text, **otherwise), by=by)


def term(word="hiljainen tieto", **otherwise):
    return add_term(
        Meaning(word, **{"definition": "Kokemuksessa kertynyt osaaminen.", **otherwise})
    )


def document(practice, *, by, action="Soitan ja kerron havainnon."):
    """Publish a short text of ``practice``; ``by`` holds it."""
    choose_medium(practice, MediumChoice(Medium.SHORT_TEXT, Formality.FREE, "Luetaan"), by=by)
    wording = Wording.parse({"title": practice.title, "action": action})
    return hand_over(practice, practice.language, wording, by=by)


def debrief(verdict=Verdict.WORKED, *, days_ago=3, **otherwise):
    fields = {"happened": "Asiakas vastasi.", "why": "Havainto oli hänen.", **otherwise}
    day = clock.today() - timedelta(days=days_ago)
    return Debrief(tried_on=day, verdict=verdict, language="fi", **fields)


def trial(practice, *, by, verdict=Verdict.WORKED, days_ago=3, **otherwise):
    return record_trial(practice, debrief(verdict, days_ago=days_ago, **otherwise), by=by)


def active_pair(mentor, learner):
    return pair_in(PairingState.ACTIVE, mentor, learner)


def pair_in(state, mentor, learner):
    """Return a pair that both said yes to, wherever it has come since."""
    made = Pairing(
        goal="Noora herättää hiljaisen asiakkaan yksin",
        goal_kind=GoalKind.DO_ALONE,
        means=Means.MENTORING,
        language="fi",
        state=state,
        mentor=mentor,
        learner=learner,
        proposed_by_id=mentor.id,
        mentor_motivation="Haluan jakaa tämän",
        learner_motivation="Haluan oppia tämän",
    )
    session.add(made)
    session.flush()
    return made


def talk(pairing, *practices, task=None):
    """Let a pair meet and go through ``practices``."""
    numbers = tuple(practice.id for practice in practices)
    notes = SessionNotes(clock.today(), "Kävimme läpi, miten soitto alkaa.", numbers, task)
    return record_session(pairing, notes, by=pairing.mentor)


def proposal(mentor, learner, *practices, follows=None, across_line=False, **otherwise):
    goal = Goal(
        "Noora herättää hiljaisen asiakkaan yksin",
        GoalKind.DO_ALONE,
        mentor.id,
        learner.id,
        across_line=across_line,
        follows_id=follows.id if follows else None,
    )
    fields = {"motivation": "Haluan tätä", **otherwise}
    return Proposal(goal, Means.COVERING, tuple(one.id for one in practices), **fields)


def proposed_pair(mentor, learner, *practices, by=None):
    return propose_pairing(proposal(mentor, learner, *practices), by=by or mentor)


def agreed_pair(mentor, learner, *practices):
    made = proposed_pair(mentor, learner, *practices)
    accept_pairing(made, "Haluan oppia tämän", by=learner)
    return made


def proposed_group(mentor, learner, *fellows, by=None, **otherwise):
    """Propose a group: a mentor and several learners."""
    asked = proposal(mentor, learner, **otherwise)
    goal = replace(asked.goal, fellow_ids=tuple(one.id for one in fellows))
    return propose_pairing(replace(asked, goal=goal), by=by or mentor)


def terms(**otherwise):
    """Return what a pair agrees on, for three months from now."""
    fields = {
        "rhythm": "Joka toinen viikko, tunti kerrallaan",
        "ends_on": clock.today() + timedelta(days=90),
        "confidentiality": "Asiakkaat vain tunnuksilla",
        "not_discussed": "Palkat",
        **otherwise,
    }
    return Terms(**fields)


def signed(pairing, **otherwise):
    """Let the mentor word the agreement and everybody accept it."""
    agreement = write_agreement(pairing, terms(**otherwise), by=pairing.mentor)
    for learner in pairing.learners:
        accept_agreement(pairing, agreement.version, by=learner)
    return pairing


def mentor_profile(mentor, capacity=2, **otherwise):
    made = MentorProfile(person=mentor, capacity=capacity, **otherwise)
    session.add(made)
    session.flush()
    return made


def meeting(*practices, task=None, days_ago=0, summary="Kävimme läpi, miten soitto alkaa."):
    held_on = clock.today() - timedelta(days=days_ago)
    return SessionNotes(held_on, summary, tuple(one.id for one in practices), task)


def plan_in(*, days=7, **otherwise):
    """Return what a pair agrees on: to meet that many days from now, from nine to ten."""
    times = times_on(clock.today() + timedelta(days=days), time(9), time(10))
    return MeetingPlan(times, **otherwise)


def planned(pairing, *, by, days=7, **otherwise):
    return plan_meeting(pairing, plan_in(days=days, **otherwise), by=by)


def offer(person, *practices, **otherwise):
    """Let somebody who can do ``practices`` offer to pass them on."""
    fields = {"capacity": 1, "languages": ("fi",), **otherwise}
    offered = Offer(practice_ids=tuple(one.id for one in practices), **fields)
    return keep_offer(offered, by=person)


def wish(person, *practices, **otherwise):
    """Let somebody wish to learn ``practices``."""
    fields = {
        "goal": "Herätän hiljaisen asiakkaan yksin",
        "goal_kind": GoalKind.DO_ALONE,
        "area": None,
        "languages": ("fi",),
        **otherwise,
    }
    wished = Wish(practice_ids=tuple(one.id for one in practices), **fields)
    return keep_wish(wished, by=person, language="fi")


def visit(host, kind=Presence.SHADOWING, noticed="Hän odotti vastausta hiljaa."):
    return Visit(host.id, kind, clock.today(), noticed)


def board(question="Mitä teet, kun asiakas hiljenee?", *, by, people=()):
    named = tuple(person.id for person in people)
    audience = Audience.NAMED if named else Audience.EVERYONE
    asked = Invitation(question, audience=audience, people=named)
    return open_board(asked, by=by, language="fi")


def sticky(board, text="Soitan ja kerron yhden havainnon.", *, by, limits=STICKY):
    return write_note(board, text, by=by, language="fi", limits=limits)


def workshop(leader, *others):
    """Return a board that is being grouped: a note of each, a group with the first of them."""
    made = board(by=leader)
    notes = [
        sticky(made, f"Soitan ensin, sanoo {one.name}.", by=one) for one in (leader, *others)
    ]
    move_on(made, BoardState.GROUPING, by=leader)
    group = add_group(made, Label("Soittaminen"), by=leader)
    place_note(made, notes[0], Placing(group.id), by=leader)
    return made


def shadowing(practice, *, host, guest, kind=Presence.SHADOWING, acknowledged=True):
    made = tell_shadowing(practice, visit(host, kind), by=guest)
    if acknowledged:
        acknowledge_shadowing(made, by=host)
    return made


def ticket(query="hiljainen asiakas", fitting=3, *, browsing=None):
    """Return what a page of results carries, shown now; in a browser of its own."""
    return Ticket.of_page(
        query,
        fitting,
        nothing_fitted=fitting == 0,
        browsing=browsing or next(BROWSERS),
    )


def search(query="hiljainen asiakas", fitting=3, *, rank=None, days_ago=0, browsing=None):
    """Let somebody search, rest on the page, and follow a result if there is a rank."""
    with clock.standing_at(clock.days_ago(days_ago)):
        shown = ticket(query, fitting, browsing=browsing)
        keep_search(Look(shown, rank), days=180)


def plan(*carriers, **otherwise):
    """Return what one asks of ``carriers``: a set of questions, half a year kept."""
    fields = {
        "method": ElicitationMethod.CRITICAL_DECISION,
        "of": QuestionSet.CRITICAL_DECISION,
        "topic": "Häiriöilta, jolloin asiakas oli jo lähdössä",
        "language": "fi",
        "consent": consent_words("fi"),
        "delete_on": clock.today() + timedelta(days=183),
    }
    return Plan(carriers=tuple(one.id for one in carriers), **{**fields, **otherwise})


def interview(*carriers, by, agreed=True, **otherwise):
    """Let ``by`` ask to interview people, who say yes."""
    made = plan_elicitation(plan(*carriers, **otherwise), by=by)
    for one in carriers if agreed else ():
        agree(made, by=one)
    return made


def said(interview, *texts, by=None):
    """Answer the first questions of an interview, one text each."""
    for slot, text in zip(slots_of(interview), texts, strict=False):
        keep_answer(interview, slot.key, Saying(text, 0), by=by or interview.interviewer)


def attestation_asked(practice, *, of, by, words=""):
    return ask_for_attestation(practice, Request(of.id, words), by=by, language="fi")


def attested(practice, *, of, by, level=Level.COMPETENT):
    """Let ``of`` attest what ``by`` tried of ``practice``."""
    made = attestation_asked(practice, of=of, by=by)
    judgement = Judgement(level, usual_day(), "Näin sen itse.")
    attest(made, judgement, by=of, language="fi")
    return made


def adoption(practice, *, by, since=None, story="Soitan nyt ensin.", **otherwise):
    use = Use(since or clock.today(), story=story, **otherwise)
    return adopt_practice(practice, use, by=by, language="fi")


def own_work(practice, *, by):
    declare_own_work(practice, by=by)
