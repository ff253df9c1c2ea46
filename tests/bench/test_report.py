"""The report of the benchmark."""

from xml.etree import ElementTree

from tests.bench.measure import Cost
from tests.bench.report import YARDSTICK, chart, table

ROWS = {YARDSTICK: Cost(2.0, 3.0, 100, 5, 60), "ours, from nothing": Cost(5.0, 5.0, 80, 6, 70)}


def test_a_row_tells_its_ratio_to_the_yardstick() -> None:
    assert "| ours, from nothing | 5.0 | 2.50 | 5.0 | 80 | 6 | 70 |" in table({1000: ROWS})


def test_a_generator_that_could_not_be_installed_stands_with_its_reason_among_the_others() -> None:
    others = ROWS | {"MkDocs + Material": Cost(9.0, 9.0, 70, 6, 70)}
    assert "| Zensical | not measured: " in table({1000: others})
    assert "Zensical" not in table({1000: ROWS})
    assert "not measured" not in table({1000: others | {"Zensical": Cost(1.0, 1.0, 70, 6, 70)}})


def test_bars_are_as_long_as_their_ratios() -> None:
    bars = ElementTree.fromstring(chart({1000: ROWS})).findall(".//{*}rect")
    shorter, longer = (float(bar.attrib["width"]) for bar in bars)
    assert longer / shorter == 2.5
