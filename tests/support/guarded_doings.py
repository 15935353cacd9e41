"""What is done in the guarded house: learned, shared, agreed upon, and run."""

from datetime import timedelta

from sqlalchemy import select

from kb.context.questions.models import QuestionSet
from kb.context.questions.queries import questions_of
from kb.document.attachments.pictures import read_picture
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.leaving.models import Departure
from kb.internalise.badges.keys import BadgeKeys
from kb.internalise.improvements.actions import propose_improvement
from kb.internalise.improvements.forms import Proposal
from kb.internalise.paths.actions import add_step, open_path, remove_path, remove_step
from kb.internalise.paths.forms import PathAbout, StepReason
from kb.internalise.paths.models import PathRole
from kb.internalise.plans.actions import make_plan
from kb.internalise.plans.forms import Intention
from kb.internalise.plans.queries import teach_back_ahead
from kb.internalise.situations.actions import rehearse, tell_situation
from kb.internalise.situations.forms import Telling
from kb.internalise.trials.actions import show_trial
from kb.internalise.trials.models import Verdict
from kb.notices.actions import tell
from kb.notices.mail.composing import token_for
from kb.notices.models import About, Notice, NoticeKind, Topic
from kb.people.accounts.actions import offer_link
from kb.people.accounts.signing import token_of
from kb.people.actions import hash_of, sign_in
from kb.people.queries import sign_in_by_hash
from kb.practices.models import Audience
from kb.share.calendar.actions import make_feed
from kb.share.events.actions import plan_event
from kb.share.events.forms import About as Meant
from kb.share.events.forms import When
from kb.share.events.joining import invite
from kb.share.events.queries import meetings_of
from kb.share.handovers.actions import plan_handover
from kb.share.handovers.forms import PlannedMeans
from kb.share.matching.actions import run_matching
from kb.share.means import GoalKind, Means, Strength
from kb.share.pairings.states import PairingState
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace
from kb.share.profiles.actions import exclude
from kb.share.repertoire.actions import add_means
from kb.share.repertoire.forms import Aim, MeansWording
from kb.share.turns.actions import list_item, plan_turn
from kb.share.turns.forms import TurnPlan
from kb.share.turns.models import TurnKind
from support import make
from support.files import picture
from support.guarded import for_named, written
from support.guarded_texts import numbered

AIM = Aim("Kuka tahansa osaa", GoalKind.DO_ALONE)


