"""The texts that a person reads, ready for translation: `dev.py texts` writes the template, `dev.py check` holds it.

The template `resources/translations/aitbc-provider.ts` has every text of the sources, `aitbc-provider_de.ts` would be
German, and `aitbc-provider_de.qm` what the program loads. Run with the environment's Python: the tools are PySide6's.
"""

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dev_texts_rules import ROOT, names_in, rule_breaks

FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "aitbc-provider.ts"
ALIASES = "tr+=trn,tr+=Phrase,tr+=Several"
OUT_OF_DATE = "is not what the sources say; mend it with: python3 packaging/dev.py texts"


def tool(name: str) -> str:
    """One of Qt's own tools, as PySide6 brings it."""
    found = importlib.util.find_spec("PySide6")
    assert found is not None and found.submodule_search_locations
    return str(Path(found.submodule_search_locations[0]) / (f"{name}.exe" if sys.platform == "win32" else name))


def extract(target: Path, sources: Path = ROOT / "desktop_app") -> None:
    """Bring `target` up to date with the sources; translations in it stay. Without line numbers, in alphabetical
    order: it changes only where texts do."""
    options = ("-silent", "-sort-messages", "-no-obsolete", "-locations", "none", "-extensions", "py")
    command = [tool("lupdate"), *options, "-tr-function-alias", ALIASES, str(sources), "-ts", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)


def compiled(source: Path, target: Path) -> None:
    """What the program loads."""
    subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


def messages(path: Path) -> list[tuple[str, str, list[str]]]:
    """Source, comment and translations, forms of a plural apart; no translations where nobody made one."""
    found = []
    for message in ET.parse(path).iter("message"):
        words = message.find("translation")
        assert words is not None
        done = words.get("type") not in ("unfinished", "vanished", "obsolete")
        forms = [form.text or "" for form in words.iter("numerusform")] or [words.text or ""]
        found.append((message.findtext("source") or "", message.findtext("comment") or "", forms if done else []))
    return found


def languages() -> list[Path]:
    """The translations that there are."""
    return sorted(FOLDER.glob(f"{TEMPLATE.stem}_*.ts"))


def fresh(path: Path, folder: Path) -> bool:
    """Whether `path` says what the sources say."""
    twin = folder / path.name
    if path.exists():
        shutil.copy(path, twin)
    extract(twin)
    return path.exists() and twin.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def problems(folder: Path) -> Iterable[str]:
    """What is wrong, one sentence each. `folder` is for files on the way."""
    yield from rule_breaks()
    for path in (TEMPLATE, *languages()):
        if not fresh(path, folder):
            yield f"{path.relative_to(ROOT)} {OUT_OF_DATE}"
    for path in languages():
        for source, _, forms in messages(path):
            if any(names_in(form) != names_in(source) for form in forms):
                yield f"{path.relative_to(ROOT)}: {source!r} is translated with other names in braces"
        binary, twin = path.with_suffix(".qm"), folder / path.with_suffix(".qm").name
        compiled(path, twin)
        if not binary.exists() or binary.read_bytes() != twin.read_bytes():
            yield f"{binary.relative_to(ROOT)} {OUT_OF_DATE}"


def update() -> None:
    """Template, translations, and what the program loads of them."""
    for path in (TEMPLATE, *languages()):
        extract(path)
        print(f"{path.relative_to(ROOT)}: {len(messages(path))} texts")
    for path in languages():
        compiled(path, path.with_suffix(".qm"))


def main() -> int:
    parser = argparse.ArgumentParser("dev_texts.py", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing; say what is wrong")
    given = parser.parse_args()
    try:
        if not given.check:
            update()
            return 0
        with tempfile.TemporaryDirectory() as folder:
            found = list(problems(Path(folder)))
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Qt's own tools for texts do not run here: {error}")
        return 1
    print("\n".join(found) or "Every text can be translated, and the template has them all.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
