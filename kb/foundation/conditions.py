"""Conditions on a column whose statement stays the same, however much is asked for."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import (
    JSON,
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import QueryableAttribute

K = TypeVar("K", bound=StrEnum)


def given(name: str) -> Select[int]:
    """Select what is given under ``name``, a list as one value."""
    return members(bindparam(name, type_=JSON))


def members(listed: BindParameter[Sequence[int]]) -> Select[int]:
    """Select the members of a list that is given as one value, of JSON."""
    return select(func.json_each(listed).table_valued("value").c.value)


def is_any(column: QueryableAttribute[K], kinds: Iterable[K]) -> ColumnElement[bool]:
    """Return the condition that a column is one of a few kinds, which are always the same."""
    return or_(*(column == kind for kind in kinds))
