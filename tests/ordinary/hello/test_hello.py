import hello


def test_module_docstring():
    assert hello.__doc__ is not None


def test_prints_hello(capsys):
    hello.say_hello("World")
    out, err = capsys.readouterr()
    assert out == "Hello, World!\n"
    assert err == ""


def test_returns_none(capsys):
    assert hello.say_hello("x") is None


def test_default_name(capsys):
    hello.say_hello()
    assert capsys.readouterr().out.strip() == "Hello, stranger!"


def test_warns_on_stderr(capsys):
    hello.say_hello("")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no name" in captured.err


def test_triangle(capsys):
    hello.triangle(3)
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["*", "**", "***"]
    hello.triangle(1)
    assert capsys.readouterr().out == "*\n"


def test_print_order_with_the_test_own_print(capsys):
    print("before")
    hello.say_hello("Ada")
    print("after")
    assert capsys.readouterr().out == "before\nHello, Ada!\nafter\n"


def test_unicode(capsys):
    hello.say_hello("Zoë 🐍")
    assert capsys.readouterr().out == "Hello, Zoë 🐍!\n"
