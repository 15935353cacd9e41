"""``make load``: the demo organisation served as an installation is, and pressed on.

Who asks runs on the same machine and shares its processors, so seconds are upper bounds; what
stands beside each figure was measured in the same run. ``SECONDS`` (60) is how long fifty
people go on, each doing something every ``EVERY`` (2) seconds; every other part takes half a
minute at most. It prints tables and judges nothing.
"""

import sys
import tempfile
from pathlib import Path

from click import echo

from bench import say_where
from load.crowding import overload, restarts
from load.entering import wrong_passwords
from load.houses import Demo
from load.reading import fifty, throughput
from load.saving import saves
from load.slowness import slow_clients
from load.starting import starts
from load.ten_thousand import large_house
from support.site import make_demo

PARTS = (
    throughput,
    fifty,
    saves,
    wrong_passwords,
    starts,
    overload,
    restarts,
    slow_clients,
    large_house,
)


def main(names):
    """Press on the house in each way, or in those named, and print what came of it."""
    say_where()
    with tempfile.TemporaryDirectory(prefix="load-") as place:
        echo("The demo organisation lives its year, and the model reads it …")
        make_demo(Path(place) / "demo")
        demo = Demo(Path(place) / "demo")
        for part in PARTS:
            if not names or part.__name__ in names:
                part(demo)


if __name__ == "__main__":
    main(sys.argv[1:])
