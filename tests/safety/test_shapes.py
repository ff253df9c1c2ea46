"""Every pattern for homes and births finds its own example, and the gates before the patterns let it through."""

import pytest

from scripts.privacy.detectors import births, find, homes
from scripts.privacy.detectors.finding import Shape

OLDEST = 1910


def test_every_pattern_has_a_name_of_its_own() -> None:
    for shapes in (homes.SHAPES, births.SHAPES):
        assert len({one.name for one in shapes}) == len({one.example for one in shapes}) == len(shapes)


@pytest.mark.parametrize("one", homes.SHAPES)
def test_a_pattern_for_homes_finds_its_example_behind_the_gate(one: Shape) -> None:
    assert one.pattern.search(one.example)
    assert [found.code for found in homes.find(one.example)] == ["D05"]


@pytest.mark.parametrize("one", births.SHAPES)
def test_a_pattern_for_births_finds_its_example_behind_the_gate(one: Shape) -> None:
    assert one.pattern.search(one.example)
    assert [found.code for found in births.find(one.example, OLDEST)] == ["D06"]


@pytest.mark.parametrize("one", [*homes.SHAPES, *births.SHAPES])
def test_figures_in_full_width_or_a_fold_hide_nothing(one: Shape) -> None:
    wide = one.example.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    assert list(find(wide)) and list(find(f"他说：{one.example}"))
