"""Numbers that are personal by the label before them (GB/T 35273 annexes A and B): passports, plates, accounts."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors.plain import SpanProblem
from scripts.privacy.detectors.runs import column_heading
from scripts.records.patterns import compiled

_PAPERS = (
    "护照|通行证|签证|驾驶证|驾照|行驶证|军官证|士兵证|军人证|退役证|残疾人?证|低保证|社保卡|医保卡|居住证|暂住证|居留许可|台胞证|回乡证"
    "|结婚证|离婚证|出生医?学?证明?|户口[本簿]|老年证|学生证|工作证|借书证|读者证|准考证|身份证|证件|不动产权?证|房产证|就诊卡|诊疗卡"
    "|银行卡|储蓄卡|信用卡|工资卡|存折|车牌照?|牌照"
)
_KINDS = (
    "社保|社会保[障险]|医保|医疗保险|公积金|学籍|考生?|学|病历|病案|住院|门诊|就诊|卡|车架|车辆识别|发动机|会员"
    "|(?<!对公)[账帐]|驾驶证档案"
)
"""Words that name a personal number when followed by 号: 社保 alone is a topic. 铭牌编号 and 花车编号 are of things."""
_ACCOUNTS = "(?<!官方)(?<!对公)(?<!公众号)(?<!公众号的)(?<![”」][（(])(?<!(?:发布|在线|融媒|官微)[（(])(?:微信|[薇威徽]信|加薇|加[Vv]|[Vv]信|(?<![A-Za-z])(?:VX|WX|QQ|WeChat|weixin)|扣扣|支付宝|钉钉|[账帐][号户]|用户名)"
"""Personal accounts, not public ones: “文明某某”（微信号：…）, 某某发布（微信号：…）."""
_NUMBER = r"(?:[账帐卡证字]?号码?|编号|ID|名)"
PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_MASK = "[*×＊●]"
"""A character in place of a digit; a single ● or * is mostly a bullet or a mark."""
_UNIT = r"\s?(?:[年月日元本张个人次份件户台辆名位版万亿套把步天条折%％]|[余多]?[万亿千百])"
_LABEL = compiled(
    rf"(?i:(?:{_PAPERS}){_NUMBER}?|(?:{_KINDS})(?:号码?|编号)|(?:(?<![一-鿿])|(?<=[车的是其]))牌号码?|车号码?|(?P<account>{_ACCOUNTS}{_NUMBER}?))"
    r"(?P<sign>(?:的?(?:前[0-9十]{1,2}|[后末尾](?:[5-9十]|1[0-9]))位)?[^\w\n。，；、！？*×＊…]{0,4}(?:[是为叫]|(?<=\W)[一-鿿]{1,4}(?=[\s:：]))?[^\w\n。，；、！？*×＊…]{0,3})"
    rf"(?:{PROVINCE}[\s·•]{{0,2}}|兰州|[一-鿿]字第?|[一-鿿]（[0-9]{{4}}）[^。\n]{{0,16}}第)?"
    rf"(?<!{_MASK}{_MASK})(?P<value>[A-Za-z0-9](?:(?:[\s·•._@-]{{1,3}}|[^\w\n]{{0,2}}(?:点|后面是?)[^\w\n]{{0,2}})?[A-Za-z0-9_]){{2,30}})"
    rf"(?![A-Za-z0-9]|{_MASK}|…|-{_MASK}{{2}}|\s{_MASK}{{3}}|{_UNIT})"
)
_AREA = r"0(?:10|2[0-9]|[3-9][0-9]{2})[-\s][0-9]{7,8}\b"
_OF_OFFICE = re.compile(
    rf"[^号是为叫]*(?:(?:电话|热线|咨询|窗口|传真)[^\n]*\n(?:{_AREA}|[A-Z]?[0-9]{{1,8}}\b)|\n{_AREA}|[|\t][^号是为叫]*\n(?!20)[2-9][0-9]{{6,7}}\b)"
)
"""Text between a document's name and a number on its own line: the phone number of an office for residence permits."""
_DIGIT = re.compile("[0-9_]")
_NAMED = re.compile(r"号|(?i:ID)|名|[:：是为叫]|\W[一-鿿]{2,}")
_ITSELF = frozenset({"wechat", "weixin", "alipay"})
_CELL = re.compile(r"(?<=\|)[^|\n]+")
_MASKED = re.compile(f"{_MASK}{{2}}|…")
_IN_CELL = re.compile(r"[A-Za-z0-9](?:[\s·•._@-]?[A-Za-z0-9_]){2,30}")


def find(text: str) -> Iterator[SpanProblem]:
    """Every labelled value, spaced, in numerals or letters, or below its heading; ``text`` is ASCII (``Plain.digits``)."""
    for match in _LABEL.finditer(text):
        value, said = match["value"], match[0][: match.start("value") - match.start()]
        spelt = len(value) > 5 and match["account"] and value.lower() not in _ITSELF and _NAMED.search(said)
        office = not match["account"] and _OF_OFFICE.match(f"{said}\n{value}")
        if (_DIGIT.search(value) or spelt) and not office:
            yield SpanProblem("D23", *match.span("value"), value)
    for cell in _CELL.finditer(text):
        value = None if _MASKED.search(cell[0]) else _IN_CELL.search(text, *cell.span())
        if value and _DIGIT.search(value[0]) and _LABEL.fullmatch(f"{column_heading(text, cell.start())}：00000"):
            yield SpanProblem("D23", *value.span(), value[0])
