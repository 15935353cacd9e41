"""What somebody outside has for themselves in the guarded house: the owner sees none of it."""

from datetime import timedelta

from sqlalchemy import select

from kb.context.questions.queries import questions_of
from kb.document.attachments.actions import attach
from kb.document.attachments.pictures import read_picture
from kb.document.boards.forms import Label
from kb.document.boards.models import BoardGroup, BoardNote
from kb.document.boards.models import BoardState as State
from kb.document.elicitation.notes import ElicitationAside
from kb.document.elicitation.queries import answers_in
from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.needs.answers import answer_shortly
from kb.identify.needs.offers import offer_need
from kb.internalise.paths.actions import add_step, open_path
from kb.internalise.paths.forms import PathAbout, StepReason
from kb.internalise.paths.models import PathRole
from kb.practices.models import Audience
from kb.share.events.actions import plan_event
from kb.share.events.forms import About, When
from kb.share.events.queries import meetings_of
from kb.share.means import Means
from kb.share.turns.actions import list_item, plan_turn
from kb.share.turns.forms import TurnPlan
from kb.share.turns.models import TurnKind
from support import make
from support.files import picture
from support.guarded import for_named, written
from support.guarded_doings import AIM


class Others:
    """Makes it; each method returns the numbers that name one thing of somebody else's."""

    def __init__(self, texts):
        self.settings, self.open = texts.settings, texts.open
        self.who, self.other = texts.outsider, texts.cast.author
        self.secret = for_named(written("Vieraan salainen tapa", by=self.who))

    def practice(self):
        return {"slug": self.secret.slug, "practice": self.secret.id}

    def revision(self):
        made = current_revision(self.secret, "fi")
        return {"slug": self.secret.slug, "number": made.id}

    def file(self):
        shown = read_picture("vieras.png", picture())
        attach(self.secret, shown, by=self.who, folder=self.settings.files)
        return {"slug": self.secret.slug, "name": "vieras.png"}

    def board(self):
        made = make.board("Vieraan kysymys?", by=self.who, people=[self.other])
        make.sticky(made, by=self.who)
        make.move_on(made, State.GROUPING, by=self.who)
        make.add_group(made, Label("Vieraan ryhmä"), by=self.who)
        note, group = (
            session.scalar(select(table.id).where(table.board_id == made.id))
            for table in (BoardNote, BoardGroup)
        )
        return {"number": made.id, "note": note, "group": group}

    def event(self):
        about = About("Vieraan piiri", AIM, Means.STUDY_CIRCLE.value, audience=Audience.NAMED)
        when = When(clock.now() + timedelta(days=2))
        made = plan_event(about, when, "Opin", by=self.who, language="fi")
        return {"number": made.id, "meeting": meetings_of(made)[0].id}

    def interview(self):
        talk = make.interview(self.other, by=self.who)
        make.said(talk, "Vieraan vastaus.")
        first = questions_of(talk.of)[0]
        beside = ElicitationAside(
            answer_id=answers_in(talk)[first.key].id, text="Toinen.", by=self.other
        )
        session.add(beside)
        session.flush()
        return {"number": talk.id, "aside": beside.id}

    def own_note(self):
        pair = make.active_pair(self.who, self.other)
        return {"number": pair.id, "meeting": make.talk(pair).id, "pairing": pair.id}

    def need(self):
        asked = make.need("Vieraan kysymys?", by=self.who)
        offer_need(asked, self.other)
        made = answer_shortly(asked, "Vieraan vastaus.", language="fi", by=self.other)
        return {"number": asked.id, "need": asked.id, "answer": made.id}

    def path(self):
        about = PathAbout("Vieraan polku", "", PathRole.NEWCOMER, None)
        made = open_path(about, by=self.who, language="fi")
        step = add_step(made, self.open.id, StepReason("Alku.", 1), by=self.who)
        return {"number": made.id, "which": step.id}

    def turn(self):
        day = clock.today()
        numbers = self.who.id, self.other.id
        planned = TurnPlan(AIM, TurnKind.COVERING, *numbers, day, day + timedelta(days=9))
        made = plan_turn(planned, by=self.who, language="fi")
        list_item(made, "Vieraan asiakas", by=self.who)
        session.refresh(made)
        return {"number": made.id, "item": made.items[0].id}


def had_by_others(texts):
    """Return all of it by the names that the table of rights has for things."""
    others = Others(texts)
    names = [name for name in vars(Others) if not name.startswith("_")]
    return {name.replace("_", "-"): getattr(others, name)() for name in names}
