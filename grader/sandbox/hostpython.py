"""The machine's own Python as a list of files: interpreter, standard library, shared libraries.

Where no registry can be reached the sandbox runs this Python, moved to `/usr/local`:

    /usr/local/bin/python3        the interpreter, whose own place tells it its prefix
    /usr/local/lib/python3.X/     the standard library, without what is installed beside it
    /lib/<machine>/*.so           every shared library that the loader names for the above
    /lib64/ld-linux-*.so          the loader, at the path that is written into the interpreter
    /etc/passwd, /etc/group       root and nobody

Nothing of site-packages, of a virtual environment or of a home is in it. The docker driver packs
the list into an image, the local driver binds it into bubblewrap's namespaces.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grader.errors import SandboxUnavailable

PREFIX = "/usr/local"
PYTHON = f"{PREFIX}/bin/python3"
"""The sandbox's interpreter, in every image and in every namespace."""

LEFT_OUT = frozenset(
    {"site-packages", "dist-packages", "sitecustomize.py", "usercustomize.py"}
    | {"test", "tests", "idle_test", "_ctypes_test", "xxlimited", "xxlimited_35"}
    | {"idlelib", "tkinter", "_tkinter", "turtledemo", "ensurepip", "lib2to3"}
)
"""Names that are not taken along, at any depth; extension modules by their module's name."""

