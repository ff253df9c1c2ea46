"""Rules about what hurts when told: health, disability, religion, welfare, children (PIPL arts. 28, 29, 31)."""

import re
from collections.abc import Iterator

from scripts.checks import texts
from scripts.checks.people import consent_of, real_people
from scripts.load import Content
from scripts.personal.plain import Plain
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.parts import Member
from scripts.registry import Scope

SENSITIVE = re.compile(
    r"身患|患有|罹患|确诊|[患得]了[一-鿿]{0,4}(?:癌|病|炎|瘤)|患[一-鿿]{0,4}(?:癌|病|症)|尿毒症|白血病|癌症|精神病|抑郁症|艾滋|残疾证|残障人士|"
    r"(?:是|为|属于|身为|系)[^，。]{0,6}残疾人?|[一二三四]级残疾|截瘫|瘫痪|失明|聋哑|"
    r"低保户|领低保|特困户|五保户|贫困户|领取救助|吃低保|"
    r"信[奉仰](?:了)?(?:佛教|道教|伊斯兰教|基督教|天主教)|是[^，。]{0,4}(?:教徒|信徒)|皈依|"
    r"服过刑|刑满释放|有前科|吸毒"
)
_CALLED = re.compile(r"化名|某")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_NOT_GIVEN = "某大老奶爷阿姨叔伯婆家氏医师工校院局所站社区街道路的和与等人们患身在是有为时年月日"
_NAME_THEN = re.compile(
    rf"(?<![一-鿿])([{_SURNAMES}][^{_NOT_GIVEN}\W\da-zA-Z]{{1,2}})，?(?:身患|患有|罹患|确诊|是低保户|是残疾人)"
)
CHILD = re.compile(
    r"未成年|(?<!\d)(?:[1-9]|1[0-7])岁(?!时|那年|起|就|开始|以下|以上|至|到)|小学生|初中生|高中生|中学生|幼儿园"
)
CASE = re.compile(r"犯罪|涉案|被判|判处|拘留|强奸|猥亵|性侵|盗窃|抢劫|涉嫌|少管所|被拐|受害")
_CHILD_NAMED = re.compile(
    rf"(?:学生|(?<![一-鿿])同学|少年|女孩|男孩|儿童|孩子)([{_SURNAMES}][^{_NOT_GIVEN}\W\da-zA-Z]{{1,2}})(?=[，。、（(\s]|家住|被|因|在|就读)"
)
_SCHOOL = re.compile(r"[一-鿿]{2,8}(?:小学|中学|幼儿园|学校)")
_SENTENCE = re.compile(r"[^。！？；\n]+")


def sensitive_needs_consent(content: Content) -> Iterator[Problem]:
    """Health, disability, religion, welfare or record of a named person is told only with consent to just that."""
    covered = {
        person.title: Scope.SENSITIVE in getattr(consent_of(content, person), "scope", ())
        for person in real_people(content)
    }
    names = set(covered) | _members(content)
    for record in content.records.values():
        if record.sample:
            continue
        own = record.title if record.title in covered else ""
        for loc, value in texts.strings(record):
            for sentence in _sentences(Plain(value).text, SENSITIVE):
                named = own or next((name for name in names if name in sentence), "")
                if named and not covered.get(named, False) and not _CALLED.search(sentence):
                    word = SENSITIVE.search(sentence)
                    shown = word[0] if word else ""
                    message = f"把“{shown}”与具名的人写在一起"
                    hint = "请删去或改用化名（写明“化名”）；确要写的，同意书须包括“敏感信息”"
                    yield texts.in_value(content, record, loc, shown, "D14", message, hint)


def unknown_name_beside_illness(content: Content) -> Iterator[Problem]:
    """What looks like a full name right before an illness or a welfare status is worth a second look."""
    for record in _real(content):
        for loc, value in texts.strings(record):
            for match in _NAME_THEN.finditer(Plain(value).text):
                hint = "服务对象请写“王某”“李奶奶”或化名；确是化名的，请写明（化名）"
                yield texts.in_value(content, record, loc, match[0], "D16", "像是真名后面写了病情或困难", hint)


def no_child_in_a_case(content: Content) -> Iterator[Problem]:
    """A minor in a legal case is never told by name, home or school (未成年人保护法 art. 103)."""
    for record in _real(content):
        for loc, value in texts.strings(record):
            for sentence in _sentences(Plain(value).text, CHILD):
                if CASE.search(sentence) and (_CHILD_NAMED.search(sentence) or _SCHOOL.search(sentence)):
                    if "宣讲" in sentence or "预防" in sentence or "保护法" in sentence:
                        continue
                    hint = "请删去姓名、住处和学校，或整段不写"
                    yield texts.in_value(content, record, loc, sentence, "D17", "写到了案件里的未成年人", hint)


def child_by_name(content: Content) -> Iterator[Problem]:
    """A child called by full name is worth asking the guardian about."""
    for record in _real(content):
        for loc, value in texts.strings(record):
            for match in _CHILD_NAMED.finditer(value):
                if "化名" not in value[match.end() : match.end() + 5]:
                    hint = "请改成“小明（化名）”，或先取得监护人的同意"
                    yield texts.in_value(content, record, loc, match[0], "D18", "像是写了孩子的真名", hint)


def _real(content: Content) -> Iterator[Record]:
    return (record for record in content.records.values() if not record.sample)


def _members(content: Content) -> set[str]:
    found = (part for record in _real(content) for _, part in texts.parts(record, Member))
    return {member.name for member in found if 2 <= len(member.name) <= 4}


def _sentences(value: str, wanted: re.Pattern[str]) -> Iterator[str]:
    """The sentences of a text that hold what is wanted."""
    if wanted.search(value):
        yield from (match[0] for match in _SENTENCE.finditer(value) if wanted.search(match[0]))
