"""The map of a course: what comes before what."""

from __future__ import annotations

from pathlib import Path

from grader.model import Exercise
from grader.report.topicmap import learning_order, topic_map


def exercise(slug: str, difficulty: int = 1, *, after: tuple[str, ...] = ()) -> Exercise:
    return Exercise(
        slug=slug,
        title=f"Title | of {slug}",
        root=Path(slug),
        solutions=None,
        points=5.0,
        files=("program.py",),
        topics=("locks", slug),
        difficulty=difficulty,
        prerequisites=after,
    )


def order(*exercises: Exercise) -> list[str]:
    return [each.slug for each in learning_order(exercises)]


def test_what_is_built_on_comes_first_and_else_the_easier() -> None:
    hard, easy = exercise("hard", 4), exercise("easy", 1, after=("hard",))
    middle, other = exercise("middle", 3), exercise("other", 1)
    assert order(easy, middle, hard, other) == ["other", "middle", "hard", "easy"]


def test_exercises_in_a_circle_are_sorted_all_the_same() -> None:
    assert order(exercise("a", 2, after=("b",)), exercise("b", 1, after=("a",))) == ["b", "a"]


def test_exercise_that_is_not_there_is_not_waited_for() -> None:
    lonely = exercise("lonely", after=("elsewhere",))
    assert order(lonely) == ["lonely"]
    assert "elsewhere" not in topic_map([lonely])


def test_map_has_each_topic_once_with_its_exercises() -> None:
    text = topic_map([exercise("one"), exercise("two", after=("one",))])
    assert "| locks | `one`, `two` |" in text
    assert "2 exercises, 10 points" in text
    assert "Title \\| of one" in text
