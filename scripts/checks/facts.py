"""Rules about mkdocs.yml: the facts about the site's owner, complete and not invented (research G20–G24), and options."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from scripts.checks.wording import says_nothing
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.settings import Profile

NEEDED: dict[Profile, tuple[str, ...]] = {
    Profile.DEMO: ("organiser", "contact"),
    Profile.PARTY_OR_INSTITUTION: ("organiser", "contact", "corrections", "icp"),
    Profile.GOV: ("organiser", "contact", "corrections", "icp", "site_code", "police"),
}
_PROVINCE = "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘陇青宁新]"
SHAPES = {
    "icp": re.compile(rf"{_PROVINCE}ICP备[0-9]{{8,10}}号(?:-[0-9]+)?"),
    "site_code": re.compile(r"[0-9]{10}|bm[0-9]{8}"),
    "police": re.compile(rf"{_PROVINCE}公网安备\s?[0-9]{{14}}号?"),
    "corrections": re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}|https?://\S+"),
}
_INVENTED = re.compile(r"([0-9])\1{5,}|12345678|87654321|x{3,}|示例|某", re.IGNORECASE)
_PENDING = re.compile(r"待.{0,4}|未[办批].{0,3}|测试")
LABELS = {
    "organiser": "主办单位",
    "undertaker": "承办单位",
    "contact": "联系方式",
    "corrections": "纠错邮箱",
    "icp": "ICP 备案号",
    "site_code": "网站标识码",
    "police": "公安备案号",
    "privacy_office": "受理个人信息事项的部门",
    "hosting": "网站存放在哪里",
    "retention": "个人信息保存多久",
    "log_retention": "访问日志保存多久",
    "audited": "最近一次个人信息保护自查",
}


def production_knows_its_owner(content: Content) -> Iterator[Problem]:
    """A production build names the owner and a contact, and has every fact its profile requires (G20, G21)."""
    settings = content.settings
    missing = [name for name in NEEDED[settings.profile] if not settings.facts.get(name, "").strip()]
    if settings.production and missing:
        words = "、".join(f"{LABELS[name]}（{name}）" for name in missing)
        hint = "请在 mkdocs.yml 的 extra.site 里照实填写；还没有批下来的，先不要正式发布"
        yield Problem("mkdocs.yml", 1, 1, "V04", f"正式发布还缺：{words}", hint)


def facts_have_their_shape(content: Content) -> Iterator[Problem]:
    """A fact has a known name, a real value, its official form, and a site code is this district's (G21–G23)."""
    for name, value in content.settings.facts.items():
        shape = SHAPES.get(name)
        wrong = shape is not None and not shape.fullmatch(value)
        if name == "site_code" and value.isdigit() and not value.startswith(content.settings.district.code):
            wrong = True
        if name not in LABELS:
            names = dict(zip(LABELS, LABELS, strict=True)) | {word: known for known, word in LABELS.items()}
            guess = "".join(f"是不是 {names[one]}？" for one in get_close_matches(name, names, n=1))
            said, hint = f"extra.site 里没有“{name}”这一项，不会显示", f"{guess}可以写的：{'、'.join(LABELS)}"
        elif value.startswith(("{", "[")):
            said, hint = f"{LABELS[name]}应是一行文字，这里却是几项", f"请把 {name} 写成一行文字，不写方括号、花括号"
        elif wrong or says_nothing(value) or _PENDING.fullmatch(value) or (name in SHAPES and _INVENTED.search(value)):
            said, hint = f"{LABELS[name]}“{value}”写法不对", "请照批文填写；没有就留空，不要编造"
            if name not in SHAPES or name == "corrections":
                hint = "请照实填写" + ("邮箱或完整的网址，用半角" if name in SHAPES else "") + "；没有就留空"
        else:
            continue
        yield Problem("mkdocs.yml", _line(content, name), 1, "V05", said, hint)


def addresses_end_in_a_slash(content: Content) -> Iterator[Problem]:
    """``use_directory_urls`` stays on: printed QR codes, ``urls.lock`` and links have addresses that end in a slash."""
    if not content.settings.directory_urls:
        message = "use_directory_urls 不能关：网址都以 / 结尾，展板上印的二维码和 urls.lock 里记的也是这样"
        line = _line(content, "use_directory_urls")
        yield Problem("mkdocs.yml", line, 1, "V26", message, "请删去 use_directory_urls 这一行")


def _line(content: Content, name: str) -> int:
    """The line of a setting in mkdocs.yml; 1 if unknown."""
    config = content.settings.config
    lines = config.read_text(encoding="utf-8").splitlines() if config else []
    return next((at for at, text in enumerate(lines, 1) if text.strip().startswith(f"{name}:")), 1)
