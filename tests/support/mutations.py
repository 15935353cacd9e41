"""What a mutant is: one small change of what a function does, where a fault might hide."""

import ast
from copy import deepcopy

SWAPS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Lt: ast.LtE, ast.LtE: ast.Lt,
    ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
}  # fmt: skip
FUNCTIONS = (ast.FunctionDef, ast.Lambda)


def mutants_of(tree):
    """Return (what, lines, mutated tree) of every mutant that the module's functions have."""
    statements = [
        statement
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
    ]
    seen, found = set(), []
    for top in statements:
        for node, lines in _within(top, {top.lineno}):
            if id(node) not in seen:
                seen.add(id(node))
                found += [(what, lines, change, node) for what, change in _changes(node)]
    return [(f"{min(lines)}: {what}", lines, _made(tree, node, change))
            for what, lines, change, node in found]  # fmt: skip


def _within(node, lines):
    """Go through what is done, with the lines of the statement that does it."""
    if isinstance(node, ast.stmt):
        lines = {node.lineno}
    yield node, lines
    for name, value in ast.iter_fields(node):
        if name in {"decorator_list", "args", "returns", "annotation"} and isinstance(
            node, (*FUNCTIONS, ast.AnnAssign)
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _within(child, lines)


def _changes(node):
    """Return (what, the change) of each mutant of one piece."""
    match node:
        case ast.Compare(ops=[one]) | ast.BoolOp(op=one) | ast.BinOp(op=one):
            if other := SWAPS.get(type(one)):
                name = "ops" if isinstance(node, ast.Compare) else "op"
                new = [other()] if name == "ops" else other()
                yield _said(node, other.__name__), lambda copy: setattr(copy, name, new)
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield _said(node, "dropped"), lambda copy: _become(copy, copy.operand)
        case ast.Constant(value=bool() | int() as value):
            other = not value if isinstance(value, bool) else value + 1
            yield _said(node, other), lambda copy: setattr(copy, "value", other)
        case ast.If() | ast.IfExp() | ast.While():
            yield (
                _said(node.test, "turned"),
                lambda copy: setattr(copy, "test", ast.UnaryOp(ast.Not(), copy.test)),
            )
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield _said(node, None), lambda copy: setattr(copy, "value", ast.Constant(None))
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield _said(node, "left out"), lambda copy: _become(copy, ast.Pass())


def _said(node, becomes):
    return f"{' '.join(ast.unparse(node).split())[:90]} -> {becomes}"


def _become(copy, other):
    copy.__class__, copy.__dict__ = other.__class__, {**copy.__dict__, **other.__dict__}


def _made(tree, node, change):
    """Make the change in a copy of the module, when asked."""

    def make():
        copied = {}
        copy = deepcopy(tree, copied)
        change(copied[id(node)])
        return ast.fix_missing_locations(copy)

    return make
