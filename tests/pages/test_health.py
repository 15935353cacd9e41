"""What tells a machine whether the house answers."""

from datetime import timedelta

from kb.foundation import clock
from kb.foundation.backups.shelf import next_name


def test_the_age_of_the_newest_backup_is_told_and_nothing_else_of_it(client):
    settings = client.app.extensions["settings"]
    assert client.get("/readyz").json == {"status": "ok", "backup_age_hours": None}

    settings.backups.mkdir()
    with clock.standing_at(clock.now() - timedelta(hours=30, minutes=5)):
        (settings.backups / next_name(sealed=False)).touch()

    assert client.get("/readyz").json == {"status": "ok", "backup_age_hours": 30}
    assert client.get("/livez").json == {"status": "ok"}
