"""Everything that the people of the invented organisation do, in the order it happened."""

from kb.demo.agreeing import deeds_of_agreements
from kb.demo.covering import deeds_of_covering
from kb.demo.doings import deeds_of_pairings, deeds_of_single_people
from kb.demo.house import Deed, House
from kb.demo.interviewing import deeds_of_interviews
from kb.demo.keeping import deeds_of_keeping
from kb.demo.leaving import deeds_of_leaving
from kb.demo.matching import deeds_of_matching
from kb.demo.meetings import deeds_of_meetings
from kb.demo.needing import deeds_of_needing
from kb.demo.noticing import deeds_of_noticing
from kb.demo.pair_talk import deeds_of_pair_talk
from kb.demo.sharing import deeds_of_sharing
from kb.demo.valuing import deeds_of_valuing
from kb.demo.verifying import deeds_of_verifying
from kb.demo.workshops import deeds_of_workshops

WHAT = (
    deeds_of_pairings,
    deeds_of_agreements,
    deeds_of_single_people,
    deeds_of_valuing,
    deeds_of_keeping,
    deeds_of_leaving,
    deeds_of_meetings,
    deeds_of_workshops,
    deeds_of_interviews,
    deeds_of_needing,
    deeds_of_verifying,
    deeds_of_sharing,
    deeds_of_covering,
    deeds_of_pair_talk,
    deeds_of_matching,
    deeds_of_noticing,
)


def all_deeds(house: House) -> list[Deed]:
    """Return what is done, the earliest first."""
    done = [deed for deeds_of in WHAT for deed in deeds_of(house)]
    return sorted(done, key=lambda deed: (deed.at, deed.order))
