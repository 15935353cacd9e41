"""The proxy that stands in front, as ``operations/nginx.conf`` has it, where there is one."""

import re
import shutil
import subprocess
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection

from support.house import HOUSE
from support.served import free_port, until

# Its certificate is the server's own, and so is the port that leads there.
LEFT_OUT = r"(?m)^\s*(ssl_\w+|listen \[::\]\S*)[^;]*;\n"
TO_TLS = r"(?s)server \{\s*listen 80;.*?\n\}\n"
PATHS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def nginx_before(port, folder):
    """Put nginx before a server; yield its port, or nothing where there is no nginx."""
    program = shutil.which("nginx")
    if program is None:
        yield None
        return
    own = free_port()
    (folder / "nginx.conf").write_text(whole(folder, site(port, own)), encoding="utf-8")
    process = subprocess.Popen(  # noqa: S603 - our own file
        [program, "-e", folder / "nginx.log", "-c", folder / "nginx.conf"]
    )
    try:
        until(lambda: answers(own))
        yield own
    finally:
        process.terminate()
        process.wait()


def site(port, own):
    """Return the example for this server: without TLS, on a port of its own."""
    text = (HOUSE / "operations" / "nginx.conf").read_text("utf-8")
    text = re.sub(LEFT_OUT, "", re.sub(TO_TLS, "", text))
    return text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{own}").replace(
        "127.0.0.1:8000", f"127.0.0.1:{port}"
    )


def whole(folder, site):
    places = "".join(f"{one}_temp_path {folder}/{one};\n" for one in PATHS)
    return (
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\n{places}{site}}}\n"
    )


def answers(port):
    with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as line:
        line.request("GET", "/livez")
        return line.getresponse().status < 400
    return False
