"""One guarded house for all that is asked of it; each deed is undone right away."""

import pytest

from support.guarded_house import GuardedHouse


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Make it anew for each module: in between, other tests open houses of their own."""
    house = GuardedHouse(tmp_path_factory.mktemp("guarded"))
    yield house
    house.close()
