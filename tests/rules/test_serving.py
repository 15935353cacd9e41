"""The real server: restarted without a failed request, ended without a broken one."""

import http.client
import shutil
import signal
import socket
import threading

import pytest

from support.served import PATIENCE, serving, until

RESTARTS = 2


@pytest.fixture
def folder(empty_house, tmp_path):
    return shutil.copytree(empty_house, tmp_path / "house")


class Visitor(threading.Thread):
    """Asks on and on, over one connection or ever new ones, and keeps what went wrong."""

    def __init__(self, server, *, stays):
        super().__init__()
        self.server, self.stays = server, stays
        self.asked, self.troubles, self.gone = 0, [], threading.Event()

    def run(self):
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        while not self.gone.is_set():
            try:
                line.request("GET", "/sign-in")
                answer = line.getresponse()
                answer.read()
                self.troubles += [answer.status] if answer.status != 200 else []
            except (OSError, http.client.HTTPException) as trouble:
                self.troubles.append(trouble)
            self.asked += 1
            if not self.stays:
                line.close()
        line.close()


def test_a_rolling_restart_fails_no_request_and_an_end_breaks_none(folder):
    with serving(folder) as server:
        visitors = [Visitor(server, stays=stays) for stays in (True, False)]
        for visitor in visitors:
            visitor.start()
        for _ in range(RESTARTS):
            seen = [visitor.asked for visitor in visitors]
            server.restart()
            until(
                lambda seen=seen: all(v.asked > s for v, s in zip(visitors, seen, strict=True))
            )
        for visitor in visitors:
            visitor.gone.set()
            visitor.join()
        assert [visitor.troubles for visitor in visitors] == [[], []]

        in_flight = begin_a_deed(server)
        server.process.send_signal(signal.SIGTERM)
        until(lambda: server.ask("/readyz")[0] == 503)
        assert server.ask("/livez")[0] == 200  # whoever still comes is still served
        assert end_the_deed(in_flight).startswith(b"HTTP/1.1 400")  # it had no token
        assert server.process.wait(PATIENCE) == 0


def begin_a_deed(server):
    """Send half of a form."""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 20\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=aaaa"
    line.sendall(f"{head}{form}".encode())
    return line


def end_the_deed(line):
    """Send the other half and return how the answer begins."""
    with line:
        line.sendall(b"&password=")
        return line.recv(64)
