"""Somebody who listens on this machine, to hear whether the house asks anybody."""

import socket
from contextlib import contextmanager
from threading import Thread


@contextmanager
def listener():
    """Listen on this machine; tell who came, and turn them away."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer():
            while True:
                try:
                    caller, address = door.accept()
                except OSError:
                    return
                heard.append(address[0])
                caller.close()

        Thread(target=answer, daemon=True).start()
        yield door.getsockname()[1], heard
        door.shutdown(socket.SHUT_RDWR)


def knock(port):
    """Come once, as a control: whoever comes is heard."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as caller:
        caller.recv(1)
