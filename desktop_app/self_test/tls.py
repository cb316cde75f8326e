"""A TLS server of our own on loopback: is a connection encrypted, and is a stranger's certificate refused?"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_app.domain.errors import Unreachable
from desktop_app.net.client import HttpClient
from desktop_app.self_test.report import Failed

_HELLO = b"hello"
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n" + _HELLO


async def tls_works(folder: Path) -> str:
    """`folder` takes the certificate for a moment."""
    certificate, key = _made(folder)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate, key)
    async with _server(served) as url:
        try:
            await _asked(url, None)
        except Unreachable:
            pass
        else:
            raise Failed("a certificate that nobody vouches for was accepted")
        body = await _asked(url, ssl.create_default_context(cafile=certificate))
    if body != _HELLO:
        raise Failed("the answer was not what the server sent")
    return f"{ssl.OPENSSL_VERSION}; a stranger's certificate is refused"


async def _asked(url: str, trusted: ssl.SSLContext | None) -> bytes:
    client = HttpClient(url, certificates=trusted)
    try:
        return (await client.request("GET", "/")).body
    finally:
        await client.close()


@asynccontextmanager
async def _server(context: ssl.SSLContext) -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(_ANSWER)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            return  # the client that does not trust us hangs up
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    try:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def _made(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "self-test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "self-test.crt", folder / "self-test.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, secret
