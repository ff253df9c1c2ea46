"""Numbers that are personal because the word before them says so (GB/T 35273 annex B): passports, plates, accounts."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors.finding import Finding

_LABELLED = re.compile(
    r"(?:护照号?码?|微信号|QQ号码?|车牌号?码?|社保卡?号码?|社会保障号码?|驾驶证号码?|通行证号码?|军官证号码?)[为是:：\s]{0,3}"
    r"(?=[一-鿿]?[A-Za-z0-9])(?P<value>[一-鿿]?[A-Za-z0-9][A-Za-z0-9_·•-]{4,30})"
    r"|(?:账号|帐号)[为是:：\s]{0,3}(?P<account>[0-9][0-9 -]{6,30}[0-9])"
)


def find(text: str) -> Iterator[Finding]:
    """Every such label with a value behind it, whatever the value's form; an account by name alone is no finding."""
    for match in _LABELLED.finditer(text):
        start, end = match.span("value" if match["value"] else "account")
        yield Finding("D23", start, end, "这里写了某个人的证件、账号或车牌的号码", "请删去：这样的号码不公开")
