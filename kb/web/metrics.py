"""Figures for Prometheus: how fast, how often not, and what waits; nothing of anybody."""

from collections.abc import Iterator

from flask import Flask, Response, current_app, request
from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from kb.foundation import signs
from kb.web import condition, siblings
from kb.web.installation import settings
from kb.web.logs import elapsed

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
WAYS_IN = {"people.begin"}
TURNED_AWAY = {401, 403, 422, 429}


class Figures:
    """What this process has counted, and where it is added to what its siblings have."""

    def __init__(self) -> None:
        """Begin with nothing."""
        own = CollectorRegistry()
        self.seconds = Histogram(
            "kb_request_seconds", "Time to answer, by route pattern and kind of status.",
            ("route", "status"), buckets=BUCKETS, registry=own,
        )  # fmt: skip
        self.refused = Counter(
            "kb_refused", "Requests that a fault or a crowd kept from being served.", ("why",),
            registry=own,
        )  # fmt: skip
        self.turned_away = Counter(
            "kb_sign_in_failures", "Tries to sign in that failed.", registry=own
        )
        for why in ("busy", "full", "crowd"):
            self.refused.labels(why)
        self.registry = _of_all() if siblings.is_one_of_several() else _of_one(own)
        PlatformCollector(registry=self.registry)
        self.registry.register(Now())


def _of_all() -> CollectorRegistry:
    """Return what adds up the figures of all processes; whichever answers tells of all."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _of_one(registry: CollectorRegistry) -> CollectorRegistry:
    """Return the figures of the one process, with its own memory and processor time."""
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    return registry


class Now(Collector):
    """What is read when it is asked for: no request pays for it."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Return nothing: to be registered asks no database."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Return the house's condition now."""
        wanted = condition.condition({**condition.NEEDED, **condition.WATCHED})
        held = GaugeMetricFamily("kb_ok", "1 if it is as it should be.", labels=["what"])
        for name, holds in wanted.items():
            held.add_metric([name], holds)
        yield held
        yield GaugeMetricFamily(
            "kb_disk_free_share", "Share of the disk that is free.", condition.free_share()
        )
        yield from _of_the_outbox()
        yield from _ages()


def init_app(app: Flask) -> None:
    """Count every request."""
    app.extensions["figures"] = Figures()
    app.after_request(_count)


def note_refusal(why: str) -> None:
    """Count a request that a fault kept from being served."""
    _figures().refused.labels(why).inc()


def written() -> Response:
    """Return all figures as Prometheus reads them."""
    return Response(generate_latest(_figures().registry), content_type=CONTENT_TYPE_LATEST)


def _figures() -> Figures:
    found: Figures = current_app.extensions["figures"]
    return found


def _count(response: Response) -> Response:
    figures = _figures()
    route = request.url_rule.rule if request.url_rule else "none"
    kind = f"{response.status_code // 100}xx"
    figures.seconds.labels(route, kind).observe(elapsed())
    if request.endpoint in WAYS_IN and response.status_code in TURNED_AWAY:
        figures.turned_away.inc()
    return response


def _of_the_outbox() -> Iterator[GaugeMetricFamily]:
    told = {
        name: GaugeMetricFamily(f"kb_outbox_{name}", words, labels=["kind"])
        for name, words in (
            ("waiting", "Deeds that the worker has still to do."),
            ("dead", "Deeds that the worker gave up."),
            ("lag_seconds", "For how long the first of them could have been done."),
        )
    }
    for one in condition.undone():
        told["waiting"].add_metric([one.kind], one.waiting)
        told["dead"].add_metric([one.kind], one.dead)
        told["lag_seconds"].add_metric([one.kind], one.lag.total_seconds())
    yield from told.values()


def _ages() -> Iterator[GaugeMetricFamily]:
    backup = condition.backup_age()
    ages = {"backup": backup} | {
        name: sign.age
        for name in (signs.WORKER, signs.FSCK)
        if (sign := signs.last_sign(settings().data_dir, name))
    }
    told = GaugeMetricFamily("kb_age_seconds", "How long ago it last was.", labels=["what"])
    for name, age in ages.items():
        told.add_metric([name], float("inf") if age is None else age.total_seconds())
    yield told
