"""The token that a page's forms carry."""

BEFORE = 'name="csrf_token" value="'


def token_in(text):
    """Return the token of the first form of a page."""
    return text.split(BEFORE)[1].split('"')[0]
