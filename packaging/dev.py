"""The one developer script: `python3 packaging/dev.py run | test | check | build | texts | lock`.

Each verb first sets up what it needs (a virtual environment in `.venv`, packages from the lock, on Debian
the system libraries of Qt) and skips what is already there. Standard library only, Linux and Windows.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one line that an older Python still has to understand
    sys.exit(f"dev.py: AITBC Provider needs Python 3.11 or newer, this is Python {sys.version.split()[0]}")

import argparse
import os
import shutil
import signal
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import dev_setup
import dev_system
from dev_setup import LOCKS, PYTHON, ROOT, Trouble

TEXTS = str(ROOT / "packaging" / "dev_texts.py")
CHECKS = {
    "ruff": ("-m", "ruff", "check", "."),
    "mypy": ("-m", "mypy"),
    "import-linter": ("-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-logo"),
    "texts": (TEXTS, "--check"),
}
FREEZE = ROOT / "packaging" / "freeze.in"
COMPILER = ROOT / "packaging" / "compiler.in"
RESOLVE = (
    "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-annotate", "--no-header", "--no-emit-index-url",
)  # fmt: skip
NO_DISPLAY = "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
NO_LIBRARIES = "The libraries that a window needs are not here"


# Decisions


def windowless_reason(platform: str, environ: Mapping[str, str], libraries_missing: bool) -> str | None:
    """Why the program has to run without a window here, as the start of a sentence; None when it can have one."""
    if platform != "linux":
        return None
    if not dev_system.displays(environ):
        return NO_DISPLAY
    return NO_LIBRARIES if libraries_missing else None


def program_arguments(given: Sequence[str], windowless: bool) -> list[str]:
    """What `python -m desktop_app` is started with: always the practice network, then what was given."""
    headless = ["--headless"] if windowless and "--headless" not in given else []
    return ["--practice", *headless, *given]


SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""Most tests wait for real programs, so two files run at once, the long ones first; `-n 0` later on ends that."""


def test_step(given: Sequence[str], missing: Sequence[dev_system.Need]) -> dict[str, Sequence[str]]:
    """The pytest step; none where pytest-qt could not even be loaded."""
    return {} if dev_system.lacks_qt(missing) else {"pytest": ("-m", "pytest", *SIDE_BY_SIDE, *given)}


def exit_code(results: Mapping[str, int]) -> int:
    """1 when any step failed, and 0 when none did."""
    return int(any(results.values()))


# Running things


def steps(commands: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Run every command with the environment's Python, also after one failed; exit code by name."""
    results = {}
    for name, arguments in commands.items():
        print(f"== {name}", flush=True)
        command = [str(PYTHON), *arguments]
        results[name] = subprocess.run(command, cwd=ROOT, env=dev_setup.environment(), check=False).returncode
    return results


def tell(results: Mapping[str, int]) -> int:
    """Print one line with the outcome of every step; the exit code for all of them."""
    words = (f"{name} {'failed' if code else 'ok'}" for name, code in results.items())
    print("== " + ", ".join(words), flush=True)
    return exit_code(results)


def become(arguments: Sequence[str]) -> int:
    """Go on as the program itself, so that Ctrl+C, signals and the exit code are its own."""
    command = [str(PYTHON), *arguments]
    environ = dev_setup.environment()
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(command[0], command, environ)
    return attend(command, environ)


def attend(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Wait for a child that shares our console and gets its own Ctrl+C; its exit code."""
    child = subprocess.Popen(command, env=dict(environ))
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


# Verbs


def run(given: Sequence[str]) -> int:
    """Set up and start the program with the practice network."""
    dev_setup.prepare("run")
    window = () if "--headless" in given else dev_system.window_needs(os.environ)
    missing = dev_system.provide((*dev_system.ENGINE, *window)) if sys.platform == "linux" else []
    reason = windowless_reason(sys.platform, os.environ, dev_system.lacks_window(missing))
    if reason and "--headless" not in given:
        print(f"{reason}: starting without a window (--headless).")
    return become(["-m", "desktop_app", *program_arguments(given, reason is not None)])


def check(given: Sequence[str]) -> int:
    """Run ruff, mypy, import-linter and the rules of texts, all of them, whatever each says."""
    no_more(given)
    dev_setup.prepare("test")
    if sys.platform == "linux":
        dev_system.provide(dev_system.TEXT_TOOLS)
    return tell(steps(CHECKS))


def test(given: Sequence[str]) -> int:
    """Run the checks and then pytest, which gets the further arguments."""
    dev_setup.prepare("test")
    missing = dev_system.provide(dev_system.TEST_NEEDS) if sys.platform == "linux" else []
    if sys.platform == "linux":
        dev_setup.provide_compiler()
    results = steps({**CHECKS, **test_step(given, missing)})
    if "pytest" not in results:
        print("== pytest\nIt cannot start without the libraries of Qt that are missing, see above.")
        results["pytest"] = 1
    return tell(results)


def build(given: Sequence[str]) -> int:
    """Build the wheel into dist/; with `--installer` the frozen program and its installers."""
    installer = list(given) == ["--installer"]
    no_more(() if installer else given)
    dev_setup.prepare("test")
    if installer:
        import dev_build

        dev_build.installers()
        return 0
    return exit_code(steps({"wheel": ("-m", "hatchling", "build", "-t", "wheel", "-d", "dist")}))


def texts(given: Sequence[str]) -> int:
    """Bring the template of all texts and the translations up to date with the sources."""
    no_more(given)
    dev_setup.prepare("test")
    return exit_code(steps({"texts": (TEXTS,)}))


def lock(given: Sequence[str]) -> int:
    """Make all locks again with uv; known versions stay, `--upgrade` or `--upgrade-package NAME` moves them."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("making the locks needs uv: python3 -m pip install uv")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        installing = Path(folder) / "build.in"  # what installing the project itself takes
        installing.write_text("\n".join([*project["build-system"]["requires"], "editables"]), encoding="utf-8")
        sources = (str(ROOT / "pyproject.toml"), str(installing))
        same = ("--constraint", str(LOCKS["test"]))
        for name, more in (
            ("test", ("--group", "dev", *sources)), ("run", (*same, *sources)), ("freeze", (*same, str(FREEZE))),
            ("compiler", (str(COMPILER),)),
        ):  # fmt: skip
            command = [uv, *RESOLVE, *given, *more, "--output-file", str(LOCKS[name])]
            if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
                raise Trouble(f"uv could not make {LOCKS[name].relative_to(ROOT)}")
            print(f"{LOCKS[name].relative_to(ROOT)}: {dev_setup.count(LOCKS[name])} packages")
    return 0


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run, "test": test, "check": check, "build": build, "texts": texts, "lock": lock,
}  # fmt: skip


def no_more(given: Sequence[str]) -> None:
    """Refuse arguments that would be dropped."""
    if given:
        raise Trouble(f"this takes no further arguments: {' '.join(given)}")


def main(arguments: Sequence[str]) -> int:
    """Run one verb; every foreseeable trouble is one line on stderr and exit code 1."""
    about = "\n".join(f"  {name:6} {(verb.__doc__ or '').strip()}" for name, verb in VERBS.items())
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("dev.py", description=about, formatter_class=form)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("more", nargs=argparse.REMAINDER, default=[], help="passed on to the program or to pytest")
    given = parser.parse_args(arguments)
    try:
        return VERBS[given.verb](given.more)
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr)
    except OSError as error:
        print(f"dev.py: {dev_setup.explain(str(error)) or error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("dev.py: stopped", file=sys.stderr)
        return 128 + signal.SIGINT
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
