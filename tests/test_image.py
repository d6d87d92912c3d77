"""The sandbox image: packed from this machine's Python, or built from the Dockerfile."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import docker.errors
import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox import engine, hostpython, image
from grader.sandbox.hostpython import Mapped, host_python
from grader.sandbox.pack import pack

TEST_TAG = "grader-test"


def packed() -> bytes:
    out = io.BytesIO()
    pack(host_python(), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def entries() -> dict[str, tarfile.TarInfo]:
    with tarfile.open(fileobj=io.BytesIO(packed())) as archive:
        return {entry.name: entry for entry in archive}


def run_in(name: str, code: str) -> str:
    """Run a program in an image as the student's side would: any user, nothing writable."""
    done = subprocess.run(
        [
            *("docker", "run", "--rm", "--network=none", "--read-only", "--user=12345", name),
            *("/usr/local/bin/python3", "-I", "-S", "-c", code),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class TestArchive:
    def test_everything_belongs_to_root_and_can_be_read_by_all(
        self, entries: dict[str, tarfile.TarInfo]
    ) -> None:
        for entry in entries.values():
            assert (entry.uid, entry.gid) == (0, 0)
            assert entry.mode & 0o444 == 0o444, entry.name
            assert entry.mode & 0o6000 == 0, entry.name
            assert not entry.isdir() or entry.mode & 0o111 == 0o111, entry.name

    def test_nothing_installed_is_taken_along(self, entries: dict[str, tarfile.TarInfo]) -> None:
        unwanted = {"site-packages", "dist-packages", "test", "idlelib", "ensurepip", "pip"}
        assert not [name for name in entries if unwanted & set(name.split("/"))]
        assert not [name for name in entries if name.startswith(("root", "home", "work"))]

    def test_every_module_has_one_compiled_form(self, entries: dict[str, tarfile.TarInfo]) -> None:
        tag = sys.implementation.cache_tag
        sources = {name for name in entries if name.endswith(".py")}
        assert len(sources) > 300
        for name in sources:
            path = Path(name)
            assert f"{path.parent}/__pycache__/{path.stem}.{tag}.pyc" in entries
        assert not [name for name in entries if ".opt-" in name]

    def test_folders_come_before_what_is_in_them(self, entries: dict[str, tarfile.TarInfo]) -> None:
        seen = {"."}
        for name in entries:
            assert str(Path(name).parent) in seen, name
            seen.add(name)

    def test_the_same_machine_gives_the_same_bytes(self) -> None:
        assert hashlib.sha256(packed()).digest() == hashlib.sha256(packed()).digest()

    def test_a_missing_compiled_form_is_made(self, tmp_path: Path) -> None:
        (tmp_path / "package").mkdir()
        (tmp_path / "package/module.py").write_text("answer = 42\n")
        python = replace(
            host_python(), files=(), trees=(), stdlib=Mapped(source=tmp_path, target="/lib/x")
        )
        out = io.BytesIO()
        pack(python, out)
        out.seek(0)
        name = f"lib/x/package/__pycache__/module.{sys.implementation.cache_tag}.pyc"
        with tarfile.open(fileobj=out) as archive:
            made = archive.extractfile(name)
            assert made is not None
            assert made.read(8)[4:] == b"\x01\0\0\0"  # PEP 552: by hash, and not checked


class TestHostPython:
    def test_the_interpreter_is_the_one_behind_the_virtual_environment(self) -> None:
        assert str(hostpython.interpreter()).startswith(str(Path(sys.base_prefix).resolve()))

    def test_names_that_are_kept(self) -> None:
        kept = ["os.py", "_json.cpython-311-x86_64-linux-gnu.so", "asyncio", "unittest"]
        left = ["site-packages", "test", "_testcapi.cpython-311-x86_64-linux-gnu.so",
                "_tkinter.cpython-311-x86_64-linux-gnu.so", "config-3.11-x86_64-linux-gnu",
                "sitecustomize.py"]  # fmt: skip
        assert [name for name in kept + left if hostpython.kept(name)] == kept

    def test_the_loader_s_libraries_lie_where_it_looks_by_itself(self) -> None:
        targets = {mapped.target for mapped in host_python().files}
        folders = {str(Path(target).parent) for target in targets if "libc.so" in target}
        assert folders
        libraries = {t for t in targets if ".so" in t and "ld-linux" not in t}
        assert {str(Path(target).parent) for target in libraries} == folders
        assert any("libgcc_s" in target for target in libraries)

    def test_another_system_is_refused_with_a_hint(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        with pytest.raises(SandboxUnavailable) as caught:
            hostpython.fingerprint()
        assert "docker load" in str(caught.value.hint)

    def test_the_fingerprint_does_not_change_by_itself(self) -> None:
        assert hostpython.fingerprint() == hostpython.fingerprint()


@pytest.fixture
def other_python(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give this test images of names that no other run looks for, and remove them."""
    monkeypatch.delenv(image.CHOSEN, raising=False)
    monkeypatch.setattr(image, "version", lambda: TEST_TAG)
    monkeypatch.setattr(image, "_minor_version", lambda: TEST_TAG)
    yield
    for name in (image._host_name(), image._dockerfile_name(), f"python:{TEST_TAG}-slim"):
        with suppress(docker.errors.ImageNotFound):
            engine.client().remove_image(name, force=True)


@pytest.mark.docker
class TestFromHost:
    @pytest.mark.usefixtures("other_python")
    def test_it_is_built_without_a_registry_and_found_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        assert image.find() is None
        monkeypatch.setattr(image, "_registry_refusal", lambda: "no such host")
        built = image.ensure(said.append)
        assert built.python_version == host_python().version
        assert 20e6 < built.size_bytes < 200e6
        assert any("no such host" in line for line in said)
        assert any("Building" in line for line in said)
        said.clear()
        assert image.ensure(said.append) == built
        assert said == []

    @pytest.mark.usefixtures("other_python")
    def test_its_python_is_whole_and_starts_from_compiled_modules(self) -> None:
        built = image.build_from_host(lambda line: None)
        code = (
            "import asyncio, ctypes, decimal, hashlib, json, multiprocessing.managers, pwd\n"
            "import sqlite3, ssl, sys, zoneinfo\n"
            "print(tuple(sys.version_info[:3]), sys.prefix, pwd.getpwuid(0).pw_name,"
            " sys.getfilesystemencoding(), json.__cached__)"
        )
        printed = run_in(built.name, code)
        cached = f"/usr/local/{sys.platlibdir}/python{sys.version_info[0]}.{sys.version_info[1]}"
        assert printed.startswith(f"{tuple(sys.version_info[:3])} /usr/local root utf-8 ")
        assert f"{cached}/json/__pycache__/" in printed
        loaded = run_in(
            built.name,
            "import sys; from importlib.machinery import SourceFileLoader as Loader\n"
            "Loader.source_to_code = lambda *a, **k: sys.exit('compiled anew')\n"
            "import asyncio, http.client, statistics, csv; print('ok')",
        )
        assert loaded == "ok"

    def test_a_python_that_cannot_be_read_is_said(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        broken = replace(
            host_python(), files=(Mapped(source=tmp_path / "gone", target="/bin/python"),)
        )
        monkeypatch.setattr(image, "host_python", lambda: broken)
        with pytest.raises(SandboxUnavailable, match="cannot be packed") as caught:
            image.build_from_host(lambda line: None)
        assert caught.value.where == str(tmp_path / "gone")


@pytest.mark.docker
class TestFromDockerfile:
    @pytest.mark.usefixtures("other_python")
    def test_it_builds_on_a_base_with_a_shell(self) -> None:
        make_base(f"python:{TEST_TAG}-slim")
        said: list[str] = []
        built = image.build(said.append)
        assert built.name.startswith(f"grader-sandbox:{TEST_TAG}-")
        assert image.find() == built
        printed = run_in(
            built.name,
            "import os, json\n"
            "print(os.path.isdir('/sub'), json.__cached__, os.stat('/bin/chmod').st_mode & 0o6000)",
        )
        assert printed.startswith("True /usr/local/")
        assert printed.endswith(" 0")

    @pytest.mark.usefixtures("other_python")
    def test_a_step_that_fails_is_told_in_the_engine_s_words(self) -> None:
        image._import(io.BytesIO(bytes(10240)), f"python:{TEST_TAG}-slim", "0")
        with pytest.raises(SandboxUnavailable, match=r"cannot be built: .*/bin/sh"):
            image.build_from_registry(lambda line: None)


@pytest.mark.docker
class TestChosen:
    def test_a_chosen_image_that_nobody_has_is_an_error(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(image.CHOSEN, "127.0.0.1:1/no-such-image-of-ours:1")
        with pytest.raises(SandboxUnavailable, match="no-such-image-of-ours") as caught:
            image.ensure(lambda line: None)
        assert caught.value.hint

    @pytest.mark.usefixtures("other_python")
    def test_a_chosen_image_is_used_as_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        built = image.build_from_host(lambda line: None)
        monkeypatch.setenv(image.CHOSEN, "none-of-these:1")
        assert image.ensure(lambda line: None, wanted=built.name) == built
        monkeypatch.setenv(image.CHOSEN, built.name)
        assert image.ensure(lambda line: None) == built


def make_base(name: str) -> None:
    """Make an image that can stand in for the official one: our Python, a shell and four tools."""
    tools = [Path(f"/bin/{tool}").resolve() for tool in ("sh", "find", "chmod", "rm", "mkdir")]
    names = ("sh", "find", "chmod", "rm", "mkdir")
    python = host_python()
    added = [Mapped(source=tool, target=f"/bin/{n}") for n, tool in zip(names, tools, strict=True)]
    known = {mapped.target for mapped in python.files}
    libraries = [lib for lib in hostpython._libraries(tools) if lib.target not in known]
    with io.BytesIO() as archive:
        pack(replace(python, files=(*python.files, *added, *libraries)), archive)
        archive.seek(0)
        image._import(archive, name, "0")