ACCOUNTS = {
    "/etc/passwd": "root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n",
    "/etc/group": "root:x:0:\nnogroup:x:65534:\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}
"""Small files of the sandbox, by path."""

_ZONEINFO = Path("/usr/share/zoneinfo")
_BY_NAME_ONLY = ("libgcc_s.so.1", "libnss_files.so.2")
"""Libraries that libc opens by name when it needs them, so that no `ldd` names them."""

_RESOLVED = re.compile(r"^\s*(?P<name>\S+) => (?P<path>/.+?) \(0x[0-9a-f]+\)$")
_LOADER = re.compile(r"^\s*(?P<path>/\S+) \(0x[0-9a-f]+\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Put a file or folder of the machine at a path of the sandbox."""

    source: Path
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPython:
    """List what the sandbox needs of the machine."""

    version: str
    """Such as `3.12.4`."""
    files: tuple[Mapped, ...]
    """Interpreter, loader and libraries: executable, never symbolic links."""
    stdlib: Mapped
    trees: tuple[Mapped, ...]
    """Further folders to take whole."""
    links: tuple[tuple[str, str], ...]
    """Symbolic links of the sandbox: path and what it says."""


def interpreter() -> Path:
    """Find the interpreter behind this process, past any virtual environment."""
    # site sets it: what the virtual environment's own python points to
    base = getattr(sys, "_base_executable", None) or sys.executable
    return Path(base).resolve()


@cache
def host_python() -> HostPython:
    """List the files of the machine's Python.

    Raises:
        SandboxUnavailable: on another system than Linux, or where the loader cannot be asked.
    """
    _require_linux()
    executable = interpreter()
    stdlib = _stdlib()
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    libraries = _libraries([executable, *_extensions(stdlib)])
    return HostPython(
        version=version(),
        files=(Mapped(source=executable, target=f"{PREFIX}/bin/{name}"), *libraries),
        stdlib=Mapped(source=stdlib, target=f"{PREFIX}/{sys.platlibdir}/{stdlib.name}"),
        trees=tuple(
            Mapped(source=tree, target=str(tree)) for tree in (_ZONEINFO,) if tree.is_dir()
        ),
        links=((PYTHON, name), (f"{PREFIX}/bin/python", name)),
    )


def version() -> str:
    """Return this Python's version as images name it, such as `3.12.4`."""
    return "{}.{}.{}".format(*sys.version_info[:3])


def fingerprint() -> str:
    """Return twelve hexadecimal digits that change when this machine's Python does.

    Read from names, sizes and times, not from contents, so that it costs milliseconds; and without
    asking the loader, whose libraries come and go with the interpreter's own updates.
    """
    _require_linux()
    digest = hashlib.sha256(f"{sys.version}\n{sorted(ACCOUNTS.items())}\n".encode())
    digest.update(Path(__file__).read_bytes())
    # folders change whenever a module is compiled
    modules = sorted(path for path in _stdlib().iterdir() if kept(path.name) and path.is_file())
    for path in (interpreter(), *modules):
        status = path.stat()
        digest.update(f"{path.name} {status.st_size} {int(status.st_mtime)}\n".encode())
    return digest.hexdigest()[:12]


def kept(name: str) -> bool:
    """Tell whether a file or folder of this name is taken along."""
    module = name.partition(".")[0] if name.endswith(".so") else name
    return not (module in LEFT_OUT or name.startswith(("config-", "_test")))


def walk(tree: Path) -> Iterator[Path]:
    """Yield the files below a folder that are taken along, sorted, symbolic links resolved away.

    Compiled modules are yielded only as this interpreter reads them: not those of another version,
    and not the optimised ones, which would double the size.
    """
    suffix = f".{sys.implementation.cache_tag}.pyc"
    for folder, folders, names in os.walk(tree):
        folders[:] = sorted(name for name in folders if kept(name))
        compiled = Path(folder).name == "__pycache__"
        for name in sorted(names):
            path = Path(folder, name)
            wanted = name.endswith(suffix) if compiled else kept(name)
            if wanted and path.is_file():
                yield path


def _stdlib() -> Path:
    return Path(sysconfig.get_path("stdlib")).resolve()


def _require_linux() -> None:
    if sys.platform != "linux":
        raise SandboxUnavailable(
            "this machine's own Python cannot run in a Linux sandbox",
            where=sys.platform,
            hint="give Docker a network once, so that it can fetch the python image; "
            "or load an image made elsewhere with `docker load`.",
        )


def _extensions(stdlib: Path) -> list[Path]:
    return sorted(path for path in (stdlib / "lib-dynload").glob("*.so") if kept(path.name))


def _libraries(binaries: Iterable[Path]) -> list[Mapped]:
    """Map every library that the binaries need into the folder where libc lies.

    That folder is one that the loader searches by itself, so that it needs neither its cache nor
    the paths that are written into a Python from a home or a conda environment.
    """
    found: dict[str, Path] = {}
    loaders: dict[str, Path] = {}
    for line in _ask_loader(binaries).splitlines():
        if match := _RESOLVED.match(line):
            found.setdefault(match["name"], Path(match["path"]))
        elif match := _LOADER.match(line):
            loaders.setdefault(match["path"], Path(match["path"]))
    home = _home_of_libc(found, loaders)
    for name in _BY_NAME_ONLY:
        if (home / name).exists():
            found.setdefault(name, home / name)
    wanted = {f"{home}/{Path(name).name}": path for name, path in found.items()} | loaders
    return [Mapped(source=path.resolve(), target=target) for target, path in sorted(wanted.items())]


def _home_of_libc(found: dict[str, Path], loaders: dict[str, Path]) -> Path:
    for name, path in found.items():
        if name.startswith(("libc.so", "libc.musl")):
            return path.parent
    for path in loaders.values():
        return path.parent
    raise SandboxUnavailable(
        "ldd names no C library for this Python",
        where=str(interpreter()),
        hint="a statically linked Python cannot be packed; use the python image from a registry.",
    )


def _ask_loader(binaries: Iterable[Path]) -> str:
    ldd = shutil.which("ldd")
    if ldd is None:
        raise SandboxUnavailable(
            "ldd is missing, so this Python's shared libraries cannot be listed",
            hint="install it: package libc-bin (Debian, Ubuntu), glibc-common (Fedora).",
        )
    # ldd's exit code tells of the first binary that is static; what it prints is right all the same
    asked = subprocess.run(
        [ldd, *map(str, binaries)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LC_ALL": "C"},
    )
    return asked.stdout
