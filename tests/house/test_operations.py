"""What operators are given: it names what there is, and nothing else."""

import re

import yaml
from prometheus_client.parser import text_string_to_metric_families

from kb.web.metrics import written
from support.house import HOUSE

OPERATIONS = HOUSE / "operations"
OF_PROMETHEUS = {"up"}


def test_every_alert_asks_for_figures_that_there_are(app):
    rules = yaml.safe_load((OPERATIONS / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
    with app.test_request_context():
        families = list(text_string_to_metric_families(written().get_data(as_text=True)))
    known = {
        f"{one.name}{end}" for one in families for end in ("", "_total", "_count", "_bucket")
    }

    asked = {name for rule in rules for name in re.findall(r"\bkb_\w+|\bup\b", rule["expr"])}

    assert asked - OF_PROMETHEUS
    assert asked - OF_PROMETHEUS - known == set()


def test_every_alert_says_how_bad_it_is_and_what_to_do():
    rules = yaml.safe_load((OPERATIONS / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]

    silent = [
        rule["alert"]
        for rule in rules
        if rule["labels"]["severity"] not in {"page", "tell"}
        or not rule["annotations"]["summary"]
    ]

    assert rules
    assert silent == []
