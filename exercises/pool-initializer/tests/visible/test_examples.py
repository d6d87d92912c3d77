"""The example of the statement: a student has it."""

from pool_initializer import translate_all


def test_two_chapters(lab):
    print_out = lab.probe()

    texts = translate_all(
        ["eins", "zwei"],
        2,
        lambda: {"eins": "one", "zwei": "two"},
        lambda knowledge, chapter: knowledge[chapter],
        print_out,
    )

    assert texts == ["one", "two"], "the texts, in the order of the chapters"
    assert sorted(call.args[0] for call in print_out.calls) == ["one", "two"], "both are printed"
