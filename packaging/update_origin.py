"""Write where the program looks for updates, and whose signature it believes: `update_origin.py ADDRESS KEY...`."""

import base64
import json
import sys
from collections.abc import Sequence
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "resources" / "updates.json"


def main(arguments: Sequence[str], file: Path = FILE) -> int:
    """0 when it was written. Only an https address, only keys that sign.py made."""
    if len(arguments) < 2 or not arguments[0].startswith("https://"):
        print("usage: update_origin.py https://... KEY...", file=sys.stderr)
        return 2
    address, *keys = arguments
    for key in keys:
        if len(base64.b64decode(key, validate=True)) != 32:
            print(f"{key} is no public key", file=sys.stderr)
            return 2
    file.write_text(json.dumps({"address": address, "keys": keys}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
