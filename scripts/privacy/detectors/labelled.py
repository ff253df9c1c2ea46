"""Numbers that are personal because the word before them says so (GB/T 35273 annex B): passports, plates, accounts."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors.finding import Finding

_PAPERS = (
    "护照|通行证|签证|驾驶证|驾照|行驶证|军官证|士兵证|军人证|退役证|残疾人?证|低保证|社保[卡号]|社会保障[卡号]|医保[卡号]|公积金[账帐]?号|居住证|暂住证"
    "|结婚证|离婚证|出生证|户口[本簿]|老年证|学生证|工作证|证件号|车牌|牌照|车架号"
)
_ACCOUNTS = r"微信|薇信|V信|(?<![A-Za-z])(?:VX|WX|QQ|WeChat)|扣扣|支付宝|钉钉|[账帐]号|[账帐]户|用户名|邮箱"
_LABEL = re.compile(
    rf"(?:{_PAPERS}|{_ACCOUNTS})(?:[账帐卡证]?号码?|编号|ID|名)?(?P<sign>[\s:：是为叫（(“]{{0,4}})"
    r"(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][\s·•]?|[一-鿿]字第?)?"
    r"(?P<value>[A-Za-z0-9](?:[\s·•._@-]?[A-Za-z0-9_]){2,30})(?![A-Za-z0-9]|\s?[年月日元本张个人次份件户台辆名位版万亿])",
    re.IGNORECASE,
)
_SAID = re.compile("[:：是为叫]")
_DIGIT = re.compile("[0-9_@]")


def find(text: str) -> Iterator[Finding]:
    """Every such label with a value behind it, whatever the value's form: with spaces, in numerals, in letters alone, an address of mail.

    ``text`` has ASCII digits only (``Plain.digits``). An account by name alone is no finding.
    """
    for match in _LABEL.finditer(text):
        value = match["value"]
        if _DIGIT.search(value) or (len(value) > 5 and _SAID.search(match["sign"])):
            yield Finding(
                "D23", *match.span("value"), "这里写了某个人的证件、账号或车牌的号码", "请删去：这样的号码不公开"
            )
