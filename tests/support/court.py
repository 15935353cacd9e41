"""Attacks judged in a real browser: by what stands in its page, not by what it says.

A dialog tells little: of five hundred raw attacks two open one, three hundred put something
into the page that acts. So every element and every attribute is looked at; each page is a
fresh one, for what one attack leaves behind makes the next ones look guilty.
"""

from contextlib import contextmanager
from pathlib import Path

from kb.foundation.markdown import pages
from kb.web.security import HEADERS

HOST = "http://127.0.0.1:1"
JUDGE = Path(__file__).with_name("judge.js")
NOTHING = "<!doctype html><title>.</title>"
MARKDOWN = {tag: sorted(pages._ATTRIBUTES.get(tag, ())) for tag in pages._TAGS}  # noqa: SLF001
EXPLAINED = {
    "button": ["type", "aria-describedby"],
    "b": [],
    "span": [*MARKDOWN["span"], "role", "id", "lang"],
}


class Court:
    """A browser in which attacks are drawn and judged."""

    def __init__(self, browser):
        self._browser = browser

    @contextmanager
    def page(self, *, answer=None):
        """Open a fresh page, with a list of dialogs, errors and what the policy stopped."""
        context = self._browser.new_context()
        context.add_init_script(path=JUDGE)
        page = context.new_page()
        said = []
        page.on("dialog", lambda one: (said.append(f"dialog: {one.message}"), one.dismiss()))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on("console", lambda one: hear(one, said))
        if answer:
            page.route("**/*", answer)
        yield page, said
        context.close()

    def drawn(self, fragments, *, headers=HEADERS, allowed=MARKDOWN):
        """Draw pieces of HTML in one page under our policy; return faults with their places."""
        body = "".join(
            f'<section title="{place}">{one}</section>' for place, one in enumerate(fragments)
        )
        whole = f"<!doctype html><meta charset=utf-8><title>.</title><main>{body}</main>"
        with self.page(answer=only(whole, headers)) as (page, said):
            page.goto(HOST, wait_until="load")
            judged = page.evaluate("(allowed) => judgePieces(allowed)", allowed)
        faults = [(place, fault) for place, fault in judged["found"]]
        faults += [(-1, one) for one in (*said, *judged["violated"])]
        if judged["sections"] != len(fragments):
            faults.append((-1, f"{len(fragments)} pieces became {judged['sections']}"))
        return faults

    def signs_of(self, pages):
        """Return which elements, attributes, ids and names pages of ours hold."""
        with self.page(answer=only(NOTHING, {})) as (page, _said):
            page.goto(HOST)
            return page.evaluate("(pages) => signsOf(pages)", list(pages))

    def strange(self, pages, signs):
        """Return by page what acts in it, or what is in none of ours."""
        with self.page(answer=only(NOTHING, {})) as (page, _said):
            page.goto(HOST)
            allowed = {**MARKDOWN, **EXPLAINED}
            judged = {
                name: page.evaluate("(one) => judgePage(one)", [html, signs, allowed])
                for name, html in pages.items()
            }
        return {name: faults for name, faults in judged.items() if faults}

    def acting(self, texts):
        """Count how many raw attacks put something into a page that acts."""
        with self.page(answer=only(NOTHING, {})) as (page, _said):
            page.goto(HOST)
            return page.evaluate("(texts) => countActing(texts)", list(texts))


def only(whole, headers):
    """Answer the page itself; of whatever it asks for there is nothing."""

    def answer(route):
        if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
            kept = {**headers, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(status=200, body=whole.encode("utf-8", "surrogatepass"), headers=kept)
        else:
            route.fulfill(status=204, body="")

    return answer


def hear(said, heard):
    if "Content Security Policy" in said.text:
        heard.append(f"policy: {said.text[:200]}")
