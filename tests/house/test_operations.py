"""What operators are given: it names what there is, and nothing else."""

import re
import shutil
import subprocess
import sys
from functools import cache

import click
import pytest
import yaml
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from kb import cli
from kb.config import Settings
from kb.web.metrics import written
from kb.web.uploads import LARGEST_FIELDS, MEGABYTE, READ_ON
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


UNITS = sorted((OPERATIONS / "systemd").glob("*.*"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "User": "kisalli",
    "EnvironmentFile": "/etc/kisalli/kisalli.env",
}
# Folders and programs of the server itself, which the manual has the operator make.
ELSEWHERE = ("/bin/kill", "/etc/kisalli/", "/srv/kisalli-backups", "/var/lib/kisalli")
INSTRUCTIONS = {
    *("FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "EXPOSE"),
    *("STOPSIGNAL", "HEALTHCHECK", "CMD"),
}


def unit(path):
    """Return each setting of a unit with all its values, whatever its section."""
    told = {}
    for line in path.read_text("utf-8").splitlines():
        name, is_setting, value = line.partition("=")
        if is_setting and not line.startswith("#"):
            told.setdefault(name, []).append(value)
    return told


def settings_named(text):
    return set(re.findall(r"\bKB_[A-Z_]+\b", text))


def settings_known():
    known = (
        HOUSE / "kb" / name
        for name in ("config.py", "provider.py", "secret.py", "web/serving.py")
    )
    named = settings_named("".join(one.read_text("utf-8") for one in known))
    return named | {f"{one}_FILE" for one in named if one.endswith(("_PASSWORD", "_SECRET"))}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_service_runs_with_as_little_as_it_needs(path):
    told = unit(path)

    assert {name: told.get(name) for name in HARDENED} == {n: [v] for n, v in HARDENED.items()}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_what_a_service_starts_is_there(path):
    programs = [
        line for name, lines in unit(path).items() if name.startswith("Exec") for line in lines
    ]

    assert programs
    for line in programs:
        program, *arguments = line.split()
        if program.startswith("/opt/kisalli/"):
            assert (HOUSE / program.removeprefix("/opt/kisalli/")).exists(), line
        else:
            assert program.startswith(ELSEWHERE), line
        if "wsgi" in arguments:
            assert arguments[arguments.index("wsgi") + 1] in commands(), line


@cache
def commands():
    """Return the commands that the house has, each of them loaded."""
    made = Flask("kb")
    cli.init_app(made)
    asked = click.Context(made.cli)
    found = {name: made.cli.get_command(asked, name) for name in made.cli.list_commands(asked)}
    assert {name: one.name for name, one in found.items()} == {name: name for name in found}
    return frozenset(found)


def test_units_name_each_other_rightly():
    names = {path.name for path in UNITS}

    told = {
        each
        for path in UNITS
        for each in re.findall(r"kisalli[\w-]*\.(?:service|socket)", path.read_text("utf-8"))
    }

    assert told <= names


def test_systemd_finds_nothing_but_that_the_house_is_not_installed():
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is missing: units were only read by our own test")

    said = subprocess.run(  # noqa: S603 - our own files
        [analyze, "verify", *UNITS], capture_output=True, text=True, check=False
    ).stderr

    ours = [line for line in said.splitlines() if "kisalli" in line]
    assert [line for line in ours if "/opt/kisalli/" not in line] == []


@pytest.mark.parametrize(
    "name", ["kisalli.env", "Dockerfile", "compose.yml", "nginx.conf", "../OPERATIONS.md"]
)
def test_every_setting_named_is_one(name):
    named = settings_named((OPERATIONS / name).read_text("utf-8"))

    assert named - settings_known() == set()


@pytest.fixture
def dockerfile():
    """Return the instructions of the Dockerfile, each on one line."""
    text = (OPERATIONS / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return [
        line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")
    ]


def test_the_image_is_made_of_instructions_that_there_are(dockerfile):
    assert {name for name, _ in dockerfile} <= INSTRUCTIONS
    assert dockerfile[0][0] == "FROM"
    last = dict(dockerfile)
    assert last["USER"].startswith("10001")
    assert "/readyz" in last["HEALTHCHECK"]
    for _, rest in (one for one in dockerfile if one[0] == "COPY" and "--from" not in one[1]):
        for source in rest.split()[:-1]:
            assert (HOUSE / source).exists(), source


def test_the_image_holds_no_more_than_it_copies(dockerfile):
    ignored = (OPERATIONS / "Dockerfile.dockerignore").read_text("utf-8").split()
    copied = {
        source
        for name, rest in dockerfile
        if name == "COPY" and "--from" not in rest
        for source in rest.split()[:-1]
    }

    assert "*" in ignored
    assert {one[1:] for one in ignored if one.startswith("!")} == copied


def test_the_house_stands_without_what_the_image_leaves_out(dockerfile):
    text = " ".join(rest for _, rest in dockerfile)
    left_out = re.search(r"'\^\(([^)]+)\)==", text)[1].split("|")
    pinned = re.findall(r"(?m)^([\w.-]+)==", (HOUSE / "requirements.txt").read_text("utf-8"))
    assert set(left_out) <= {*pinned, "hf-xet"}
    absent = "".join(f"sys.modules[{one.replace('-', '_')!r}] = None; " for one in left_out)

    code = f"import sys; {absent}import kb.app, kb.search.encoder.rebuild"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_containers_run_with_as_little_as_they_need():
    told = yaml.safe_load((OPERATIONS / "compose.yml").read_text("utf-8"))

    for name, service in told["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ())), name
    assert told["services"]["worker"]["command"][-1] in commands()


def directives(text):
    """Return the directives of nginx with their values; raise AssertionError for a torn one."""
    plain = re.sub(r"(?m)^\s*#.*$", "", text)
    assert plain.count("{") == plain.count("}")
    found = re.findall(r"(?s)(\w+)\s+([^;{}]*)[;{]", plain)
    assert found
    return [(name, " ".join(value.split())) for name, value in found]


def test_nginx_lets_no_weak_way_in_and_believes_no_client():
    told = directives((OPERATIONS / "nginx.conf").read_text("utf-8"))
    values = dict(told)

    assert values["ssl_protocols"] == "TLSv1.2 TLSv1.3"
    assert values["proxy_request_buffering"] == "on"
    assert values["access_log"] == "off"
    headers = dict(value.split(None, 1) for name, value in told if name == "proxy_set_header")
    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "$scheme"
    assert headers["X-Request-ID"] == "$request_id"
    assert ("location", "= /metrics") in told
    assert any("max-age=31536000" in value for name, value in told if name == "add_header")


def test_nginx_waits_for_slow_clients_itself_and_not_for_ever():
    told = dict(directives((OPERATIONS / "nginx.conf").read_text("utf-8")))
    waits = {
        name: int(told[f"client_{name}_timeout"].rstrip("s")) for name in ("header", "body")
    }

    assert told["proxy_request_buffering"] == "on"
    assert all(0 < one <= 60 for one in waits.values())
    assert {"limit_conn", "limit_req"} <= set(told)
    assert "Do not leave nginx out" in (HOUSE / "OPERATIONS.md").read_text("utf-8")


def test_no_two_zones_of_nginx_have_one_name():
    text = (OPERATIONS / "nginx.conf").read_text("utf-8")
    zones = re.findall(r"(?:\w+_zone .* zone=|shared:)(\w+):", text)

    assert len(zones) == 3
    assert len(set(zones)) == len(zones)


def test_nginx_takes_as_much_as_the_house_does():
    values = dict(directives((OPERATIONS / "nginx.conf").read_text("utf-8")))
    most = READ_ON * Settings.video_mb + LARGEST_FIELDS // MEGABYTE

    assert most <= int(values["client_max_body_size"].rstrip("m")) <= most + 20


def test_nginx_itself_finds_nothing(tmp_path):
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("nginx is missing: its configuration was only read by our own test")
    site = re.sub(
        r"(?m)^\s*ssl_certificate(_key)?\s.*$", "", (OPERATIONS / "nginx.conf").read_text()
    )
    site = site.replace(" ssl http2", "")
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; events {{}} http {{ {site} }}")

    done = subprocess.run(  # noqa: S603 - our own file
        [nginx, "-t", "-c", tmp_path / "nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
