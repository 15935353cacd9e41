"""The commands that set a house up: said plainly, and twice is once."""

from sqlalchemy import func, select

from kb.foundation.db import session
from kb.people.models import Person, Role
from kb.people.queries import person_by_email
from kb.practices.models import Practice


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=list(arguments))


def test_the_first_administrator_comes_from_the_command_line(app):
    added = run(app, "person", "add", "Samuel Forsman", "Samuel@Example.com", "--role", "admin")

    session.remove()
    assert person_by_email("samuel@example.com").role is Role.ADMIN
    assert "Password: " in added.output


def test_a_short_password_is_refused_in_a_sentence(app):
    refused = run(app, "person", "add", "Samuel", "s@example.com", "--password", "lyhyt")

    assert refused.exit_code == 1
    assert "12" in refused.output
    assert session.scalar(select(func.count(Person.id))) == 0


def test_the_demo_is_loaded_once(app):
    first, second = run(app, "demo"), run(app, "demo")

    session.remove()
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "already there" in second.output
    named = select(func.count(Practice.id)).where(Practice.ref.like("P%"))
    assert session.scalar(named) == 40


def test_the_demo_does_not_come_into_a_house_with_people(app):
    run(app, "person", "add", "Samuel Forsman", "samuel@example.com", "--role", "admin")

    refused = run(app, "demo")

    assert refused.exit_code == 1
    assert "empty house" in refused.output


def test_setting_up_twice_changes_nothing(app):
    first, second = run(app, "setup"), run(app, "setup")

    assert (first.exit_code, second.exit_code) == (0, 0)
