"""Encoder: texts as vectors, so that a question meets an answer in other words."""

from kb.search.encoder.background import Model, State, in_background
from kb.search.encoder.model import Encoder, load

__all__ = ["Encoder", "Model", "State", "in_background", "load"]
