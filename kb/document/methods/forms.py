"""What a writer says of how a text was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.document.methods.models import OTHERS_AT_MOST, Method
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_numbers


@dataclass(frozen=True)
class MannerSoFar:
    """What a draft says of it, which need not be whole yet."""

    method: Method | None
    others: tuple[int, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str], others: Sequence[str]) -> Self:
        """Read what is there; what is no method is none."""
        said = form.get("method", "")
        return cls(Method(said) if said in set(Method) else None, whole_numbers(others))


@dataclass(frozen=True)
class Manner:
    """A method and the numbers of those who were there beside the author."""

    method: Method
    others: tuple[int, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str], others: Sequence[str]) -> Self | None:
        """Read how it was made, if that was said; people without a method are refused."""
        said = form.get("method", "")
        if said and said not in set(Method):
            raise InvalidError({"method": "practice.choice_unknown"})
        if others and not said:
            raise InvalidError({"method": "method.needed"})
        if not said:
            return None
        manner = cls(Method(said), whole_numbers(others))
        manner.refuse_too_many()
        return manner

    def refuse_too_many(self) -> None:
        """Refuse others where one was alone, and a third where two were a pair."""
        if len(self.others) <= OTHERS_AT_MOST.get(self.method, len(self.others)):
            return
        if self.method is Method.INDIVIDUAL:
            raise InvalidError({"with_whom": "method.alone"})
        raise InvalidError({"with_whom": "method.pair_is_two"})
