"""The browser finds the same next days as Python for all rules of the table."""

from scripts.records.recurring import Recurrence
from tests.browser.conftest import Built
from tests.records.test_recurring import TABLE, data


def test_the_browser_finds_the_same_days(mini: Built) -> None:
    asked = [
        [data(Recurrence.model_validate(case["rule"])), moment.replace(" ", "T"), day]
        for case in TABLE
        for moment, day in case["next"].items()
    ]
    with mini.opened("") as page:
        found = page.evaluate("rows => rows.map(([data, moment]) => window.nextDay(data, moment))", asked)
    assert found == [day for _, _, day in asked]
