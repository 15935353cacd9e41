"""Words that nothing else holds, each in something that is not for everybody.

Beside each canary stands a companion: whoever looks for that finds the canary, if they may.
"""

from dataclasses import dataclass
from datetime import timedelta

from kb.context.questions.models import QuestionSet
from kb.context.questions.queries import questions_of
from kb.cycle.trash.actions import remove_practice
from kb.document.attachments.actions import attach
from kb.document.attachments.pictures import read_picture
from kb.document.boards.removing import remove_board
from kb.document.flaws.actions import report_flaw
from kb.document.revisions.actions import hand_over
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.document.writing.beginnings import begin_practice
from kb.document.writing.forms import NewPractice
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.inventories.actions import keep_answer
from kb.identify.inventories.forms import Told
from kb.identify.leaving.models import Departure
from kb.identify.recognitions.actions import recognise
from kb.identify.recognitions.forms import Acknowledgement
from kb.identify.recognitions.models import RecognitionView
from kb.internalise.improvements.actions import propose_improvement
from kb.internalise.improvements.forms import Proposal
from kb.internalise.paths.actions import open_path, remove_path
from kb.internalise.paths.forms import PathAbout
from kb.internalise.paths.models import PathRole
from kb.internalise.plans.actions import make_plan
from kb.internalise.plans.explaining import note_teach_back
from kb.internalise.plans.forms import Intention, Retelling
from kb.internalise.plans.queries import teach_back_ahead
from kb.internalise.situations.actions import tell_situation
from kb.internalise.situations.forms import Telling
from kb.internalise.trials.models import Verdict
from kb.practices.models import Audience
from kb.share.events.actions import plan_event
from kb.share.events.forms import About, When
from kb.share.events.joining import invite
from kb.share.fit.actions import answer_fit
from kb.share.fit.forms import Opinion
from kb.share.fit.models import Fit
from kb.share.means import GoalKind, Means
from kb.share.mentoring.asking import round_now
from kb.share.pairings.signing import write_agreement
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace
from kb.share.turns.actions import list_item, plan_turn
from kb.share.turns.forms import TurnPlan
from kb.share.turns.models import TurnKind
from kb.socialise.talk.actions import comment_on
from support import make
from support.files import picture
from support.guarded import for_named, written
from support.guarded_doings import AIM

PAIR = {"owner", "member"}


@dataclass(frozen=True)
class Canary:
    """One word, its companion, where it sits and who may hear it."""

    place: str
    word: str
    companion: str
    heard_by: frozenset


