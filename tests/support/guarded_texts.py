"""What is written in the guarded house: practices, their texts, and what is said of them."""

from io import BytesIO

from sqlalchemy import select

from kb.context.questions.models import QuestionSet
from kb.context.questions.queries import questions_of
from kb.cycle.trash.actions import remove_practice
from kb.document.attachments.actions import attach
from kb.document.attachments.kinds import Caps
from kb.document.attachments.pictures import read_picture
from kb.document.boards.drafting import draft_from_group
from kb.document.boards.forms import DraftWish
from kb.document.boards.models import BoardGroup, BoardNote
from kb.document.boards.removing import remove_board
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.elicitation.notes import ElicitationAside
from kb.document.elicitation.queries import answers_in
from kb.document.flaws.actions import report_flaw
from kb.document.imports.models import ImportBatch
from kb.document.papers.desks import lay_down
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.document.writing.beginnings import begin_practice
from kb.document.writing.forms import NewPractice
from kb.foundation.db import session
from kb.identify.inventories.actions import keep_answer
from kb.identify.inventories.forms import Told
from kb.identify.needs.answers import answer_shortly
from kb.identify.needs.offers import offer_need
from kb.identify.recognitions.actions import recognise
from kb.identify.recognitions.forms import Acknowledgement
from kb.identify.recognitions.models import RecognitionView
from kb.socialise.talk.actions import answer, comment_on
from support import make, papers
from support.files import picture
from support.guarded import for_named, held_too, written


