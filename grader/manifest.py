"""One exercise read from its folder: `exercise.toml` to `Exercise`, strictly.

exercises/<slug>/exercise.toml
                 README.md               the statement
                 README.zh.md            the same in another language, by its code; optional
                 <starter>.py            files[0] of the manifest
                 tests/visible/          may be without a test
                 tests/hidden/test_*.py  at least one
solutions/<slug>/                        optional, beside `exercises`
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from keyword import iskeyword
from pathlib import Path
from types import MappingProxyType
from typing import Final

from grader.errors import ManifestError
from grader.fields import Fields, Range
from grader.model import Budget, Exercise, Granularity, Limits

MANIFEST: Final = "exercise.toml"
MANIFEST_BYTES: Final = 1024 * 1024
"""No manifest is larger; what is larger is something else."""
TEST_FILES: Final = ("test_*.py", "*_test.py")
"""How pytest finds them."""
STATEMENTS: Final = re.compile(r"README(\.[a-z]{2,3})?\.md", re.ASCII)
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
SLUG_LENGTH: Final = 64

_KEYS: Final = frozenset(
    {"title", "points", "files", "topics", "difficulty", "prerequisites", "limits", "schedules"}
)
_SIZE: Final = re.compile(r"(\d{1,15}(?:\.\d{1,6})?) ?(B|KiB|MiB|GiB)", re.ASCII)
_UNITS: Final = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


def load(root: Path, solutions: Path | None = None) -> Exercise:
    """Read one exercise. `solutions` is its own folder; by default the one beside `exercises`.

    Raises:
        ManifestError: for the first thing that is wrong, with file, key, and what was meant.
    """
    root = root.resolve()
    manifest = read_toml(root / MANIFEST)
    manifest.only(_KEYS)
    exercise = Exercise(
        slug=_slug(root),
        title=_title(manifest),
        root=root,
        solutions=_solutions(root, solutions),
        points=manifest.number("points", Range(least=0, most=10**6, above=True)),
        files=_files(manifest),
        topics=manifest.optional(lambda key: _names(manifest, key), "topics", ()),
        difficulty=manifest.optional(lambda key: _difficulty(manifest, key), "difficulty", 1),
        prerequisites=manifest.optional(lambda key: _slugs(manifest, key), "prerequisites", ()),
        limits=manifest.optional(lambda key: _limits(manifest.table(key)), "limits", Limits()),
        schedules=manifest.optional(
            lambda key: _schedules(manifest.table(key)), "schedules", Budget(orders=0)
        ),
    )
    _check_folder(exercise)
    return exercise


def read_toml(path: Path) -> Fields:
    """Read a TOML file of bounded size.

    Raises:
        ManifestError: when it is missing, too large, not UTF-8, or not TOML.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MANIFEST_BYTES + 1)
    except OSError as error:
        raise ManifestError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if len(data) > MANIFEST_BYTES:
        raise ManifestError(f"is larger than {MANIFEST_BYTES:,} bytes", where=str(path))
    try:
        return Fields.of(tomllib.loads(data.decode("utf-8")), file=str(path))
    except UnicodeDecodeError as error:
        raise ManifestError(f"is not UTF-8 at byte {error.start}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        hint = 'Texts need quotes: title = "Bank transfer".'
        raise ManifestError(f"is not TOML: {error}", where=str(path), hint=hint) from error


def _slug(root: Path) -> str:
    if not SLUG.fullmatch(root.name) or len(root.name) > SLUG_LENGTH:
        raise ManifestError(
            f"{root.name!r} is no slug",
            where=str(root),
            hint=f"Name the folder with a-z, 0-9 and single hyphens, at most {SLUG_LENGTH}.",
        )
    return root.name


def _solutions(root: Path, given: Path | None) -> Path | None:
    if given is not None:
        if not given.is_dir():
            raise ManifestError("the folder of solutions is missing", where=str(given))
        return given.resolve()
    beside = root.parent.parent / "solutions" / root.name
    return beside if beside.is_dir() else None


def _title(manifest: Fields) -> str:
    title = manifest.text("title")
    if not title.strip() or not title.isprintable():
        raise manifest.fail("title", "expected one line of text")
    return title


def _names(manifest: Fields, key: str) -> tuple[str, ...]:
    names = manifest.texts(key)
    for place, name in enumerate(names):
        if not name.strip() or not name.isprintable():
            raise manifest.fail(f"{key}[{place}]", "expected one line of text")
    return names


def _difficulty(manifest: Fields, key: str) -> int:
    return manifest.whole(key, Range(least=1, most=5))


def _slugs(manifest: Fields, key: str) -> tuple[str, ...]:
    slugs = manifest.texts(key)
    for place, slug in enumerate(slugs):
        if not SLUG.fullmatch(slug):
            hint = "Name exercises by their folders, such as `bank-transfer`."
            raise manifest.fail(f"{key}[{place}]", f"{slug!r} is no slug", hint)
    return slugs


def _files(manifest: Fields) -> tuple[str, ...]:
    files = manifest.texts("files")
    if not files:
        raise manifest.fail("files", "expected the starter's name at least")
    for place, file in enumerate(files):
        problem = path_problem(file) or _module_problem(file)
        if place == 0 and not file.endswith(".py"):
            problem = problem or "the first file is the starter and ends in .py"
        if problem:
            raise manifest.fail(f"files[{place}]", f"{file!r}: {problem}")
    return files


def path_problem(path: str) -> str | None:
    """Say why a text is no plain relative POSIX path below a folder; None where it is one."""
    if not path.isprintable() or "\\" in path:
        return "has characters that a path here may not have"
    if path.startswith("/"):
        return "is absolute; write it relative to the folder"
    parts = path.split("/")
    if ".." in parts:
        return "climbs out of the folder"
    if "" in parts or "." in parts:
        return "is not a plain path"
    return None


def _module_problem(path: str) -> str | None:
    parts = path.removesuffix(".py").split("/")
    if parts[0] in ("tests", MANIFEST) or STATEMENTS.fullmatch(parts[0]):
        return "is the exercise's own"
    if path.endswith(".py") and not all(p.isidentifier() and not iskeyword(p) for p in parts):
        return "cannot be imported by this name"
    return None


def _limits(table: Fields) -> Limits:
    table.only(_LIMITS)
    found = {name: read(table, name) for name, read in _LIMITS.items() if table.has(name)}
    return Limits(**found)  # type: ignore[arg-type]  # each reader returns its field's own type


def _schedules(table: Fields) -> Budget:
    table.only(frozenset({"orders", "seconds", "granularity"}))
    usual = Budget()
    return Budget(
        orders=table.optional(
            lambda key: table.whole(key, Range(least=0, most=100_000)), "orders", usual.orders
        ),
        seconds=table.optional(lambda key: _seconds(table, key), "seconds", usual.seconds),
        granularity=table.optional(lambda key: _granularity(table, key), "granularity", None),
    )


def _granularity(table: Fields, key: str) -> Granularity | None:
    name = table.text(key)
    if name not in list(Granularity):
        hint = f"Choose among: {', '.join(Granularity)}; without this key all are tried."
        raise table.fail(key, f"{name!r} is no granularity", hint)
    return Granularity(name)


def _seconds(table: Fields, key: str) -> float:
    return table.number(key, Range(least=0, most=3600, above=True))


def _cpus(table: Fields, key: str) -> float:
    return table.number(key, Range(least=0, most=1024, above=True))


def _count(least: int, most: int) -> Callable[[Fields, str], int]:
    return lambda table, key: table.whole(key, Range(least=least, most=most))


def _size(least: int, most: int) -> Callable[[Fields, str], int]:
    return lambda table, key: _read_size(table, key, Range(least=least, most=most))


def _read_size(table: Fields, key: str, bounds: Range) -> int:
    """Read bytes: a whole number, or a text such as "384 MiB"."""
    value = table.data[key]
    if not isinstance(value, str):
        return table.whole(key, bounds)
    match = _SIZE.fullmatch(value.strip())
    if match is None:
        hint = 'Write it as "384 MiB" (B, KiB, MiB or GiB), or as a number of bytes.'
        raise table.fail(key, f"{value!r} is no size", hint)
    size = int(float(match[1]) * _UNITS[match[2]])
    if size not in bounds:
        raise table.fail(key, f"{value!r} is out of range, expected {bounds} bytes")
    return size


_LIMITS: Final[Mapping[str, Callable[[Fields, str], float]]] = MappingProxyType(
    {
        "wall_seconds": _seconds,
        "cpu_seconds": _seconds,
        "cpus": _cpus,
        # Less than this, and the interpreter itself does not start.
        "memory_bytes": _size(32 * 2**20, 2**40),
        "processes": _count(4, 32768),
        "open_files": _count(32, 2**20),
        "file_bytes": _size(4096, 2**40),
        "files": _count(16, 10**7),
        "shared_memory_bytes": _size(4096, 2**40),
        "output_bytes": _size(1024, 2**30),
    }
)


def _check_folder(exercise: Exercise) -> None:
    """Refuse a folder that lacks what every exercise has."""
    if not exercise.statement.is_file():
        raise ManifestError("the statement is missing", where=str(exercise.statement))
    if not exercise.starter.is_file():
        hint = f"`files[0]` of {MANIFEST} names it."
        raise ManifestError("the starter is missing", where=str(exercise.starter), hint=hint)
    for folder, what in ((exercise.visible_tests, "visible"), (exercise.hidden_tests, "hidden")):
        if not folder.is_dir():
            raise ManifestError(f"the folder of {what} tests is missing", where=str(folder))
    if not any(found for pattern in TEST_FILES for found in exercise.hidden_tests.rglob(pattern)):
        raise ManifestError(
            "there is no hidden test",
            where=str(exercise.hidden_tests),
            hint="Hidden tests are in files named test_*.py or *_test.py.",
        )
