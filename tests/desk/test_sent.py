"""Any request, even one that no page makes, is answered with a sentence: no traceback, nothing half-written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.desk.conftest import PERSON
from tests.desk.test_app import form

PAGES = [f"/edit/{PERSON}", "/edit/exhibitions/che-lun.yml", "/new/events", "/changes", "/reviews", f"/move/{PERSON}"]
PLACES = [
    "name",
    "honours",
    "honours.0",
    "honours.0.award",
    "honours.x",
    "sections.0.panels",
    "a..b",
    ".",
    "0",
    "@text",
]
NAMES = [place + end for place in PLACES for end in ("", "[]", ":json", ".", ":upload")]
NAMES += ["@base", "@digest", "@name", "to", "which", "sentence"]
BUTTONS = ["save", "check", "show", *(f"{do}:{at}" for do in ("add", "part", "drop", "up", "down") for at in PLACES)]
SHAPES = ["9" * 5000, "[" * 9000, '{"a": {"0": [null]}}', "\0", "name: ["]
SHAPES += ["{", "null", "1e999", "[[]]", '"\\ud800"', "../x", "²"]


@pytest.mark.slow
@given(
    st.sampled_from(PAGES),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(SHAPES) | st.text(), max_size=4),
    st.sampled_from(BUTTONS),
)
def test_whatever_is_sent_is_answered(opened: TestClient, page: str, sent: dict[str, str], button: str) -> None:
    token = opened.app.state.desk.token  # type: ignore[attr-defined]
    assert opened.post(page, data={**sent, "token": token, "do": button}).status_code in {200, 303, 400, 422}


@pytest.mark.parametrize(
    ("sent", "button"),
    [
        ({"@base": "{"}, "save"),
        ({"@base": "[1]"}, "save"),
        ({"honours:json": "{"}, "check"),
        ({"honours:json": "[" * 9000}, "save"),
        ({"honours:json": '["\\ud800"]'}, "show"),
        ({}, "drop:honours.x"),
        ({}, "down:honours.99"),
        ({"name": "甲"}, "add:name.award"),
    ],
)
def test_a_form_of_no_shape_is_refused(opened: TestClient, sent: dict[str, str], button: str) -> None:
    answer = opened.post(f"/edit/{PERSON}", data=form(opened, f"/edit/{PERSON}") | sent | {"do": button})
    assert answer.status_code == 400 and "没有存" in answer.text


@pytest.mark.parametrize("body", [b"x", b"--x\r\n\r\n", b"a=1&" * 30_000])
def test_a_body_of_no_form_is_refused(opened: TestClient, body: bytes) -> None:
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x"):
        answer = opened.post(f"/edit/{PERSON}", content=body, headers={"content-type": kind})
        assert answer.status_code == 400 and "没有" in answer.text


@pytest.mark.parametrize(
    "address", ["/edit/role-models/%00.yml", "/files/%00", "/preview/%00.css", "/static/%00", "/x"]
)
def test_an_address_of_nothing_leads_nowhere(opened: TestClient, address: str) -> None:
    answer = opened.get(address)
    assert answer.status_code == 404 and "没有这一页" in answer.text
