"""What tells a machine whether the house answers, and Prometheus its figures."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from kb.foundation import clock, outbox, signs
from kb.foundation.backups.shelf import next_name
from kb.foundation.db import session
from kb.web import leaving

WELL = dict.fromkeys(("status", "database", "writes", "schema", "disk", "index"), "ok")
HERE = {"REMOTE_ADDR": "127.0.0.1"}
TOKEN = "a token of forty characters for figures.."


@pytest.fixture
def house(client):
    """The house with a backup made just now, so that all is well."""
    back_up(client, timedelta(0))
    return client.app.extensions["settings"]


def back_up(client, ago):
    shelf = client.app.extensions["settings"].backups
    shelf.mkdir(exist_ok=True)
    with clock.standing_at(clock.now() - ago):
        (shelf / next_name(sealed=False)).touch()


def asked(client, status=200, **environ):
    return client.get("/readyz", extra_environ=environ, status=status).json


def test_all_is_well_and_the_process_alive(client, house):
    assert asked(client) == {**WELL, "backup": "ok"}
    assert client.get("/livez").json == {"status": "ok"}


def test_an_old_backup_and_none_are_not_well_but_the_house_serves(client):
    none = asked(client)
    back_up(client, timedelta(hours=30))

    assert none == asked(client) == {**WELL, "backup": "not ok"}


def test_to_the_machine_itself_it_says_how_much(client, house):
    told = asked(client, **HERE)

    assert told.items() >= {**WELL, "backup": "ok", "backup_age_hours": 0}.items()
    assert 0 <= told["disk_free_percent"] <= 100
    assert asked(client, **HERE, HTTP_X_FORWARDED_FOR="127.0.0.1") == {**WELL, "backup": "ok"}


def test_a_schema_of_another_version_gets_no_traffic(client, house):
    session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert asked(client, 503) == {
        **WELL,
        "backup": "ok",
        "schema": "not ok",
        "status": "not ok",
    }


def test_somebody_elses_save_is_no_trouble_and_a_lost_table_is(client, house):
    session.commit()
    with closing(sqlite3.connect(house.data_dir / "kb.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert asked(client) == {**WELL, "backup": "ok"}


def test_a_database_that_is_none_gets_no_traffic(client, house):
    session.remove()
    session.get_bind().dispose()
    session.remove()
    for file in house.data_dir.glob("kb.sqlite*"):
        file.write_bytes(b"no database at all" * 100)

    told = asked(client, 503)

    assert {name for name, word in told.items() if word == "not ok"} >= {"database", "writes"}


def test_a_disk_that_takes_nothing_gets_no_traffic(client, house, monkeypatch):
    real = os.statvfs(house.data_dir)
    told = {name: getattr(real, name) for name in dir(real) if name.startswith("f_")}
    read_only = SimpleNamespace(**{**told, "f_flag": real.f_flag | os.ST_RDONLY})
    monkeypatch.setattr(os, "statvfs", lambda _path: read_only)

    assert asked(client, 503)["writes"] == "not ok"


def test_a_disk_nearly_full_is_told(client, house, monkeypatch):
    few = SimpleNamespace(free=4, total=100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: few)

    assert asked(client) == {**WELL, "backup": "ok", "disk": "not ok"}


def test_what_waits_too_long_is_told(client, house):
    outbox.post("needs.settle")
    assert asked(client)["index"] == "ok"

    with clock.standing_at(clock.now() + timedelta(hours=1)):
        assert asked(client)["index"] == "not ok"


def test_a_process_that_ends_says_so(client, house):
    leaving.leave()
    try:
        assert asked(client, 503) == {**WELL, "backup": "ok", "status": "not ok"}
    finally:
        leaving.stay()


def figures_of(client, **headers):
    answer = client.get("/metrics", extra_environ=HERE, headers=headers)
    families = text_string_to_metric_families(answer.text)
    return {
        (one.name, *one.labels.values()): one.value for each in families for one in each.samples
    }


def test_figures_are_for_the_machine_itself(client):
    assert figures_of(client)["kb_ok", "database"] == 1
    client.get("/metrics", status=404)
    client.get("/metrics", extra_environ={"REMOTE_ADDR": "10.0.0.1"}, status=404)
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        client.get("/metrics", extra_environ=HERE, headers={header: "127.0.0.1"}, status=404)


def test_with_a_token_they_are_for_who_holds_it(client):
    app = client.app
    app.extensions["settings"] = replace(app.extensions["settings"], metrics_token=TOKEN)

    assert figures_of(client, Authorization=f"Bearer {TOKEN}")["kb_ok", "schema"] == 1
    for given in ({}, {"Authorization": "Bearer x"}, {"Authorization": TOKEN}):
        client.get("/metrics", extra_environ=HERE, headers=given, status=404)


def test_what_happened_is_counted_by_route_and_of_nobody(client, signed_in):
    signed_in("Petri Saarela").get("/practices/ei-ole", status=404)
    form = client.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = "petri.saarela@kisalli.example", "x" * 12
    form.submit(status=422)
    client.get("/petrin-salaisuus", status=404)
    outbox.post("needs.settle")
    given_up = {"made_at": clock.now(), "due_at": clock.now(), "dead_at": clock.now()}
    session.add(outbox.Outbox(kind="needs.settle", payload={}, **given_up))
    signs.give_sign(client.app.extensions["settings"].data_dir, signs.WORKER, "working")

    told = figures_of(client)

    assert told["kb_sign_in_failures_total",] == 1
    assert told["kb_request_seconds_count", "/practices/<slug>", "4xx"] == 1
    assert told["kb_request_seconds_count", "none", "4xx"] == 1
    assert told["kb_outbox_waiting", "needs.settle"] == 1
    assert told["kb_outbox_dead", "needs.settle"] == 1
    assert told["kb_age_seconds", "backup"] == float("inf")
    assert 0 <= told["kb_age_seconds", "worker"] < 600
    assert told["kb_refused_total", "busy"] == 0
    assert told["process_resident_memory_bytes",] > 0
    assert not [key for key in told if "petri" in str(key).lower()]


def test_a_busy_database_is_counted(client, signed_in):
    petri = signed_in("Petri Saarela")
    session.execute(text("DROP TABLE sparring_note"))
    petri.get("/sparring", status=503)

    assert figures_of(client)["kb_refused_total", "busy"] == 1
