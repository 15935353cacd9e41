"""Which browser on which kind of machine, as far as a person wants to recognise it.

What a browser says of itself is a long line of others' names (RFC 9110, 10.1.5): the first
that is found in this order is its own. Of the line nothing else is kept.
"""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
MACHINES = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser_of(line: str) -> str:
    """Return the family of the browser and its machine, or nothing that is known."""
    found = (_first(BROWSERS, line), _first(MACHINES, line))
    return ", ".join(one for one in found if one)


def _first(names: tuple[tuple[str, str], ...], line: str) -> str:
    return next((name for sign, name in names if sign in line), "")
