"""Demo: an invented organisation to try everything out with."""

from kb.demo.loading import DEMO_PASSWORD, demo_is_loaded, load_demo

__all__ = ["DEMO_PASSWORD", "demo_is_loaded", "load_demo"]
