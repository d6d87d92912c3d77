from file_reader import count_lines, write_report


def test_count(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("one\ntwo\n")
    assert count_lines(path) == 2
    assert count_lines(str(path)) == 2


def test_write(tmp_path):
    write_report(tmp_path / "out.txt", {"a": 1})
    assert (tmp_path / "out.txt").read_text() == "a=1\n"
