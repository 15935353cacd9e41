"""The self-check: what is not as it should be is said, with what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from kb.cycle.self_check import ways_in
from kb.cycle.self_check.lines import Health, Seen
from kb.cycle.self_check.views import PARTS
from kb.foundation import clock, outbox, signs
from kb.foundation.backups.shelf import next_name
from kb.foundation.db import session
from kb.people.models import Role
from support import make
from support.post_office import post_office, sending_by

LINES = sum(len(part) for part in PARTS.values())
TLS = {"wsgi.url_scheme": "https"}


@pytest.fixture
def samuel(signed_in):
    return signed_in("Samuel Forsman", language="en")


@pytest.fixture
def set_to(client):
    """Return ``change(name=value)``: settings as the installation's owner would choose them."""

    def change(**chosen):
        extensions = client.app.extensions
        extensions["settings"] = replace(extensions["settings"], **chosen)
        return extensions["settings"]

    return change


def checked(browser, **asked):
    """Return of each line how it is, and all its words."""
    page = browser.get("/self-check", **asked).html
    lines = page.select(".check")
    assert len(lines) == LINES
    return {one.h3.text: (one["data-found"], one.get_text(" ", strip=True)) for one in lines}


def found(browser, what, **asked):
    return checked(browser, **asked)[what][0]


def test_only_an_admin_sees_it(signed_in):
    signed_in("Leena Ahokas").get("/self-check", status=403)


def test_a_house_just_set_up_is_told_what_to_do_about_each_thing(samuel):
    told = checked(samuel)

    assert {how for how, _ in told.values()} == set(Health)
    assert told["Backup"][0] == told["Worker"][0] == "broken"
    assert "KB_BACKUP_DIR" in told["Backup"][1]
    assert told["Schema"][0] == told["Disk"][0] == told["Proxies"][0] == "ok"
    assert "Python 3" in told["Versions"][1]


def test_where_links_lead_is_compared_with_where_one_came_in(samuel, set_to):
    assert found(samuel, "Address") == "attend"
    set_to(base_url="https://kisalli.example.com")
    assert found(samuel, "Address") == "broken"
    set_to(base_url="http://localhost")

    assert found(samuel, "Address", headers={"Host": "localhost"}) == "ok"


def test_https_is_judged_by_how_the_request_came(samuel, set_to):
    assert found(samuel, "HTTPS") == "attend"
    from_afar = Seen("http://kisalli.example.com", secure=False, local=False, forwarded=False)
    assert ways_in.https(set_to(), from_afar).found == "broken"
    set_to(https=True)
    assert found(samuel, "HTTPS") == "broken"

    assert found(samuel, "HTTPS", extra_environ=TLS) == "ok"


def test_a_proxy_that_is_not_known_and_one_that_is_not_there_are_told(samuel, set_to):
    passed = {"X-Forwarded-For": "10.0.0.1"}
    assert found(samuel, "Proxies", headers=passed) == "broken"
    set_to(proxies=1)

    assert found(samuel, "Proxies") == "broken"
    assert found(samuel, "Proxies", headers=passed) == "ok"


def test_a_secret_that_others_can_read_is_told(samuel, set_to):
    secret = set_to().data_dir / "secret"
    secret.write_text("x" * 40)
    secret.chmod(0o644)
    assert found(samuel, "Secret and keys") == "broken"
    secret.chmod(0o600)

    assert found(samuel, "Secret and keys") == "ok"


def test_a_backup_is_to_be_new_elsewhere_and_sealed(samuel, set_to):
    shelf = set_to().backups
    shelf.mkdir()
    with clock.standing_at(clock.now() - timedelta(hours=40)):
        (shelf / next_name(sealed=False)).touch()
    assert "40 hours" in checked(samuel)["Backup"][1]
    (shelf / next_name(sealed=True)).touch()

    how, words = checked(samuel)["Backup"]

    assert how == "attend"
    assert "outlive" in words


def test_the_last_looking_through_is_told(samuel, client, set_to):
    folder = set_to().data_dir
    assert found(samuel, "Looked through") == "attend"
    session.commit()
    session.remove()
    client.app.test_cli_runner().invoke(args=["fsck"])
    assert found(samuel, "Looked through") == "ok"
    signs.give_sign(folder, signs.FSCK, "troubled")
    assert found(samuel, "Looked through") == "broken"
    with clock.standing_at(clock.now() - timedelta(days=9)):
        signs.give_sign(folder, signs.FSCK, "sound")

    assert found(samuel, "Looked through") == "attend"


def test_a_worker_that_went_silent_is_told(samuel, client, set_to):
    session.commit()
    session.remove()
    client.app.test_cli_runner().invoke(args=["work", "--once"])
    assert found(samuel, "Worker") == "ok"
    with clock.standing_at(clock.now() - timedelta(hours=1)):
        signs.give_sign(set_to().data_dir, signs.WORKER, "working")

    assert found(samuel, "Worker") == "broken"


def test_what_was_given_up_is_counted(samuel):
    moment = clock.now()
    session.add(
        outbox.Outbox(kind="mail", payload={}, made_at=moment, due_at=moment, dead_at=moment)
    )

    assert found(samuel, "What could not be done") == "attend"


def test_another_versions_schema_is_told(samuel):
    session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert found(samuel, "Schema") == "broken"


def test_people_of_the_demo_are_broken_once_others_can_come_in(samuel, set_to):
    assert found(samuel, "Demo people") == "attend"
    set_to(https=True)

    assert found(samuel, "Demo people") == "broken"


def test_one_administrator_is_too_few(samuel):
    assert found(samuel, "Administrators") == "attend"
    make.person("Leena Ahokas", Role.ADMIN)

    assert found(samuel, "Administrators") == "ok"


def test_a_clock_that_went_back_is_told(samuel):
    assert found(samuel, "Clock") == "ok"
    session.execute(text("UPDATE sign_in SET seen_at = '2099-01-01 00:00:00.000000'"))

    assert found(samuel, "Clock") == "broken"


def test_a_letter_to_oneself_says_whether_mail_works(samuel, client, set_to):
    with post_office() as office:
        client.app.extensions["settings"] = sending_by(set_to(), office)
        send(samuel)
        ((to, _letter),) = office.letters
        office.closed = True
        refused = send(samuel)

    assert to == [samuel.person.email]
    assert "did not take the letter" in refused.text


def send(browser):
    return browser.get("/self-check").forms["letter"].submit(status=302).follow()