class Texts:
    """Writes them; each method returns a thing's states and the numbers that name it."""

    def __init__(self, cast, settings):
        self.cast, self.settings = cast, settings
        self.owner, self.member, self.outsider = cast.owner, cast.member, cast.outsider
        self.open = written("Avoin tapa", by=self.owner)
        self.named = for_named(written("Nimettyjen tapa", by=self.owner), self.member)
        self.held = held_too(written("Yhteinen tapa", by=self.owner), self.member)
        self.begun = self._begun("Aloitettu tapa", "sheet-of-owner")
        self.dropped = written("Luovuttu tapa", by=self.owner)
        drop_practice(self.dropped, Farewell("Ei toiminut.", ""), by=self.owner)
        self.removed = written("Poistettu tapa", by=self.owner)
        remove_practice(self.removed, "Oli kahdesti.", by=cast.coordinator)
        self.wished = written("Ulkopuolisen tapa", by=self.outsider)
        for one in (self.open, self.named):
            self._reword(one, by=self.owner)

    def _begun(self, title, sheet):
        form = {"sheet": sheet, "title": title, "action": "Soitan ensin.", "language": "fi"}
        fields = {name: [words] for name, words in form.items()}
        return begin_practice(NewPractice.parse(form, (), ()), fields, by=self.owner).practice

    def known(self):
        """Return the numbers of practices that forms speak of."""
        current = self._current(self.open).id
        return {one: getattr(self, one).id for one in ("open", "named", "held", "wished")} | {
            "current": current,
            "carried": self.open.id,
        }

    def practice(self):
        states = ("open", "named", "held", "begun", "dropped", "removed")
        return {one: {"slug": getattr(self, one).slug} for one in states}

    def trash(self):
        return {"removed": {"slug": self.removed.slug}, "open": {"slug": self.open.slug}}

    def revision(self):
        states = {one: self._current(getattr(self, one)) for one in ("open", "named")}
        states["awaiting"] = self._reword(self.open, by=self.member)
        return {
            state: {"slug": one.practice.slug, "number": one.id}
            for state, one in states.items()
        }

    def _current(self, practice):
        return current_revision(practice, practice.language)

    def _reword(self, practice, *, by):
        base = str(self._current(practice).id)
        told = {"title": practice.title, "action": "Soitan aina ensin.", "base": base}
        return hand_over(practice, "fi", Wording.parse(told), by=by)

    def file(self):
        files = {"open": self.open, "named": self.named, "unopened": self.dropped}
        return {state: self._filed(state, practice) for state, practice in files.items()}

    def _filed(self, state, practice):
        name = f"{state}.png"
        kept = attach(
            practice, read_picture(name, picture()), by=self.owner, folder=self.settings.files
        )
        if state != "unopened":
            kept.opened_at = practice.published_at
        return {"slug": practice.slug, "name": name}

    def comment(self):
        comments = {
            state: comment_on(practice, "Hyvä tapa.", by=self.owner, language="fi")
            for state, practice in (("open", self.open), ("named", self.named))
        }
        return numbered(comments)

    def flaw(self):
        said = {
            state: report_flaw(practice, "Numero puuttuu.", by=self.member, language="fi")
            for state, practice in (("open", self.open), ("named", self.named))
        }
        return numbered(said)

    def recognition(self):
        said = Acknowledgement(self.owner.id, RecognitionView.INDIVIDUAL, "Opin paljon.")
        given = {
            state: recognise(practice, said, by=self.member)
            for state, practice in (("open", self.open), ("named", self.named))
        }
        return numbered(given)

    def begun_sheet(self):
        return {"begun": {"sheet": "sheet-of-owner"}}

    def paper(self):
        place = self.settings.incoming / "papers"
        read = BytesIO(papers.docx())
        token = lay_down("muistio.docx", read, Caps(), by_id=self.owner.id, place=place)
        return {"laid-down": {"token": token}}

    def imported(self):
        batch = ImportBatch(source="folder", by=self.owner)
        session.add(batch)
        session.flush()
        return numbered({"imported": batch})

    def need(self):
        asked = {one: make.need(f"Kuka hyväksyy {one}?", by=self.owner) for one in self.NEEDS}
        offer_need(asked["offered"], self.member)
        other, slug = asked["other"].id, self.open.slug
        return {
            state: {"number": one.id, "other": other, "slug": slug, "need": one.id}
            for state, one in asked.items()
            if state != "other"
        }

    NEEDS = ("open", "offered", "other")

    def need_answer(self):
        asked = make.need("Missä on lomake?", by=self.outsider)
        offer_need(asked, self.owner)
        made = answer_shortly(asked, "Henkilöstön tilassa.", language="fi", by=self.owner)
        return {"given": {"answer": made.id}}

    def own_answer(self):
        first = questions_of(QuestionSet.SELF_INVENTORY)[0]
        told = Told("Kuulen äänestä.", "Äänen kuuleminen")
        made = keep_answer(first, told, by=self.owner, language="fi")
        self.own_version = made.version
        return {"told": {"number": made.id, "slug": self.open.slug}}

    def own_questions(self):
        first = questions_of(QuestionSet.SELF_INVENTORY)[0]
        return {
            "asked": {
                "name": QuestionSet.SELF_INVENTORY.value,
                "key": first.key,
                "version": self.own_version,
            }
        }

    def question(self):
        put = {
            one: make.question(of=self.member, by=self.owner) for one in ("asked", "answered")
        }
        answer(put["answered"], "Heti.", by=self.member)
        return numbered(put)

    def sparring(self):
        note = make.note(by=self.owner)
        return {"told": {"number": note.id, "note": note.id}}

    def interview(self):
        talks = {
            "asked": make.interview(self.member, by=self.owner, agreed=False),
            "agreed": make.interview(self.member, by=self.owner),
        }
        make.said(talks["agreed"], "Kuulen sen äänestä.")
        return {state: self._said_in(one) for state, one in talks.items()}

    def _said_in(self, talk):
        first = questions_of(talk.of)[0]
        aside = version = 0
        if answers := answers_in(talk):
            said = answers[first.key]
            beside = ElicitationAside(answer_id=said.id, text="Tai katson.", by=self.member)
            session.add(beside)
            session.flush()
            aside, version = beside.id, said.version
        phase = talk.phases[0].value
        return {"number": talk.id, "key": first.key, "phase": phase} | {
            "aside": aside,
            "version": version,
        }

    def board(self):
        boards = {
            "open": make.workshop(self.owner, self.member),
            "named": make.board("Salaa?", by=self.owner, people=[self.member]),
            "removed": make.board("Turha?", by=self.owner),
        }
        remove_board(boards["removed"], by=self.owner)
        make.sticky(boards["named"], by=self.owner)
        return {state: self._stuck_on(one) for state, one in boards.items()}

    def _stuck_on(self, board):
        note = session.scalar(select(BoardNote.id).where(BoardNote.board_id == board.id))
        group = session.scalar(select(BoardGroup.id).where(BoardGroup.board_id == board.id))
        return {"number": board.id, "note": note or 0, "group": group or 0}

    def board_draft(self):
        leader = make.workshop(self.owner, self.member)
        group = session.get_one(BoardGroup, self._stuck_on(leader)["group"])
        made = draft_from_group(
            leader, group, DraftWish("Ryhmän tapa", holder="me"), by=self.owner
        )
        return numbered({"drafted": made})


def numbered(things):
    """Return things by state as the numbers of their addresses."""
    return {state: {"number": one.id} for state, one in things.items()}
