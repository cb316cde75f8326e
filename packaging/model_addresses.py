"""Asks the host of each model of `resources/models.json` whether the file is there, of the size that the list says.

`python3 packaging/model_addresses.py`, in the release workflow: a person must not be the first to meet a dead address.
The answer to HEAD is not followed to where the bytes are: the redirect itself tells size and SHA-256."""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path
from typing import Any

LIST = Path(__file__).resolve().parents[1] / "resources" / "models.json"
TIMEOUT_S = 30.0


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def ask(url: str) -> tuple[int, Message]:
    """The status and headers of the first answer. OSError where there is none."""
    asked = urllib.request.Request(url, method="HEAD", headers={"Accept-Encoding": "identity"})
    try:
        with urllib.request.build_opener(_Stay).open(asked, timeout=TIMEOUT_S) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def judge(url: str, size: int) -> tuple[bool, str]:
    """Whether this address is as the list says, and what is there."""
    try:
        status, headers = ask(url)
    except OSError as error:
        return False, f"no answer ({error})"
    if status not in (200, 301, 302, 303, 307, 308):
        return False, f"status {status}"
    told = headers.get("X-Linked-Size") or (headers.get("Content-Length") if status == 200 else None)
    if told is not None and told != str(size):
        return False, f"{told} bytes, the list says {size}"
    tells = re.fullmatch(r'"?[0-9a-f]{64}"?', headers.get("X-Linked-Etag", "")) is not None
    return True, "there, its SHA-256 is told" if tells else "there, no SHA-256 is told"


def main(path: Path = LIST) -> int:
    """0 when every address is good."""
    every_one = True
    for model in json.loads(path.read_text(encoding="utf-8"))["models"]:
        if "gguf" in model:
            good, says = judge(model["gguf"]["url"], model["gguf"]["bytes"])
            print(f"{model['name']}: {says}")
            every_one = every_one and good
    return 0 if every_one else 1


if __name__ == "__main__":
    sys.exit(main())
