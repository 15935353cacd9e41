"""What kind of pairing it is: it follows from the means, from who teaches whom and how many."""

from kb.foundation.words import Kind
from kb.share.means import Means


class Roles(Kind):
    """Who teaches whom."""

    ONE_WAY = "one_way"
    REVERSE = "reverse"
    PEER = "peer"

    @property
    def why(self) -> str:
        """Return the message key of when roles are so, in one line."""
        return f"roles_why.{self.value}"


class PairingKind(Kind):
    """What the members are to each other; derived, so that nothing is said twice."""

    MENTORING = "mentoring"
    MASTER_APPRENTICE = "master_apprentice"
    REVERSE = "reverse"
    PEER = "peer"
    GROUP = "group"
    COVER = "cover"
    INDUCTION = "induction"


OF_ROLES = {Roles.REVERSE: PairingKind.REVERSE, Roles.PEER: PairingKind.PEER}
OF_MEANS = {
    Means.MASTER_APPRENTICE: PairingKind.MASTER_APPRENTICE,
    Means.INDUCTION: PairingKind.INDUCTION,
    Means.COVERING: PairingKind.COVER,
    Means.ROTATION: PairingKind.COVER,
    Means.PAIR_WORK: PairingKind.PEER,
}


def kind_of(roles: Roles, means: Means, *, learners: int) -> PairingKind:
    """Return the kind: several learners are a group, else roles decide before the means."""
    if learners > 1:
        return PairingKind.GROUP
    return OF_ROLES.get(roles) or OF_MEANS.get(means, PairingKind.MENTORING)
