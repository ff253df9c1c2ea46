"""Children in texts: called by name, and told of in a case so that they can be known."""

import re
from collections.abc import Iterator

from scripts.privacy.telling.names import INITIAL, NAME, SMALL

_NOUN = r"(?:小学生|初中生|高中生|中学生|学生|小朋友|少年|少女|女孩|男孩|女生|男生|女童|男童|儿童|孩子|未成年人)"
_GOES_ON = r"(?=[，。、！？；：（(”\s]|家住|被|因|在|就读|同学|的|和|与|讲|说|拿|获|得|把|从|为|给|来|去|唱|写|画|上台|参加|代表|表演|朗诵|今年|$)"
CHILD_BY_NAME = re.compile(
    rf"{_NOUN}(?:名?叫做?)?{NAME}{_GOES_ON}|(?<![一-鿿])同学{NAME}{_GOES_ON}|(?:(?<![一-鿿])|(?<=[和与是、])|(?<=代表)|(?<=队员))(?<!老){NAME}(?:小)?(?:同学(?![生习会校])|小朋友)"
)
"""A child called by what looks like a full name: 学生王小明, 王小明同学, 孩子叫王小明."""

CHILDISH = ("学生", "同学", "小朋友", "少年", "少女", "女孩", "男孩", "女生", "男生", "女童", "男童", "儿童", "孩子")
"""Without one of these no child is called by name: it keeps thousands of records quick."""
_YOUNG = r"(?<!\d)(?:[1-9]|1[0-7]|十[一二三四五六七]?|[一二三四五六七八九])(?:周)?岁(?!以)"
_MINOR = re.compile(rf"未成年|{_YOUNG}|{_NOUN}|小学|初中|中学|幼儿园|[一二三四五六七八九]年级|初[一二三]")
_DEED = (
    r"犯罪|涉案|被判|判处|判刑|拘留|刑拘|行拘|逮捕|批捕|抓获|训诫|公诉|起诉|受审|行政处罚|强奸|猥亵|性侵|侵害|盗窃|偷(?!懒|闲|偷|看|听)|抢劫|抢夺|敲诈|诈骗|"
    r"涉嫌|少管所|工读|拐卖|被拐|遇害|受害|打架|殴打|致人|重伤|轻伤|霸凌|欺凌|虐待|吸毒|贩毒"
)
_CASE = re.compile(_DEED)
_TALK = re.compile(
    rf"(?:预防|防范|防止|远离|抵制|拒绝|反对|打击|杜绝|减少|警惕|制止|劝阻|举报|防)[^，。；]{{0,8}}?(?:{_DEED})|(?<!被)(?:{_DEED})(?:的?(?:预防|防范|防治|案例|知识|讲座|话题|主题|展))|小偷"
)
"""A case that is only talked about, or stopped."""
_STAGED = re.compile(r"模拟法庭|扮演|饰演|情景剧|小品|话剧|剧本")
_FAKE = r"(?!（化名|\(化名)"
_CALLED = rf"(?:{NAME}|{SMALL}|{INITIAL}){_FAKE}"
_TELLING = re.compile(
    rf"{_YOUNG}的?(?:[男女](?:孩|生|童)|{_NOUN})?{_CALLED}|{_NOUN}{_CALLED}|{_CALLED}[，（(]?(?:[男女][，,、])?(?:今年|现年|年仅|年)?{_YOUNG}|{_CALLED}(?:同学|小朋友)"
)
"""One child who is called somehow."""
_SCHOOL = r"[一-鿿]{2,8}?(?:小学|中学|幼儿园|学校)"
_CLASS = r"[^，。；]{0,6}?(?:年级|初[一二三]|高[一二三]|[大中小]班|班)[^，。；]{0,8}"
_FROM_SCHOOL = re.compile(
    rf"{_SCHOOL}(?:{_CLASS})?的?(?:一|两|三|某|[2-9])?[名位]?(?:(?<=[名位某])|(?<=班)|(?<=的))[^，。；]{{0,4}}?{_NOUN}|{_SCHOOL}{_CLASS}|(?:就读于|在){_SCHOOL}(?:就读|上学|读书)"
)
"""A child of a school that is named: 示例中学初二（3）班一名男生."""


def child_in_a_case(text: str) -> Iterator[str]:
    """Sentences that tell of one child who can be known, and of a case; 他 takes up the sentence before."""
    before = ""
    if not _CASE.search(text):
        return
    for match in re.finditer(r"[^。！？；\n]+", text):
        sentence = match[0].strip()
        whole = before + "。" + sentence if re.match(r"[他她其该]", sentence) else sentence
        if _MINOR.search(whole) and _CASE.search(_TALK.sub("", whole)) and _can_be_known(whole):
            yield sentence
        before = sentence


def _can_be_known(text: str) -> bool:
    if _TELLING.search(text):
        return not _STAGED.search(text)
    return bool(_FROM_SCHOOL.search(text)) and not _STAGED.search(text)
