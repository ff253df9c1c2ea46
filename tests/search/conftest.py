"""The browser under the name the tests of search know it by."""

import pytest
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium(browser: Browser) -> Browser:
    return browser
