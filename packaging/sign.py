"""Keys and manifests of updates. The secret key belongs on a medium that is not connected to anything.

  sign.py keys SECRET                        make a pair: the secret half into the file, the public half on the screen
  sign.py manifest SECRET VERSION OUT --url BASE --note TEXT ... -- KIND=FILE ...
                                             sign what these packages are; a KIND is linux-archive,
                                             linux-deb or windows-setup
"""

import argparse
import base64
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

CONTEXT = b"aitbc-provider update manifest 1\n"
KINDS = ("linux-archive", "linux-deb", "windows-setup")


def keys(secret: Path) -> str:
    """Make a pair; the public half in base64. An existing file is left alone."""
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(secret, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(base64.b64encode(key.private_bytes_raw()) + b"\n")
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def manifest(
    secret: Path, version: str, url: str, notes: Sequence[str], packages: dict[str, Path], at: datetime
) -> str:
    """The signed envelope. Packages are announced under `url`/their file name."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret.read_bytes()))
    told = {
        "format": 1,
        "version": version,
        "published": at.isoformat(timespec="seconds"),
        "notes": list(notes),
        "packages": {
            kind: {
                "url": f"{url.rstrip('/')}/{file.name}",
                "size": file.stat().st_size,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            }
            for kind, file in sorted(packages.items())
        },
    }
    text = json.dumps(told, indent=1, ensure_ascii=False)
    signature = base64.b64encode(key.sign(CONTEXT + text.encode())).decode()
    return json.dumps({"manifest": text, "signature": signature}, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Run one of the two commands above."""
    parser = argparse.ArgumentParser("sign.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("keys").add_argument("secret", type=Path)
    making = commands.add_parser("manifest")
    making.add_argument("secret", type=Path)
    making.add_argument("version")
    making.add_argument("out", type=Path)
    making.add_argument("--url", required=True)
    making.add_argument("--note", action="append", default=[])
    making.add_argument("packages", nargs="+", metavar="KIND=FILE")
    given = parser.parse_args(arguments)
    if given.command == "keys":
        print(keys(given.secret))
        return 0
    packages = {kind: Path(file) for kind, _, file in (each.partition("=") for each in given.packages)}
    if strangers := packages.keys() - set(KINDS):
        parser.error(f"unknown kind of package: {', '.join(sorted(strangers))}")
    text = manifest(given.secret, given.version, given.url, given.note, packages, datetime.now(UTC))
    given.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
