"""The menu: one row on a phone with the current entry in view; the keyboard reaches every entry."""

import pytest

from tests.browser.conftest import Built, until
from tests.support import menu

IN_SIGHT = """link => {
  const box = link.getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth;
}"""
MENU = "nav[aria-label='栏目']"


@pytest.mark.parametrize("address", ["role-models/", "role-models/bian-ru-song/", "statistics/", "venues/liu-yin-suo/"])
def test_on_a_phone_the_menu_is_one_row_and_shows_where_one_is(mini: Built, address: str) -> None:
    with mini.opened(address) as page:
        links = page.locator(f"{MENU} a")
        assert len(set(links.evaluate_all("links => links.map(link => link.getBoundingClientRect().top)"))) == 1
        current = page.locator(f"{MENU} [aria-current]")
        until(page, f'({IN_SIGHT})(document.querySelector("{MENU} [aria-current]"))')
        assert current.count() == 1
        links.last.focus()
        assert links.last.evaluate(IN_SIGHT)


def test_on_a_desk_no_entry_is_hidden(mini: Built) -> None:
    with mini.opened("", viewport={"width": 1280, "height": 900}) as page:
        assert all(page.locator(f"{MENU} a").nth(place).evaluate(IN_SIGHT) for place in range(len(menu())))
