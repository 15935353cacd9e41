"""A calendar read by the letter of RFC 5545, with nothing of the library that wrote it."""

import re
from dataclasses import dataclass, field

LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', re.DOTALL)
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')
ESCAPES = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}


@dataclass
class Component:
    """What stands between BEGIN and END: properties as (name, parameters, raw value)."""

    name: str
    properties: list = field(default_factory=list)
    inside: list = field(default_factory=list)

    def raw(self, name):
        return [value for one, _, value in self.properties if one == name]

    def parameters(self, name):
        return [given for one, given, _ in self.properties if one == name]

    def text(self, name):
        (value,) = self.raw(name)
        return re.sub(r"\\(.)", lambda found: ESCAPES[found[1]], value, flags=re.DOTALL)


def lines_of(data):
    """Return the lines as they are sent, folded; what does not end in CRLF is an error."""
    whole = data.decode("utf-8")
    assert whole.endswith("\r\n"), "the last line has no end"
    lines = whole.split("\r\n")[:-1]
    assert not [one for one in lines if "\n" in one or "\r" in one], "a bare line end"
    return lines


def read(data):
    """Return the one calendar that the bytes are."""
    unfolded = []
    for line in lines_of(data):
        if line[:1] in {" ", "\t"}:
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    stack = [Component("")]
    for line in unfolded:
        name, given, value = LINE.fullmatch(line).groups()
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value, f"{done.name} ends as {value}"
            stack[-1].inside.append(done)
        else:
            parameters = {one: said.strip('"') for one, said in PARAMETER.findall(given)}
            stack[-1].properties.append((name, parameters, value))
    (calendar,) = stack[0].inside
    return calendar
