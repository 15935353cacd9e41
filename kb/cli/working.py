"""The worker: deeds that were left for later, done one after another."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Never

import click
from flask.cli import with_appcontext
from tqdm import tqdm

from kb.foundation import outbox
from kb.foundation.db import unit_of_work
from kb.foundation.outbox import Deliveries, Payload
from kb.reactions import DELIVERIES
from kb.search import meaning
from kb.search.actions import EMBED, await_model
from kb.web.installation import settings

IN_HAND = 4  # so few that an ending worker is soon done with them
PAUSE = 2.0  # seconds between two looks when there was nothing to do


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and end.")
@with_appcontext
def work(*, once: bool) -> None:
    """Do what was left for later; ends at a signal, when what is in hand is done."""
    deliveries, ending = _possible(), _until_signalled()
    while not ending.is_set():
        with _progress(deliveries) as counted:
            done = outbox.drain(counted, at_most=IN_HAND, ending=ending.is_set)
        if once:
            break
        if not done:
            ending.wait(PAUSE)


def _possible() -> Deliveries:
    """Return what this installation can do; without a model, texts go on waiting."""
    encoder = meaning.load_now(settings())
    if encoder is None:
        click.echo("There is no model: texts wait for search by meaning.", err=True)
        return {kind: deliver for kind, deliver in DELIVERIES.items() if kind != EMBED}
    with unit_of_work():
        await_model(encoder.name)
    return DELIVERIES


def _until_signalled() -> Event:
    ending = Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: ending.set())
    return ending


@contextmanager
def _progress(deliveries: Deliveries) -> Iterator[Deliveries]:
    """Let each kind show how many of how many are done, once there is something to do."""
    bars = {kind: _bar(kind) for kind in deliveries if outbox.waiting(kind)}
    try:
        yield {kind: _counting(deliver, bars.get(kind)) for kind, deliver in deliveries.items()}
    finally:
        for bar in bars.values():
            bar.close()


def _bar(kind: str) -> "tqdm[Never]":
    bar: tqdm[Never] = tqdm(total=outbox.waiting(kind), desc=kind, unit=" deeds")
    return bar


def _counting(
    deliver: Callable[[list[Payload]], None], bar: "tqdm[Never] | None"
) -> Callable[[list[Payload]], None]:
    def counted(batch: list[Payload]) -> None:
        deliver(batch)
        if bar is not None:
            bar.update(len(batch))

    return counted
