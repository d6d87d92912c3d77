"""The sandbox image: found, fetched, or built from this machine's own Python.

    grader-sandbox:<X.Y>-<digest>          from the Dockerfile, on the official python image
    grader-sandbox:<X.Y.Z>-<fingerprint>   from the host, see `hostpython.py`; no registry needed

Either has the host's Python version, so that the two sides of a run speak of the same language.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

import docker.errors

from grader.errors import SandboxUnavailable
from grader.sandbox import engine
from grader.sandbox.hostpython import PYTHON, fingerprint, host_python, version
from grader.sandbox.pack import pack

Report = Callable[[str], None]
"""Takes one line that says what is being done."""

REPOSITORY = "grader-sandbox"
CHOSEN = "GRADER_IMAGE"
"""The environment variable that names an image of one's own."""

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",  # The order of a set must not differ from run to run.
}
REGISTRY_SECONDS = 5
"""How long a registry may take to say that it has the base image, before we do without."""

_BUILD_HINT = "build one from this machine's Python: `grader image build --from-host`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """Name an image that the engine has."""

    name: str
    """What `docker run` takes."""
    python_version: str | None
    """None for an image of somebody else's making."""
    size_bytes: int


def ensure(report: Report, *, wanted: str | None = None) -> Image:
    """Return the image to run boxes from; fetch or build what is missing, and say so.

    `wanted`, else GRADER_IMAGE, names an image that is used as it is, or pulled.

    Raises:
        SandboxUnavailable: when there is no image and none can be had.
    """
    chosen = wanted or os.environ.get(CHOSEN)
    if chosen:
        return look_up(chosen) or _pull(chosen, report)
    return find() or build(report)


def find() -> Image | None:
    """Return the image that fits this machine's Python, if the engine has one.

    Raises:
        SandboxUnavailable: when no engine answers.
    """
    return look_up(_dockerfile_name()) or (look_up(_host_name()) if _linux() else None)


def look_up(name: str) -> Image | None:
    """Return the engine's image of this name, or None.

    Raises:
        SandboxUnavailable: when no engine answers.
    """
    with engine.translated(f"the engine cannot look up the image {name}"):
        try:
            found: dict[str, Any] = engine.client().inspect_image(name)  # type: ignore[no-untyped-call]
        except docker.errors.ImageNotFound:
            return None
    labels = (found.get("Config") or {}).get("Labels") or {}
    return Image(
        name=name, python_version=labels.get("grader.python"), size_bytes=int(found["Size"])
    )


def build(report: Report) -> Image:
    """Build the image from the registry's python where that answers quickly, else from the host.

    Raises:
        SandboxUnavailable: when neither works.
    """
    report(f"Asking the registry for {_base_name()} …")
    refusal = _registry_refusal()
    if refusal is None:
        try:
            return build_from_registry(report)
        except SandboxUnavailable as error:
            refusal = error.what
    report(f"No image from a registry: {refusal}")
    return build_from_host(report)


def build_from_registry(report: Report) -> Image:
    """Build the Dockerfile, whose base comes from a registry.

    Raises:
        SandboxUnavailable: when the base cannot be had, or the build fails.
    """
    name = _dockerfile_name()
    report(f"Building {name} on {_base_name()} …")
    with engine.translated(f"the image {name} cannot be built"):
        steps = engine.client().build(
            fileobj=_build_context(),
            custom_context=True,
            tag=name,
            buildargs={"PYTHON_VERSION": _minor_version()},
            labels={"grader.python": _minor_version(), "grader.sandbox": "1"},
            rm=True,
            forcerm=True,
            decode=True,
        )
        _raise_failure(steps, f"the image {name} cannot be built")
    return _made(name, report)


def build_from_host(report: Report) -> Image:
    """Build the image from this machine's own Python: no registry, no root, some seconds.

    Raises:
        SandboxUnavailable: when this Python cannot be packed, or the engine refuses the image.
    """
    python, name = host_python(), _host_name()
    report(f"Building {name} from this machine's Python {python.version} …")
    try:
        with tempfile.TemporaryFile() as archive:
            pack(python, archive)
            archive.seek(0)
            _import(archive, name, python.version)
    except OSError as error:
        raise SandboxUnavailable(
            f"this machine's Python cannot be packed: {error}",
            where=str(error.filename or python.stdlib.source),
            hint=engine.hint_for(str(error)),
        ) from error
    return _made(name, report)


def _import(archive: IO[bytes], name: str, python_version: str) -> None:
    repository, _, tag = name.partition(":")
    changes = [
        *(f"ENV {key}={value}" for key, value in ENVIRONMENT.items()),
        f"LABEL grader.sandbox=1 grader.python={python_version}",
        f'CMD ["{PYTHON}"]',
    ]
    with engine.translated(f"the engine refuses the image {name}"):
        said = engine.client().import_image_from_stream(
            # a generator, since the SDK sends a file with two contradicting headers of its length
            (part for part in iter(partial(archive.read, 1 << 20), b"")),
            repository=repository,
            tag=tag,
            changes=changes,
        )
        _raise_failure(_json_lines(said), f"the engine refuses the image {name}")


def _pull(name: str, report: Report) -> Image:
    report(f"Fetching the image {name} …")
    what = f"the image {name} is neither here nor in a registry that answers"
    with engine.translated(what):
        _raise_failure(engine.client().pull(name, stream=True, decode=True), what)
    return _made(name, report)


def _made(name: str, report: Report) -> Image:
    image = look_up(name)
    if image is None:
        raise SandboxUnavailable(f"the engine has lost the image {name}", hint=_BUILD_HINT)
    report(f"Ready: {image.name}, {image.size_bytes / 1e6:.0f} MB")
    return image


def _raise_failure(steps: Iterable[dict[str, Any]], what: str) -> None:
    """Read an engine's progress to its end; a failure in it comes with a good status code."""
    for step in steps:
        if "error" in step:
            reason = " ".join(str(step["error"]).split())[:500]
            raise SandboxUnavailable(f"{what}: {reason}", hint=engine.hint_for(reason))


def _json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def _registry_refusal() -> str | None:
    """Ask the engine whether a registry gives it the base image; return why not."""
    client = engine.connect(timeout_seconds=REGISTRY_SECONDS)
    try:
        if client.images(name=_base_name(), quiet=True):
            return None
        client.inspect_distribution(_base_name())  # type: ignore[no-untyped-call]
    except engine.FAILURES as error:
        return engine.explain(error)
    finally:
        client.close()
    return None


def _build_context() -> IO[bytes]:
    content = _dockerfile()
    context = io.BytesIO()
    with tarfile.open(fileobj=context, mode="w") as archive:
        entry = tarfile.TarInfo("Dockerfile")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    context.seek(0)
    return context


def _dockerfile() -> bytes:
    """Read the Dockerfile: beside the package in a checkout, in its data once installed."""
    installed = files("grader") / "data" / "Dockerfile"
    if installed.is_file():
        return installed.read_bytes()
    return (Path(__file__).parents[2] / "Dockerfile").read_bytes()


def _dockerfile_name() -> str:
    digest = hashlib.sha256(_dockerfile()).hexdigest()[:12]
    return f"{REPOSITORY}:{_minor_version()}-{digest}"


def _host_name() -> str:
    return f"{REPOSITORY}:{version()}-{fingerprint()}"


def _base_name() -> str:
    return f"python:{_minor_version()}-slim"


def _minor_version() -> str:
    return "{}.{}".format(*sys.version_info[:2])


def _linux() -> bool:
    return sys.platform == "linux"