class Doings:
    """Does them; each method returns a thing's states and the numbers that name it."""

    def __init__(self, texts):
        self.texts, self.cast, self.settings = texts, texts.cast, texts.settings
        self.owner, self.member, self.outsider = texts.owner, texts.member, texts.outsider
        make.mentor_profile(self.owner, capacity=9)
        make.active_pair(self.outsider, self.cast.author)
        self.learned = written("Opittu tapa", by=self.member)
        self.secret = for_named(written("Opittu salaa", by=self.member), self.owner)

    def pairing(self):
        made = {
            "proposed": make.proposed_pair(self.owner, self.member, self.texts.open),
            "active": make.signed(make.agreed_pair(self.owner, self.member, self.texts.open)),
            "ended": make.pair_in(PairingState.COMPLETED, self.owner, self.member),
        }
        keys = KeyPlace.of(self.settings)
        keep_note(made["active"], None, Jotting("Omani."), by=self.owner, place=keys)
        self.pair = made["active"]
        return numbered(made)

    def meeting(self):
        planned = make.planned(self.pair, by=self.owner)
        held = make.talk(self.pair, self.texts.open)
        return {
            state: {"number": one.id, "meeting": one.id}
            for state, one in (("planned", planned), ("held", held))
        }

    def own_note(self):
        met = make.talk(self.pair, self.texts.open)
        return {"met": {"number": self.pair.id, "meeting": met.id}}

    def exclusion(self):
        exclude(self.outsider, by=self.owner)
        return numbered({"excluded": self.outsider})

    def match(self):
        offered = make.practice("Toivottu tapa", by=self.owner)
        make.offer(self.owner, offered, capacity=9)
        make.wish(self.cast.reader, offered)
        run = run_matching(by=self.cast.coordinator)
        self.run = run
        return numbered({"waiting": run.proposals[0]})

    def match_run(self):
        return numbered({"made": self.run})

    def event(self):
        about = {"name": "Opintopiiri", "aim": AIM, "means": Means.STUDY_CIRCLE.value}
        when = When(clock.now() + timedelta(days=2))
        made = {}
        for state, audience in (("open", Audience.EVERYONE), ("named", Audience.NAMED)):
            event = plan_event(
                Meant(**about, audience=audience), when, "Opin", by=self.owner, language="fi"
            )
            invite(event, [self.member.id], by=self.owner)
            made[state] = {"number": event.id, "meeting": meetings_of(event)[0].id}
        return made

    def turn(self):
        day = clock.today()
        numbers = self.owner.id, self.member.id
        planned = TurnPlan(AIM, TurnKind.COVERING, *numbers, day, day + timedelta(days=9))
        turn = plan_turn(planned, by=self.owner, language="fi")
        list_item(turn, "Iso asiakas", by=self.owner)
        session.refresh(turn)
        return {"planned": {"number": turn.id, "item": turn.items[0].id}}

    def shadowing(self):
        made = make.shadowing(
            self.texts.open, host=self.owner, guest=self.member, acknowledged=False
        )
        return numbered({"told": made})

    def trial(self):
        made = {
            state: make.trial(practice, by=self.owner, verdict=Verdict.ADAPTED)
            for state, practice in (("open", self.learned), ("named", self.secret))
        }
        for one in made.values():
            shown = read_picture("kuva.png", picture())
            show_trial(one, shown, by=self.owner, folder=self.settings.files)
        self.tried = made["open"]
        return numbered(made)

    def improvement(self):
        proposed = Proposal("action", "Soitan vasta iltapäivällä.", "Silloin ehditään.", "fi")
        return numbered({"open": propose_improvement(self.tried, proposed, by=self.owner)})

    def plan(self):
        intention = Intention("Sote-05 on hiljaa", "soitan", None, teach_back=self.member.id)
        self.planned = make_plan(self.learned, intention, by=self.owner)
        return numbered({"made": self.planned})

    def teach_back(self):
        return numbered({"ahead": teach_back_ahead(self.planned)})

    def attestation(self):
        return numbered(
            {"asked": make.attestation_asked(self.learned, of=self.member, by=self.owner)}
        )

    def badge(self):
        practice = make.practice("Vahvistettu tapa", by=self.member)
        make.document(practice, by=self.member)
        make.trial(practice, by=self.owner)
        return numbered({"attested": make.attested(practice, of=self.member, by=self.owner)})

    def own_adoption(self):
        return numbered(
            {
                state: make.adoption(practice, by=self.owner)
                for state, practice in (("open", self.learned), ("named", self.secret))
            }
        )

    def situation(self):
        told = Telling("Asiakas on hiljaa.", "Mitä teet?", "Soitan, koska se auttaa.")
        made = tell_situation(self.texts.open, told, by=self.owner, language="fi")
        rehearse(self.texts.open, by=self.member)
        self.told = made
        return numbered({"agreed": made})

    def situation_asked(self):
        return numbered({"today": self.told})

    def path(self):
        about = PathAbout("Ensimmäiset viikot", "", PathRole.NEWCOMER, None)
        made = {
            state: open_path(about, by=self.owner, language="fi")
            for state in ("open", "removed")
        }
        steps = {
            state: add_step(one, self.texts.open.id, StepReason("Alku.", 1), by=self.owner)
            for state, one in made.items()
        }
        self.hidden_step = add_step(
            made["open"], self.texts.named.id, StepReason("Salaa.", 2), by=self.owner
        )
        remove_path(made["removed"], by=self.owner)
        self.open_path = made["open"]
        return {
            state: {"number": one.id, "which": steps[state].id} for state, one in made.items()
        }

    def step(self):
        return {"named": {"number": self.open_path.id, "which": self.hidden_step.id}}

    def removed_step(self):
        step = add_step(
            self.open_path, self.texts.held.id, StepReason("Turha.", 3), by=self.owner
        )
        remove_step(step, by=self.owner)
        return {"taken-off": {"number": self.open_path.id, "which": step.id}}

    def notice(self):
        topic = Topic(About.PRACTICE, self.texts.open.id)
        tell(self.owner, NoticeKind.COMMENTED, topic, by=self.member)
        found = session.scalar(select(Notice).where(Notice.person_id == self.owner.id))
        return numbered({"told": found})

    def leaver(self):
        self.owner.last_working_day = clock.today() + timedelta(days=40)
        session.add(Departure(person_id=self.owner.id, told_by_id=self.cast.coordinator.id))
        session.flush()
        return numbered({"leaving": self.owner})

    def handover(self):
        planned = PlannedMeans(Means.COVERING, clock.today() + timedelta(days=9))
        plan_handover(self.texts.open, self.owner, planned, by=self.owner)
        return {"planned": {"number": self.owner.id, "slug": self.texts.open.slug}}

    def person(self):
        return {"here": {"number": self.cast.reader.id, "name": self.cast.reader.name}}

    def account(self):
        return numbered({"here": self.cast.reader, "suspended": self.cast.suspended})

    def own_sign_in(self):
        token = sign_in(self.owner)
        return numbered({"elsewhere": sign_in_by_hash(hash_of(token))})

    def term(self):
        return numbered({"added": make.term()})

    def means(self):
        worded = MeansWording(
            "Kävely", "Walk", "Puhuu", "Talks", 2, Strength.STRONG, Strength.WEAK
        )
        return numbered({"added": add_means(worded)})

    def set_question(self):
        first = questions_of(QuestionSet.CRITICAL_DECISION)[0]
        return {"asked": {"name": QuestionSet.CRITICAL_DECISION.value, "key": first.key}}

    def feed(self):
        return {state: {"token": make_feed(by=one)} for state, one in self._holders().items()}

    def mail_link(self):
        return {
            "sent" if state == "made" else state: {"token": token_for(one, self.settings)}
            for state, one in self._holders().items()
        }

    def password_link(self):
        keys = self.settings.keys
        links = {
            "open": offer_link(self.owner, by=self.cast.admin),
            "suspended": offer_link(self.cast.suspended, by=self.cast.admin),
        }
        return {state: {"token": token_of(one, keys)} for state, one in links.items()}

    def _holders(self):
        return {"made": self.owner, "suspended": self.cast.suspended}

    def badge_key(self):
        keys = BadgeKeys.of(self.settings)
        keys.make()
        return {"made": {"name": keys.public[0]["kid"]}}

    def programme(self):
        return {"shown": {"quarter": "2026-3", "key": "coverage"}}
