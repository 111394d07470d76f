"""What can go wrong with a language model's server: a limit to what it sends, and the words for its faults."""

from collections.abc import Iterator

import httpx

from corpus.errors import LanguageModelError

MOST_BYTES = 4_000_000  # of one reply, as it comes over the wire
_REFUSED = {401: "it refused the key", 403: "it refused the key", 404: "its server does not have it"}


class _Bounded(httpx.SyncByteStream):
    """A reply's bytes, as many as a reply may have."""

    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        left = MOST_BYTES
        for chunk in self._stream:
            left -= len(chunk)
            if left < 0:
                raise LanguageModelError("it did not stop writing")
            yield chunk

    def close(self) -> None:
        self._stream.close()


def bound(response: httpx.Response) -> None:
    """Limit a reply to as many bytes as one may have."""
    if isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _Bounded(response.stream)


def reason(error: BaseException, timeout: float) -> str:
    """What went wrong, in words that are fit for people. What the server or a library said is never among them."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, LanguageModelError):
            return str(seen)
        if isinstance(seen, httpx.TimeoutException | TimeoutError):
            return f"it took longer than {timeout:g} seconds"
        if isinstance(seen, httpx.ConnectError | ConnectionRefusedError):
            return "its server can’t be reached"
        if isinstance(seen, httpx.NetworkError | httpx.RemoteProtocolError | ConnectionError):
            return "its reply broke off"
        seen = seen.__cause__ or seen.__context__
    status = getattr(error, "status_code", None)
    if status == 429:
        return "its server has too much to do"
    if isinstance(status, int) and status >= 300:
        return _REFUSED.get(status, f"its server answered with error {status}")
    return "its reply can’t be read"
