"""The last line of a run: how many attacks were drawn, how many could act."""

from collections import Counter

from support.attacks import SEED


def pytest_terminal_summary(terminalreporter):
    """Say what all tests of the run have counted together."""
    counted = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, figures in getattr(report, "user_properties", ()):
                if name == "payloads" and report.when == "call":
                    counted.update(figures)
    if counted["renders"]:
        control = 100 * counted["raw_acting"] // max(1, counted["raw"])
        terminalreporter.write_line(
            f"renders {counted['renders']} · executable {counted['executable']} · "
            f"control {control} % (PAYLOAD_SEED={SEED})"
        )
