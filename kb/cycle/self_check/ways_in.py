"""How people get here: the address, HTTPS, and what stands in front."""

from kb.config import Settings
from kb.cycle.self_check.lines import Health, Line, Seen
from kb.foundation.words import N_


def address(settings: Settings, seen: Seen) -> Line:
    """Ask whether links in letters lead where people come in."""
    what, values = N_("Address"), {"told": settings.base_url, "seen": seen.address}
    if not settings.base_url:
        return Line(
            what,
            Health.ATTEND,
            N_("No address is set, so letters hold no links."),
            N_("Set KB_BASE_URL to the address that people use."),
        )
    if settings.base_url != seen.address:
        return Line(
            what,
            Health.BROKEN,
            N_("Links in letters lead to %(told)s, but you came by %(seen)s."),
            N_(
                "Set KB_BASE_URL to the address that people use, or let the proxy tell"
                " the host."
            ),
            values,
        )
    return Line(what, Health.OK, N_("Links lead to %(told)s, as you came."), values=values)


def https(settings: Settings, seen: Seen) -> Line:
    """Ask whether what people read and write is sealed on its way."""
    what = "HTTPS"
    if settings.https and seen.secure:
        return Line(what, Health.OK, N_("The way to the house is sealed."))
    if settings.https:
        return Line(
            what,
            Health.BROKEN,
            N_("HTTPS is on, but your request arrived without it."),
            N_(
                "Let the proxy send X-Forwarded-Proto, and set KB_PROXIES to how many"
                " there are."
            ),
        )
    if seen.local:
        return Line(
            what,
            Health.ATTEND,
            N_("Without HTTPS, which is well on this machine alone."),
            N_(
                "Before others come in, put a proxy with a certificate in front; set"
                " KB_HTTPS=1."
            ),
        )
    return Line(
        what,
        Health.BROKEN,
        N_("Without HTTPS, passwords can be read on their way."),
        N_("Put a proxy with a certificate in front, and set KB_HTTPS=1."),
    )


def proxies(settings: Settings, seen: Seen) -> Line:
    """Ask whether the house knows who stands in front of it."""
    what, values = N_("Proxies"), {"count": settings.proxies}
    if seen.forwarded and not settings.proxies:
        return Line(
            what,
            Health.BROKEN,
            N_(
                "A proxy stands in front that is not known: everybody seems to be the same one."
            ),
            N_("Set KB_PROXIES=1, or wrong passwords of one lock all others out."),
        )
    if settings.proxies and not seen.forwarded:
        return Line(
            what,
            Health.BROKEN,
            N_("%(count)s are said to stand in front, but your request passed none."),
            N_("Set KB_PROXIES to how many there are; too many let anybody pose as another."),
            values,
        )
    return Line(
        what, Health.OK, N_("As many stand in front as are known: %(count)s."), values=values
    )