class Canaries:
    """Puts them where they sit; ``all`` are the ones that do."""

    def __init__(self, texts):
        self.cast, self.settings = texts.cast, texts.settings
        self.owner, self.member = texts.owner, texts.member
        self.all = []
        for name in vars(type(self)):
            if name.startswith("in_"):
                getattr(self, name)()

    def words(self, place, *heard_by):
        """Return a companion and a canary for that place."""
        number = len(self.all) + 10
        made = Canary(
            place, f"kanaria{number}qx", f"seura{number}qx", frozenset(heard_by or PAIR)
        )
        self.all.append(made)
        return f"{made.companion} {made.word}"

    def in_a_practice_of_a_named_audience(self):
        title = self.words("named practice: title")
        summary = self.words("named practice: summary")
        secret = self.secret = make.practice(title, by=self.owner, summary=summary)
        secret.place([], [], [self.words("named practice: tag").split()[1]])
        told = {
            "title": title,
            "readers_words": self.words("named practice: readers' words"),
            **{part: self.words(f"named practice: {part}") for part in ("action", "why")},
        }
        make.document(secret, by=self.owner)
        base = str(current_revision(secret, "fi").id)
        told |= {"base": base, "change_note": self.words("named practice: change note")}
        hand_over(secret, "fi", Wording.parse(told), by=self.owner)
        for_named(secret, self.member)
        secret.slug = "nimetyille"  # who guesses an address knows its words already

    def in_what_is_said_of_it(self):
        of = self.secret
        comment_on(of, self.words("named practice: comment"), by=self.owner, language="fi")
        report_flaw(of, self.words("named practice: flaw"), by=self.member, language="fi")
        reason = self.words("named practice: recognition")
        recognise(
            of,
            Acknowledgement(self.owner.id, RecognitionView.INDIVIDUAL, reason),
            by=self.member,
        )
        tried = self.words("named practice: trial")
        trial = make.trial(of, by=self.member, verdict=Verdict.ADAPTED, happened=tried)
        said = Proposal("why", self.words("named practice: improvement"), "Siksi.", "fi")
        propose_improvement(trial, said, by=self.member)
        make.adoption(of, by=self.member, story=self.words("named practice: adoption"))
        told = [self.words(f"named practice: situation {part}") for part in ("told", "asked")]
        tell_situation(of, Telling(*told, "Siksi."), by=self.owner, language="fi")
        make.question(self.words("named practice: question"), of=self.owner, by=self.member)

    def in_a_files_name(self):
        name = f"{self.words('named practice: file name').split()[1]}.png"
        folder = self.settings.files
        kept = attach(self.secret, read_picture(name, picture()), by=self.owner, folder=folder)
        kept.opened_at = clock.now()

    def in_a_draft(self):
        base = written("Luonnoksen tapa", by=self.owner)
        told = {"title": base.title, "action": self.words("draft", "owner")}
        save_draft(base, "fi", Wording.parse(told), by=self.owner)
        waits = self.words("awaiting approval", *PAIR, "coordinator")
        told = {
            "title": base.title,
            "action": waits,
            "base": str(current_revision(base, "fi").id),
        }
        hand_over(base, "fi", Wording.parse(told), by=self.member)

    def in_what_is_begun(self):
        heard_by = "owner", "coordinator"
        form = {
            "sheet": "kanaria",
            "title": self.words("begun: title", *heard_by),
            "action": self.words("begun: text", "owner"),
            "language": "fi",
        }
        fields = {name: [words] for name, words in form.items()}
        new = NewPractice.parse(form, (), ())
        begin_practice(new, fields, by=self.owner).practice.slug = "aloitettu"

    def in_the_trash(self):
        heard_by = "coordinator", "admin"
        gone = written(
            self.words("trash: title", *heard_by),
            by=self.owner,
            action=self.words("trash: text", "nobody"),
        )
        gone.slug = "havitetty"
        reason = self.words("trash: reason", *heard_by)
        remove_practice(gone, reason, by=self.cast.coordinator)
        heard_by = "owner", "coordinator"
        board = make.board(self.words("trash: board", *heard_by), by=self.owner)
        remove_board(board, by=self.owner)
        about = PathAbout(self.words("trash: path", *heard_by), "", PathRole.MENTOR, None)
        remove_path(open_path(about, by=self.owner, language="fi"), by=self.owner)

    def in_what_a_pair_says(self):
        heard_by = *PAIR, "coordinator"
        pair = make.agreed_pair(self.owner, self.member)
        pair.goal = self.words("pair: goal", *heard_by)
        pair.mentor_motivation = self.words("pair: motivation", *heard_by)
        kept_between = self.words("pair: confidentiality", *heard_by)
        write_agreement(pair, make.terms(confidentiality=kept_between), by=self.owner)
        make.signed(pair, confidentiality=kept_between)
        agenda = self.words("pair: agenda", *heard_by)
        make.planned(pair, by=self.owner, agenda=agenda, place="Huone")
        met = make.talk(pair)
        met.summary = self.words("pair: summary", *heard_by)
        keys = KeyPlace.of(self.settings)
        for meeting in (None, met):
            words = self.words("private note", "owner")
            keep_note(pair, meeting, Jotting(words), by=self.owner, place=keys)
        fit = self.words("fit, for the coordinator", "member", "coordinator")
        answer_fit(pair, round_now(pair), Opinion(Fit.NOT, fit), by=self.member)

    def in_what_is_not_proposed_yet(self):
        goal = self.words("wish", "author")
        make.wish(self.cast.author, goal=goal)

    def in_an_interview(self):
        talk = make.interview(self.member, by=self.owner, topic=self.words("interview: topic"))
        make.said(talk, self.words("interview: answer"))

    def in_what_is_asked(self):
        make.need(self.words("need", "owner", "coordinator"), by=self.owner)
        make.question(self.words("question"), of=self.member, by=self.owner)
        make.search(self.words("search log", "coordinator"), 0)

    def in_ones_own(self):
        first = questions_of(QuestionSet.SELF_INVENTORY)[1]
        told = Told(self.words("inventory", "owner"))
        keep_answer(first, told, by=self.owner, language="fi")
        learned = written("Sisäistetty tapa", by=self.member)
        when, then = (self.words(f"plan: {part}", "owner") for part in ("when", "then"))
        meant = Intention(when, then, None, teach_back=self.member.id)
        plan = make_plan(written("Aiottu tapa", by=self.member), meant, by=self.owner)
        missed = Retelling(clock.today(), self.words("teach-back"))
        note_teach_back(teach_back_ahead(plan), missed, by=self.member)
        make.trial(learned, by=self.owner)
        asked = self.words("attestation")
        make.attestation_asked(learned, of=self.member, by=self.owner, words=asked)
        purpose = self.words("last day", "owner", "coordinator")
        self.owner.last_working_day = clock.today() + timedelta(days=50)
        session.merge(
            Departure(
                person_id=self.owner.id,
                purpose=purpose,
                told_by_id=self.cast.coordinator.id,
            )
        )
        session.flush()

    def in_what_few_share(self):
        board = make.board(self.words("named board"), by=self.owner, people=[self.member])
        make.sticky(board, self.words("named board: note"), by=self.owner)
        name, goal = self.words("named event: name"), self.words("named event: goal")
        aim = type(AIM)(goal, GoalKind.AGREE_COMMON)
        about = About(name, aim, Means.STUDY_CIRCLE.value, audience=Audience.NAMED)
        when = When(clock.now() + timedelta(days=3), place=self.words("named event: place"))
        event = plan_event(about, when, "Opin", by=self.owner, language="fi")
        invite(event, [self.member.id], by=self.owner)
        day, heard_by = clock.today(), (*PAIR, "coordinator")
        planned = TurnPlan(
            AIM,
            TurnKind.COVERING,
            self.owner.id,
            self.member.id,
            day,
            day + timedelta(days=9),
            accounts=self.words("turn: accounts", *heard_by),
        )
        turn = plan_turn(planned, by=self.owner, language="fi")
        list_item(turn, self.words("turn: item", *heard_by), by=self.owner)
