"""Asking the provider: its own addresses only, no detours, nothing large, nothing slow."""

from threading import BoundedSemaphore
from time import monotonic
from typing import ClassVar

import httpx2

from kb.provider import SignInProvider

LARGEST = 256 * 1024
SECONDS = 5.0  # to connect, and for each part of an answer
SECONDS_IN_ALL = 10.0
AT_ONCE = 4
GOOD, REFUSALS = 200, {400, 401, 403}


class NoAnswerError(Exception):
    """The provider gave no answer that could be read; the text says why, for the log."""


class Guarded(httpx2.BaseTransport):
    """A way out that leads to the provider alone, and brings back what is small and in time."""

    # Who waits for a provider that is slow keeps a thread; the others are for those who read.
    _free: ClassVar = BoundedSemaphore(AT_ONCE)

    def __init__(self, provider: SignInProvider) -> None:
        """Open no connection yet."""
        self._provider = provider
        self._out = httpx2.HTTPTransport(verify=True, retries=0)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask, unless it is none of the provider's addresses or too many ask already."""
        if not self._provider.may_be_asked(str(request.url)):
            raise NoAnswerError(f"{request.url.host} is no host of the provider")
        if not self._free.acquire(timeout=SECONDS):
            raise NoAnswerError("too many wait for it already")
        try:
            return self._ask(request)
        except httpx2.TransportError as error:
            raise NoAnswerError(type(error).__name__) from error
        finally:
            self._free.release()

    def close(self) -> None:
        """Let go of the connections."""
        self._out.close()

    def _ask(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["Accept-Encoding"] = "identity"  # packed, a small answer may be large
        until, answer = monotonic() + SECONDS_IN_ALL, self._out.handle_request(request)
        try:
            if answer.status_code in REFUSALS:
                raise ValueError(f"it refused with {answer.status_code}")
            if answer.status_code != GOOD:  # a detour, too, might lead inside
                raise NoAnswerError(f"it answered {answer.status_code}")
            if answer.headers.get("Content-Encoding", "identity") != "identity":
                raise NoAnswerError("its answer is packed, which was not asked for")
            whole = _read(answer, until)
        finally:
            answer.close()
        return httpx2.Response(GOOD, content=whole)


def _read(answer: httpx2.Response, until: float) -> bytes:
    whole = bytearray()
    for part in answer.iter_raw():
        whole += part
        if len(whole) > LARGEST:
            raise NoAnswerError("its answer is too large")
        if monotonic() > until:
            raise NoAnswerError("its answer takes too long")
    return bytes(whole)
