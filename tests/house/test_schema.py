"""The schema: one history, and it ends where the models stand."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from kb.cli.house import migrations_in
from support.house import HOUSE


@pytest.fixture
def migrations(app):
    """Alembic as the house sets it up, looking at a migrated database of its own."""
    return migrations_in(HOUSE, app.extensions["settings"].database_url)


def test_there_is_one_head(migrations):
    heads = ScriptDirectory.from_config(migrations).get_heads()

    assert len(heads) == 1


def test_the_migrations_lead_to_what_the_models_say(migrations):
    command.check(migrations)


def test_every_migration_is_named_by_a_sentence(migrations):
    scripts = ScriptDirectory.from_config(migrations).walk_revisions()

    short = [one.doc for one in scripts if len(one.doc.split()) < 3]

    assert short == []
