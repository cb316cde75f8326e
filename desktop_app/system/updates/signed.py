"""The envelope of a manifest: its text, and an Ed25519 signature over exactly that text.

The keys that may sign come with the program (resources/updates.json); their other halves are kept offline by whoever
releases it. packaging/sign.py makes both."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.updates import UpdateRefused

CONTEXT = b"aitbc-provider update manifest 1\n"
"""Signed before the text, so that a signature made for anything else never fits."""
LARGEST_ENVELOPE = 256 * 1024


def opened(envelope: bytes, keys: Iterable[str]) -> bytes:
    """The manifest's text, signed by one of `keys` (base64 of 32 bytes each); UpdateRefused for everything else."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw = json.loads(envelope)
        text, signature = raw["manifest"], base64.b64decode(raw["signature"], validate=True)
        manifest = text.encode()
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError, binascii.Error):
        raise UpdateRefused(Phrase("the signed manifest cannot be read")) from None
    for key in keys:
        try:
            public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
            public.verify(signature, CONTEXT + manifest)
        except (InvalidSignature, ValueError, binascii.Error):
            continue
        return bytes(manifest)
    raise UpdateRefused(Phrase("the manifest's signature is not one of this program's keys"))
