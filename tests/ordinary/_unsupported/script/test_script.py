import runpy
import subprocess
import sys

import script


def test_as_program():
    done = subprocess.run(
        [sys.executable, script.__file__, "a", "b"], capture_output=True, text=True, input="x\n"
    )
    assert done.stdout == "2 arguments, read x\n"
    assert done.returncode == 0


def test_main_guard(capsys):
    assert capsys.readouterr().out == ""
    assert runpy.run_path(script.__file__)["__name__"] != "__main__"
