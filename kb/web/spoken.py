"""Templates in one language: what they say to everybody is looked up when they are read.

A page holds a hundred sentences into which nothing is put. In a template that speaks one
language they are text like the rest of it, and Jinja joins them with what stands around them.
"""

from collections.abc import MutableMapping

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from kb.foundation.catalogues import catalogue
from kb.web.languages import language


class Templates(Environment):
    """Jinja once for each language, with the same globals for every template."""

    speaks: str | None = None

    def make_globals(
        self, d: MutableMapping[str, object] | None
    ) -> MutableMapping[str, object]:
        """Return the globals themselves where a template brings none of its own."""
        return super().make_globals(d) if d else self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002 - Jinja's own name
    ) -> Template:
        """Return the template as it speaks the page's language."""
        if self.speaks:
            return super().get_template(name, parent, globals)
        return self._in(language()).get_template(name, parent, globals)

    def _in(self, spoken: str) -> "Templates":
        """Return the templates of a language; its own are kept, all else is this one's."""
        kept: dict[str, Templates] = self.__dict__.setdefault("languages", {})
        if spoken not in kept:
            own = self.overlay()
            own.speaks = spoken
            kept[spoken] = own
        return kept[spoken]

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own signature
    ) -> str:
        if self.speaks:
            source = Said(self.speaks).visit(source)
        return super()._generate(source, name, filename, defer_init)


class Said(NodeTransformer):
    """Puts what a sentence says in the place of the call that would look it up."""

    def __init__(self, spoken: str) -> None:
        """Say everything in one language."""
        self.catalogue = catalogue(spoken)

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - Jinja's own name
        """Return the words of ``_("…")`` where nothing is put into them."""
        self.generic_visit(node)
        called, given = node.node, node.args
        is_sentence = isinstance(called, nodes.Name) and called.name == "_"
        if not (is_sentence and not node.kwargs and isinstance(given[0], nodes.Const)):
            return node
        where = {"lineno": node.lineno, "environment": node.environment}
        text = nodes.Const(self.catalogue.gettext(given[0].value) % {}, **where)
        return nodes.MarkSafeIfAutoescape(text, **where)
