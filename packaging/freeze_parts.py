"""What goes into the frozen program and what stays out, as plain rules that a test can read."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

# Never imported by the program; each of these would pull in megabytes or a licence of its own.
EXCLUDED_MODULES = (
    "tkinter", "pydoc_data", "lib2to3", "pip", "setuptools", "pkg_resources", "pytest", "_pytest", "hypothesis",
    "IPython", "matplotlib", "scipy", "pandas", "OpenGL", "cupy", "numba", "h5py", "PIL", "numpy.f2py", "numpy.testing",
    "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.jupyter",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtPdf",
    "PySide6.QtPdfWidgets", "PySide6.QtSql", "PySide6.QtPrintSupport", "PySide6.QtDesigner", "PySide6.QtUiTools",
    "PySide6.QtHelp", "PySide6.QtXml", "PySide6.QtConcurrent", "PySide6.QtNetwork",
)  # fmt: skip

# What PyInstaller runs before our first line, in every process: also in the guard, the engine and without a screen. It
# would load Qt there, multiprocessing and more, a tenth of a second and 30 MB each time. PySide6 finds its plug-ins by
# itself, and nothing here uses the rest.
DROPPED_HOOKS = frozenset({
    "pyi_rth_inspect", "pyi_rth_cryptography_openssl", "pyi_rth_pkgutil", "pyi_rth_multiprocessing", "pyi_rth_pyside6",
    "pyi_rth_pyqtgraph_multiprocess",
})  # fmt: skip

# Parts of a path inside the bundle: Qt modules and plug-ins without a user, and what they alone need.
_DROPPED = (
    "qml/", "libQt6Qml", "libQt6Quick", "libQt6Pdf", "libQt6VirtualKeyboard", "Qt6Qml", "Qt6Quick",
    "Qt6Pdf", "Qt6VirtualKeyboard", "qtvirtualkeyboard", "egldeviceintegrations", "libQt6EglF", "libqeglfs",
    "libqlinuxfb", "libqvnc", "libqvkkhr", "libqminimalegl", "wayland-graphics-integration-server",
    "imageformats/libqpdf", "imageformats/libqtiff", "imageformats/libqwebp", "imageformats/libqicns",
    "imageformats/libqtga", "imageformats/libqwbmp", "imageformats/libqgif", "imageformats/libqjpeg",
    "imageformats/qpdf", "imageformats/qtiff", "imageformats/qwebp", "imageformats/qicns", "imageformats/qtga",
    "imageformats/qwbmp", "imageformats/qgif", "imageformats/qjpeg",
    "generic/libqtuiotouch", "generic/libqevdev", "platformthemes/libqgtk3", "libgtk-3", "libgdk-3", "libgdk_pixbuf",
    "libatk", "libatspi", "libcairo", "libpango", "libepoxy", "libharfbuzz", "libthai", "libdatrie", "libfribidi",
    "libgraphite2", "libjpeg.so.62", "libpixman", "libXinerama", "libXcomposite", "libXdamage", "libXcursor",
    "libXrandr", "opengl32sw", "d3dcompiler", "sqldrivers/", "tls/", "networkinformation/", "libQt6Network",
    "Qt6Network", "printsupport/",
)  # fmt: skip

# The system's own, always there where a window can be, and wrong to bring along: they belong to its drivers.
_SYSTEMS_OWN = ("libGL.so", "libEGL.so", "libGLX.so", "libGLdispatch.so", "libOpenGL.so", "libdrm.so", "libgbm.so")

# Stand-ins that make Windows programs start under wine. They are for a test's machine, never for an owner's.
STAND_INS = frozenset({"icuuc.dll", "nvml.dll", "bcryptprimitives.dll"})

# Stripping Python's own library saves 17 MB, the engine's debug records 80; numpy's OpenBLAS breaks when stripped.
STRIPPED = ("libpython3", "xllamacpp")


TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "translations"


def languages(folder: Path = TRANSLATIONS) -> frozenset[str]:
    """Codes of the languages that the program was translated into."""
    return frozenset(path.stem.partition("_")[2] for path in folder.glob("aitbc-provider_*.qm"))


def is_kept(name: str, spoken: Collection[str] = ()) -> bool:
    """Whether a file with this name inside the bundle is wanted. Of translations: what the program loads of its own,
    and Qt's own texts in these languages."""
    plain = name.replace("\\", "/")
    last = PurePosixPath(plain).name
    if "translations/" in plain:
        wanted = {f"{stem}_{code}.qm" for stem in ("aitbc-provider", "qtbase") for code in spoken}
        return last in wanted
    if last.lower() in STAND_INS or last.startswith(_SYSTEMS_OWN):
        return False
    return not any(part in plain for part in _DROPPED)
