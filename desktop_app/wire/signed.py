"""Signed receipts: canonical bytes and Ed25519 (section 8).

The key is in the receipt itself and nobody publishes a trust anchor: a signature that fits proves that the
receipt was not changed since, not who signed it.

The cryptography library is loaded with the first signature: it takes 7 MB, and many a network signs nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALGORITHM: Final = "Ed25519"
_LATER: Final = frozenset(
    {"signature", "zk_status", "zk_proof", "tee_status", "tee_quote", "tee_attestation_id", "attestations"}
)


def canonical(receipt: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: without the signature and what was added after it, without nulls at any depth,
    sorted keys, no spaces, UTF-8 with everything beyond ASCII escaped."""
    signed = {k: v for k, v in receipt.items() if k not in _LATER and not k.startswith("reinvest_")}
    return json.dumps(_without_nulls(signed), sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sign(receipt: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, str]:
    """The receipt's `signature` object."""
    return {
        "alg": ALGORITHM,
        "key_id": key_id(key.public_key()),
        "sig": base64.urlsafe_b64encode(key.sign(canonical(receipt))).rstrip(b"=").decode(),
    }


def verify(receipt: Mapping[str, Any]) -> bool:
    """Whether the receipt's own signature fits it; never raises."""
    signature = receipt.get("signature")
    if not isinstance(signature, Mapping) or signature.get("alg") != ALGORITHM:
        return False
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(_unbase64(signature.get("key_id")))
        public.verify(_unbase64(signature.get("sig")), canonical(receipt))
    except (InvalidSignature, ValueError, TypeError, RecursionError):
        return False
    return True


def key_id(public: Ed25519PublicKey) -> str:
    """A public key as receipts name it: url-safe base64 without padding."""
    return base64.urlsafe_b64encode(public.public_bytes_raw()).rstrip(b"=").decode()


def _unbase64(text: object) -> bytes:
    """Either alphabet, with or without padding."""
    if not isinstance(text, str) or len(text) > 200:
        raise ValueError("not base64 text")
    plain = text.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        return base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
    except binascii.Error as error:
        raise ValueError("not base64 text") from error


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_nulls(v) for v in value if v is not None]
    return value
