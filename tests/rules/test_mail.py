"""Mail: one letter of what is new, on a working morning, and nothing of what is hidden."""

from datetime import UTC, datetime, timedelta

import pytest

from kb.config import Settings, UnsafeSettingError
from kb.foundation import clock, outbox
from kb.foundation.db import session, unit_of_work
from kb.foundation.outbox import Outbox
from kb.notices.actions import see_all, tell
from kb.notices.mail.actions import choose_mail, forget_letters, post_letters, write_digests
from kb.notices.mail.forms import MailChoice
from kb.notices.mail.models import Letter, LetterState
from kb.notices.mail.queries import next_lines
from kb.notices.mail.quiet import is_quiet
from kb.notices.models import About, Notice, NoticeKind, Topic
from kb.people.actions import suspend
from kb.people.models import Person
from kb.practices.models import Audience
from kb.reactions import DELIVERIES
from kb.share.mentoring.models import Session
from kb.share.mentoring.planning import cancel_meeting, move_meeting
from support import make
from support.post_office import post_office, sending_by

SECRET = "a secret of forty characters for mails.."
MORNING = datetime(2026, 11, 30, 6, 30, tzinfo=UTC)  # Monday, half past eight in Helsinki
QUESTION = "Kuka hyväksyy matkalaskun?"


@pytest.fixture
def office(app, all_pages):
    with post_office() as opened:
        app.extensions["settings"] = sending_by(app.extensions["settings"], opened)
        yield opened


@pytest.fixture
def people(app):
    with unit_of_work():
        told = make.person("Jesse Lindqvist")
        told.email = "jesse@yritys.fi"
        return told.id, make.person("Petri Saarela").id


def tell_jesse(kind=NoticeKind.NEED_ANSWERED, topic=None):
    jesse, petri = someone("Jesse Lindqvist"), someone("Petri Saarela")
    tell(jesse, kind, topic or Topic(About.NEED, make.need(QUESTION, by=jesse).id), by=petri)


def someone(name):
    return session.query(Person).filter_by(name=name).one()


def go_through(moment=MORNING):
    """Let a worker look once."""
    with clock.standing_at(moment):
        with unit_of_work():
            write_digests()
        with unit_of_work():
            post_letters()
        outbox.drain({"mail": DELIVERIES["mail"]})


def states():
    found = [one.state for one in session.query(Letter).order_by(Letter.id)]
    session.rollback()
    return found


def posted():
    number = session.query(Outbox).filter_by(kind="mail").count()
    session.rollback()
    return number


def test_everything_new_comes_in_one_letter(office, people):
    with clock.standing_at(MORNING - timedelta(hours=12)), unit_of_work():
        tell_jesse()
        tell_jesse()

    go_through()

    [(to, letter)] = office.letters
    text = letter.get_content()
    assert to == ["jesse@yritys.fi"]
    assert letter["Subject"] == "Kisälli: 2 uutta asiaa sinulle"
    assert text.count(QUESTION) == 2
    assert "Kysymykseesi on vastattu" in text
    assert "Keneltä: Petri Saarela" in text
    assert "https://kisalli.yritys.fi/needs/" in text
    assert "https://kisalli.yritys.fi/mail/" in letter["List-Unsubscribe"]


def test_the_letter_speaks_its_readers_language(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        someone("Jesse Lindqvist").language = "en"
        tell_jesse()

    go_through()

    [(_, letter)] = office.letters
    assert letter["Subject"] == "Kisälli: 1 new thing for you"
    assert "Hello Jesse," in letter.get_content()


def test_a_day_has_one_letter_however_often_the_worker_looks(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()
    go_through()
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()

    go_through()
    go_through(MORNING + timedelta(hours=3))
    assert len(office.letters) == 1

    go_through(MORNING + timedelta(days=1))
    assert len(office.letters) == 2
    assert office.letters[0][1]["Message-ID"] != office.letters[1][1]["Message-ID"]


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 11, 30, 5, 59, tzinfo=UTC), True),  # Monday, before eight
        (datetime(2026, 11, 30, 6, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 29, 9, 0, tzinfo=UTC), True),  # Sunday
        (datetime(2026, 12, 24, 9, 0, tzinfo=UTC), True),  # Christmas eve, a Thursday
        (datetime(2027, 1, 6, 9, 0, tzinfo=UTC), True),  # Epiphany, a Wednesday
        (datetime(2027, 5, 6, 9, 0, tzinfo=UTC), True),  # Ascension day, a Thursday
        (datetime(2027, 6, 25, 9, 0, tzinfo=UTC), True),  # midsummer eve, a Friday
        (datetime(2027, 7, 1, 5, 30, tzinfo=UTC), False),  # summer time
    ],
)
def test_people_are_left_alone_at_night_on_weekends_and_holidays(moment, quiet):
    assert is_quiet(moment) is quiet


