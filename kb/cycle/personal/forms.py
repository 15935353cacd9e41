"""What is typed before somebody is erased."""

from collections.abc import Mapping

from kb.foundation.errors import InvalidError
from kb.people.models import Person


def check_address(form: Mapping[str, str], person: Person) -> None:
    """Refuse unless the address of the right person was typed."""
    if form.get("email", "").strip().lower() != person.email:
        raise InvalidError({"email": "person.other_address"})
