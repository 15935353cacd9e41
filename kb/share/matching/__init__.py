"""Matching: pairs proposed to the coordinator, each with its reasons; people decide."""
