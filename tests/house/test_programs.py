"""What somebody typed becomes no program: neither a command of the system nor a pattern."""

import ast

from support.house import calls, functions, imported, modules

# The one module that starts a program; its words are ours, and no shell reads them.
STARTS = {"kb/document/papers/apart.py"}
PROCESSES = {"asyncio", "multiprocessing", "pty", "subprocess"}
OF_THE_SYSTEM = {"system", "popen", "startfile", "posix_spawn", "posix_spawnp"}
READ_AS_CODE = {"eval", "exec", "compile", "__import__"}
OURS = {"kb/web/condition.py: _head"}  # each of two lines that are written there
PATTERNS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub"}


def test_one_module_starts_a_program_and_no_shell_reads_its_words():
    starting = {
        one.name
        for one in modules()
        if PROCESSES & packages(one.tree) or any(map(starts, ast.walk(one.tree)))
    }
    through_a_shell = {one.name for one in modules() if named(one.tree, "shell")}

    assert starting == STARTS
    assert through_a_shell == set()


def packages(tree):
    return {module.split(".")[0] for module, _ in imported(tree)}


def starts(node):
    """Say whether something of ``os`` is meant that starts a program."""
    name = taken_of("os", node)
    return name in OF_THE_SYSTEM or name.startswith(("exec", "spawn"))


def taken_of(module, node):
    """Return the name of what is taken of a module there, if anything is."""
    is_taken = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return node.attr if is_taken and node.value.id == module else ""


def named(tree, argument):
    """Return the calls that are given an argument of that name."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == argument
    ]


def test_nothing_is_read_as_code():
    plain = {
        f"{one.name}: {name}"
        for one in modules()
        for name in READ_AS_CODE
        for call in calls(one.tree, name)
        if isinstance(call.func, ast.Name)
    }

    assert plain == set()


def test_no_pattern_holds_words_that_are_not_ours():
    """Who may write a pattern writes one that never ends: such words are escaped first."""
    made = [
        (f"{one.name}: {name}", function, call)
        for one in modules()
        for name, function in functions(one.tree)
        for call in patterns_in(function)
    ]
    foreign = {
        place
        for place, function, call in made
        if lent_by_others(call.args[0]) and "re.escape(" not in ast.unparse(function)
    }

    assert len(made) > 20
    assert foreign == OURS


def patterns_in(function):
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and node.args and taken_of("re", node.func) in PATTERNS
    ]


def lent_by_others(pattern):
    """Say whether a pattern holds more than what is written there and constants."""
    names = [node.id for node in ast.walk(pattern) if isinstance(node, ast.Name)]
    return any(not (name.isupper() or name == "re") for name in names)


def test_no_format_is_made_of_words_that_are_not_ours():
    """Sentences are formatted by ``%`` alone, after they were looked up; see test_words.py."""
    formats = [
        (one.name, call.func.value)
        for one in modules()
        for name in ("format", "format_map")
        for call in calls(one.tree, name)
    ]
    foreign = {f"{name}: {ast.unparse(made)}" for name, made in formats if not is_ours(made)}

    assert len(formats) > 5
    assert foreign == {"kb/search/index/lexical.py: among"}  # one of two that it is given there


def is_ours(made):
    return isinstance(made, ast.Constant) or (isinstance(made, ast.Name) and made.id.isupper())
