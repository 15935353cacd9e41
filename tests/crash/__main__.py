"""``python -m crash --kills N``: see ``make crash``."""

import os
import sys
import tempfile
from pathlib import Path

import click

SETTINGS = {
    "KB_SECRET_KEY": "a secret of forty characters for crashes",
    "KB_NOTES_KEY": "a key of forty characters for their notes",
    "KB_ENCODER": "none",
    "HF_HUB_OFFLINE": "1",
    "PYTHONWARNINGS": "ignore",  # whoever is killed tidies nothing up
}


@click.command()
@click.option("--kills", default=20, help="How often something is killed.")
@click.option("--seed", default="1", help="What is drawn; when each answer comes is not.")
def crash(kills, seed):
    """Kill server and worker while people work; nothing acknowledged may be lost."""
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        # What is imported here is set up by it, and so is whatever is born.
        os.environ.update(SETTINGS, KB_DATA_DIR=str(Path(folder) / "house"))
        from crash.running import main  # noqa: PLC0415 - the settings come first

        sys.exit(main(kills, seed, Path(folder)))


if __name__ == "__main__":
    crash()
