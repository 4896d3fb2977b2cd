"""One question to a system outside, on our guard: no redirects, no private targets, limits on all.

The name is looked up once and the connection goes to that very address, so that a name cannot show
a public address to the check and a private one to the connection.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 10.0
# Of an answer only its beginning is of interest.
ANSWER_BYTES = 4096


class Unreachable(Exception):
    """The target could not be asked or will not take it now; the sentence says why, for an officer."""

    def __init__(self, sentence: str, *, retry_after: int = 0) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the target said."""

    status: int
    text: str
    retry_after: int = 0


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send the body and read the beginning of the answer; raises Unreachable with the reason."""
    return _ask("POST", url, body, headers, most=ANSWER_BYTES)


def get(url: str, headers: dict[str, str], *, most: int) -> Answer:
    """Read at most so many bytes of what is there; raises Unreachable with the reason."""
    return _ask("GET", url, None, headers, most=most)


def _ask(
    method: str, url: str, body: bytes | None, headers: dict[str, str], *, most: int
) -> Answer:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreachable("Alamat harus dimulai dengan https:// atau http://.")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Unreachable("Nomor porta pada alamat tidak dapat dipakai.") from None
    address = _address(parts.hostname, port)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts.scheme, parts.hostname, port, address)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read(most).decode("utf-8", "replace")
        waits = answer.getheader("Retry-After") or ""
        return Answer(
            status=answer.status, text=text, retry_after=int(waits) if waits.isdecimal() else 0
        )
    except TimeoutError:
        raise Unreachable(f"Tidak ada jawaban dalam {SECONDS:.0f} detik.") from None
    except (OSError, http.client.HTTPException) as trouble:
        raise Unreachable(f"Sambungan gagal: {type(trouble).__name__}.") from None
    finally:
        connection.close()


def _address(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Unreachable(f"Nama {host} tidak ditemukan.") from None
    addresses = [str(one[4][0]) for one in found]
    if not settings.FORWARD_PRIVATE and not all(_is_public(one) for one in addresses):
        # All of them: which one is used must not be the target's choice.
        raise Unreachable(
            f"{host} berada di jaringan pribadi. Izinkan dengan SINAU_FORWARD_PRIVATE apabila memang begitu."
        )
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    return bool(mapped.is_global and not mapped.is_multicast)


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    connection: http.client.HTTPConnection
    if scheme == "https":
        connection = http.client.HTTPSConnection(
            host, port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)

    def connect(
        _target: tuple[str, int], timeout: float | None, source: tuple[str, int] | None
    ) -> socket.socket:
        return socket.create_connection((address, port), timeout, source)

    # The name still stands in the Host header and is what the certificate must be for.
    connection._create_connection = connect  # type: ignore[attr-defined]
    return connection