def test_on_a_quiet_day_no_letter_is_written(office, people):
    sunday = MORNING - timedelta(days=1)
    with clock.standing_at(sunday), unit_of_work():
        tell_jesse()

    go_through(sunday)

    assert (office.letters, states()) == ([], [])


def test_what_was_read_before_the_letter_goes_is_not_in_it(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()
        write_digests()
        post_letters()
        see_all(by=someone("Jesse Lindqvist"))

    with clock.standing_at(MORNING):
        outbox.drain({"mail": DELIVERIES["mail"]})

    assert (office.letters, states()) == ([], [LetterState.NEEDLESS])


def test_what_was_hidden_before_the_letter_goes_is_not_in_it(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        practice = make.practice("Salainen hinta", by=someone("Petri Saarela"))
        tell_jesse(NoticeKind.REVISED, Topic(About.PRACTICE, practice.id))
        tell_jesse()
        write_digests()
        post_letters()
        practice.audience = Audience.NAMED

    with clock.standing_at(MORNING):
        outbox.drain({"mail": DELIVERIES["mail"]})

    [(_, letter)] = office.letters
    assert letter["Subject"] == "Kisälli: 1 uusi asia sinulle"
    assert "Salainen" not in letter.as_string()


def test_a_kind_one_does_not_want_stays_in_the_list_alone(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        wanted = [kind.value for kind in NoticeKind if kind is not NoticeKind.NEED_ANSWERED]
        choose_mail(MailChoice.parse(wanted), by=someone("Jesse Lindqvist"))
        tell_jesse()
        assert next_lines(someone("Jesse Lindqvist")) == []

    go_through()

    assert (office.letters, states()) == ([], [])


def test_a_mail_server_that_is_down_loses_no_letter(office, people):
    office.closed = True
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()
    go_through()
    assert (office.letters, states()) == ([], [LetterState.WAITING])

    office.closed = False
    go_through(MORNING + timedelta(seconds=11))

    assert (len(office.letters), states()) == (1, [LetterState.SENT])


def test_a_letter_that_was_given_up_is_posted_again_and_lapses_after_days(office, people):
    office.closed = True
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()
    for hours in (0, 1, 2, 3):
        go_through(MORNING + timedelta(hours=hours))
    assert posted() == 1

    go_through(MORNING + timedelta(hours=5))
    assert posted() == 2

    go_through(MORNING + timedelta(days=4))
    assert states()[0] is LetterState.LAPSED


def test_a_letter_posted_twice_is_sent_once(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()
        write_digests()
        post_letters()
        outbox.post("mail", letter_id=session.query(Letter).one().id)

    with clock.standing_at(MORNING):
        outbox.drain({"mail": DELIVERIES["mail"]})

    assert len(office.letters) == 1


def test_nobody_is_written_to_who_has_gone_or_has_nobodys_address(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()
        write_digests()
        suspend(someone("Jesse Lindqvist"))
        petri, question = someone("Petri Saarela"), make.need(by=someone("Jesse Lindqvist"))
        tell(petri, NoticeKind.NEED_OFFERED, Topic(About.NEED, question.id))

    go_through()

    assert office.letters == []
    assert states() == [LetterState.NEEDLESS] * 2  # Petri's address ends in .example


def test_a_name_cannot_put_a_header_into_a_letter(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        someone("Jesse Lindqvist").name = "Jesse\r\nBcc: muut@yritys.fi"
        session.flush()
        jesse = session.get(Person, people[0])
        topic = Topic(About.NEED, make.need(QUESTION, by=jesse).id)
        tell(jesse, NoticeKind.NEED_ANSWERED, topic)

    go_through()

    assert all("muut@yritys.fi" not in to for to, _ in office.letters)
    assert all(letter["Bcc"] is None for _, letter in office.letters)


@pytest.mark.parametrize(
    "wrong",
    [
        {"KB_SMTP_HOST": "posti.yritys.fi"},
        {"KB_SMTP_SECURITY": "ssl"},
        {"KB_SMTP_SECURITY": "none", "KB_SMTP_USER": "kisalli"},
    ],
)
def test_settings_that_cannot_send_safely_are_refused(wrong, tmp_path):
    with pytest.raises(UnsafeSettingError):
        Settings.read({"KB_SECRET_KEY": SECRET, "KB_DATA_DIR": str(tmp_path), **wrong})


def test_a_password_of_a_file_is_read_and_never_shown(tmp_path):
    kept = tmp_path / "password"
    kept.write_text("hunter2hunter2\n")

    read = Settings.read({"KB_SECRET_KEY": SECRET, "KB_SMTP_PASSWORD_FILE": str(kept)})

    assert read.smtp_password == "hunter2hunter2"
    assert "hunter2" not in repr(read)


def test_that_a_letter_went_is_forgotten_after_a_month(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        tell_jesse()
    go_through()

    for days, kept in ((29, 1), (31, 0)):
        with clock.standing_at(MORNING + timedelta(days=days)), unit_of_work():
            forget_letters()
            assert session.query(Letter).count() == kept
            assert session.query(Notice).count() == 1


VILLAGE = "Kahvila Ääniö"


@pytest.fixture
def agreed(office, people):
    """Jesse and Petri agree on a meeting, in three days, on a Sunday evening."""
    sunday = MORNING - timedelta(hours=14)
    with clock.standing_at(sunday), unit_of_work():
        jesse, petri = someone("Jesse Lindqvist"), someone("Petri Saarela")
        petri.email = "petri@yritys.fi"
        meeting = make.planned(make.active_pair(petri, jesse), by=petri, days=3, place=VILLAGE)
        number = meeting.id
    return number, sunday


def calendar_in(letter):
    [part] = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    return part.get_param("method"), part.get_content()


def go_to(office, moment):
    """Return the letters that go at ``moment``, by whom they are for."""
    before = len(office.letters)
    go_through(moment)
    return {to[0]: letter for to, letter in office.letters[before:]}


def test_a_meeting_comes_into_both_calendars_at_once_even_on_a_sunday(office, agreed):
    _, sunday = agreed

    sent = go_to(office, sunday)

    assert set(sent) == {"jesse@yritys.fi", "petri@yritys.fi"}
    letter = sent["jesse@yritys.fi"]
    method, calendar = calendar_in(letter)
    said = letter.get_body(("plain",)).get_content()
    assert method == "REQUEST"
    assert "METHOD:REQUEST" in calendar
    assert "SEQUENCE:0" in calendar
    assert letter["Subject"].startswith("Kisälli: tapaaminen ")
    assert VILLAGE in said
    assert "tämä tapaaminen on sovittu" in said
    assert "https://kisalli.yritys.fi/mentoring/meetings/" in said
    assert go_to(office, MORNING) == {}  # no second letter of the same


def test_a_meeting_that_is_cancelled_leaves_the_calendars(office, agreed):
    number, sunday = agreed
    go_through(sunday)
    with clock.standing_at(sunday), unit_of_work():
        cancel_meeting(session.get_one(Session, number), by=someone("Jesse Lindqvist"))

    sent = go_to(office, sunday)

    assert {calendar_in(letter)[0] for letter in sent.values()} == {"CANCEL"}
    assert all("SEQUENCE:1" in calendar_in(letter)[1] for letter in sent.values())


def test_an_invitation_that_was_overtaken_before_it_went_does_not_go(office, agreed):
    number, sunday = agreed
    with clock.standing_at(sunday), unit_of_work():
        meeting = session.get_one(Session, number)
        move_meeting(meeting, make.plan_in(days=4, place=VILLAGE), by=someone("Petri Saarela"))

    sent = go_to(office, sunday)

    assert len(sent) == 2
    assert all("SEQUENCE:1" in calendar_in(letter)[1] for letter in sent.values())
    assert states().count(LetterState.NEEDLESS) == 2


def test_who_wants_no_letters_of_meetings_gets_none(office, people):
    with clock.standing_at(MORNING), unit_of_work():
        jesse, petri = someone("Jesse Lindqvist"), someone("Petri Saarela")
        petri.email = "petri@yritys.fi"
        choose_mail(MailChoice(frozenset(NoticeKind) - {NoticeKind.MEETING_PLANNED}), by=jesse)
        make.planned(make.active_pair(petri, jesse), by=petri)

    assert set(go_to(office, MORNING)) == {"petri@yritys.fi"}
