"""What can be wrong with a record, as data: a problem has a code, a place, a sentence and a cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Loc = tuple[str | int, ...]
"""Where a value stands in a record: field names and list positions from the top."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing an editor has to mend.

    ``file`` is relative to the content folder's parent; ``line`` and ``column`` count from 1, ``column`` in
    characters; ``length`` is how many characters the caret marks.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    length: int = 1

    @property
    def rule(self) -> str:
        """The code with its readable name: ``D14 sensitive-without-consent``."""
        return f"{self.code} {NAMES[self.code]}"

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column from 1, and how many characters are meant."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong with the text of a file, before anything is known of its fields or of the file's name."""

    code: str
    place: Place
    message: str
    hint: str

    def of(self, file: str) -> Problem:
        """The problem in this file."""
        return Problem(file, self.place.line, self.place.column, self.code, self.message, self.hint, self.place.length)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


_CODES: dict[str, tuple[str, str]] = {
    # Y: how the file is written
    "Y01": ("not-utf-8", "文件编码不是 UTF-8"),
    "Y02": ("file-too-large", "文件太大"),
    "Y03": ("control-character", "文件里有不可见的控制字符"),
    "Y10": ("tab", "用了制表符（Tab）"),
    "Y11": ("full-width-colon", "冒号是全角的"),
    "Y12": ("no-space-after-colon", "冒号后面少一个空格"),
    "Y13": ("colon-in-value", "值里有冒号加空格，要加引号"),
    "Y14": ("unpaired-quotes", "引号没有成对"),
    "Y15": ("wrong-indent", "缩进没有对齐"),
    "Y16": ("unpaired-brackets", "方括号或花括号没有成对"),
    "Y17": ("value-starts-with-sign", "值以特殊符号开头，要加引号"),
    "Y18": ("full-width-space", "行首或冒号后有全角空格、不间断空格"),
    "Y19": ("not-yaml", "YAML 写法有误"),
    "Y20": ("duplicate-field", "同一个字段写了两次"),
    "Y21": ("anchor", "用了锚点或别名（& 或 *）"),
    "Y22": ("type-tag", "用了类型标签（!）"),
    "Y23": ("merge-key", "用了合并键（<<）"),
    "Y24": ("too-deep", "层次太深"),
    "Y25": ("several-documents", "一个文件里有多条记录（---）"),
    "Y26": ("no-fields", "文件是空的，或不是“字段: 值”的写法"),
    "Y27": ("lost-comment", "空格加 # 之后的文字会被当成注释丢掉"),
    "Y28": ("field-name-not-text", "字段名不是文字"),
    "Y29": ("full-width-sign", "记号 | > [ ] , 写成了全角"),
    "Y40": ("no-colon", "字段名后面没有冒号"),
    "Y41": ("no-space-after-dash", "短横后面少一个空格"),
    "Y42": ("item-without-name", "短横后面没有写字段名"),
    "Y43": ("text-without-bar", "几行的正文开头没有写 |"),
    "Y44": ("merge-marks", "有合并时留下的记号"),
    "Y45": ("decorated-field-name", "字段名前后有多余的字"),
    "Y35": ("file-cut-off", "文件没有存完"),
    # F: the fields of a record
    "F01": ("unknown-field", "没有这个字段"),
    "F02": ("missing-field", "缺少必填字段"),
    "F03": ("wrong-form", "值的形式不对"),
    "F04": ("not-a-choice", "不在可选的词里"),
    "F05": ("wrong-length", "文字太长或太短"),
    "F06": ("bad-date", "日期写法不对"),
    "F07": ("bad-number", "数字或数量写法不对"),
    "F08": ("bad-time", "时间写法不对"),
    "F09": ("bad-url", "网址写法不对"),
    "F10": ("bad-identifier", "编号写法不对"),
    "F11": ("contradictory-fields", "几个字段合起来说不通"),
    "F14": ("empty-words", "写了“无”这样的空话"),
    "F15": ("empty-alt-text", "替代文字没有说出图里有什么"),
    "F16": ("caption-repeats-alt", "图片说明与替代文字一样"),
    # N: names and places of files
    "N01": ("bad-file-name", "文件名不合规则"),
    "N02": ("id-differs-from-file-name", "记录里的编号和文件名不一致"),
    "N03": ("unknown-folder", "没有这种记录的文件夹"),
    "N04": ("same-name", "同名而没有区分说明"),
    "N05": ("unknown-file", "不认识的文件"),
    "N06": ("names-differ-by-case", "文件名只有大小写不同"),
    "N07": ("reserved-name", "文件名是网站保留的"),
    "N10": ("hidden-file", "隐藏的文件不会被读取"),
    "N09": ("part-without-record", "是一个部分，没有整条记录"),
    "N13": ("wrong-suffix", "记录的后缀不对，不会发布"),
    "N14": ("same-title", "两条记录标题一样"),
    "N11": ("polyphonic-surname", "多音的姓没有写拼音"),
    "N12": ("name-written-otherwise", "姓名和记录里写得不一样"),
    # R: relations between records
    "R01": ("no-such-record", "指向的记录不存在"),
    "R02": ("bad-reference", "指向的记录写法不对"),
    "R03": ("real-points-to-sample", "正式记录指向了示例记录"),
    "R04": ("points-to-draft", "指向的记录还没有发布"),
    "R05": ("circle", "上下级绕成了圈"),
    "R06": ("bad-link-in-body", "正文里的链接不对"),
    "R07": ("points-to-withdrawn", "指向的记录已经撤下"),
    "R08": ("ambiguous-name", "同一个名字有几条记录"),
    "R09": ("street-differs-from-parent", "街道与上级阵地的街道不同"),
    # P: pictures and other files
    "P01": ("no-such-file", "找不到图片或文件"),
    "P02": ("path-leaves-folder", "路径走出了内容文件夹"),
    "P03": ("not-a-picture-or-sound", "文件不是可用的图片或音频"),
    "P04": ("file-name-case", "图片文件名大小写不一致"),
    # T: rules of the field
    "T01": ("ends-before-start", "结束早于开始"),
    "T02": ("wrong-parent", "阵地的上级不对"),
    "T03": ("honour-differs-from-award", "荣誉类别或范围与荣誉称号不符"),
    "T04": ("year-folder-differs", "年份文件夹与发布日期不符"),
    "T05": ("modified-before-published", "修改日期早于发布日期"),
    "T06": ("street-has-several-institutes", "街道对应的实践所不唯一"),
    "T07": ("tour-overlaps", "巡展时间重叠"),
    "T10": ("stop-outside-exhibition", "巡展的一站不在展期之内"),
    "T11": ("exhibitions-clash", "两个展览撞在同一处"),
    "T12": ("panel-too-long", "展板文字太长，一张纸印不下"),
    "T13": ("clock-on-another-day", "钟点与发布日期不是同一天"),
    "T14": ("impossible-year", "这个年份不会是真的"),
    "T15": ("monthly-without-day", "每月哪一天没有写"),
    # L: the built site
    "L01": ("broken-link", "站内链接指向不存在的地方"),
    "L02": ("layout-failed", "排版时出了问题"),
    "L03": ("page-clash", "手写页面与生成的页面同名"),
    "L18": ("bare-venues", "阵地只有名字"),
    # S: text and files that could harm the site or deceive its readers
    "S01": ("markup-not-allowed", "正文里有不能用的记号"),
    "S02": ("unsafe-link", "链接地址不安全"),
    "S03": ("line-break-in-line", "一行的字段里有换行"),
    "S04": ("invisible-character", "看不见或不能用的字符"),
    "S06": ("active-content-in-site", "成品网页里有不安全的东西"),
    "S07": ("active-content-in-page", "手写页面或附件里有会运行或向外取文件的东西"),
    "N20": ("undecided-strokes", "姓氏笔画分不出先后"),
    "N08": ("not-a-regular-file", "不是普通的文件"),
    "P05": ("picture-too-large", "图片文件太大"),
    "P06": ("too-many-pixels", "图片像素太多"),
    "P07": ("suffix-differs", "图片内容与后缀不符"),
    "P08": ("too-small-to-zoom", "要放大的图不够大"),
    "P09": ("animated-picture", "是动图"),
    "P10": ("unused-file", "没有记录用到的图片或声音"),
    "P11": ("ai-label-undeclared", "有 AI 生成标识，没有写明"),
    "P12": ("ai-label-lost", "成品丢了 AI 生成标识"),
    "P13": ("picture-ends-grey", "图片下边是一片灰"),
    "P14": ("wide-colours", "图片是广色域或 HDR 的"),
    # D: personal data
    "D01": ("identity-number", "居民身份证号码"),
    "D02": ("like-identity-number", "像是身份证号码"),
    "D03": ("mobile-number", "手机号码"),
    "D04": ("bank-card", "银行卡号"),
    "D07": ("picture-metadata", "网页的图片里藏着位置、机主或序列号，声音里有标签"),
    "D08": ("opaque-attachment", "查不到内容的附件"),
    "D09": ("incomplete-legal-basis", "公开依据没有写全"),
    "D10": ("unknown-consent", "同意书编号不对"),
    "D11": ("consent-ended", "同意已撤回或到期，已自动撤下"),
    "D12": ("beyond-legal-basis", "超出了公开依据的范围"),
    "D14": ("unreviewed-sentence", "写到个人的句子还没有复核"),
    "D15": ("registry-misplaced", "登记簿放错地方或读不出"),
    "D19": ("withdrawn-still-in-site", "已撤下的内容还在成品里"),
    "D20": ("consent-ends-soon", "同意快要到期"),
    "D23": ("document-number", "证件、账号或车牌的号码"),
    "D30": ("names-someone-without-consent", "还写着同意已经结束的人"),
    "D31": ("consents-differ-from-registry", "同意书清单与登记簿不一致"),
    "D34": ("maybe-withdrawn-person", "也许写到了已撤下的人"),
    "D35": ("malformed-review", "复核记录写法不对"),
    "D36": ("review-of-nothing", "复核过的句子已经没有了"),
    "D37": ("consent-not-covering-review", "复核写的同意书不管这一句"),
    "D38": ("waiver-in-record", "豁免写在了记录里"),
    # C: copyright
    "C01": ("incomplete-licence", "授权没有写全"),
    "C02": ("licence-expired", "授权已到期"),
    "C03": ("reprint-forbidden", "来源不许转载"),
    "C04": ("link-only-with-text", "仅作链接的不能有正文和图片"),
    "C05": ("copied-text", "照抄了来源的文字"),
    "C06": ("too-similar-text", "与来源的文字太像"),
    "C07": ("reprint-without-title-or-author", "转载缺原标题或作者"),
    "C08": ("licence-ends-soon", "授权快要到期"),
    "C09": ("incomplete-link-only", "仅作链接没有写全"),
    "C10": ("licence-expired-taken-down", "授权到期，已自动撤下"),
    "C11": ("original-not-compared", "来源原文没有拿来比对"),
    "C12": ("quotation-too-long", "引用太长"),
    "C13": ("original-with-other-byline", "写了本站原创，却有别处的署名"),
    # A: lasting addresses
    "A01": ("published-address-gone", "已公布的地址不见了"),
    "A02": ("published-date-changed", "已公布的发布日期变了"),
    "A03": ("unusable-alias", "旧地址不能用"),
    "A04": ("unreadable-url-lock", "地址清单读不出"),
    "A05": ("outside-link-without-title", "外部链接没有标题或日期"),
    "A06": ("panel-number-moved", "展板的号变了，二维码指错了地方"),
    "A07": ("address-not-locked", "新公布的地址还没有记下"),
    # K: columns
    "K01": ("stale-column", "栏目太久没有更新"),
    "K02": ("empty-column", "栏目是空的"),
    "K03": ("date-in-future", "发布或修改的日期在将来"),
    "K04": ("many-stale-columns", "太久没有更新的栏目太多"),
    # W: wording
    "W01": ("half-width-punctuation", "汉字之间用了半角标点"),
    "W02": ("ellipsis", "省略号写法不对"),
    "W03": ("dash", "破折号写法不对"),
    "W04": ("repeated-marks", "问号或叹号太多"),
    "W05": ("unpaired-marks", "引号或括号没有成对，或同种套用"),
    "W06": ("mark-after-number", "带括号的序号后面又有标点"),
    "W07": ("title-ends-with-stop", "标题末尾有句号"),
    "W08": ("year-without-century", "年份没有写世纪"),
    "W09": ("ellipsis-with-deng", "省略号和“等”一起用"),
    "W10": ("mark-after-dun", "顿号后面又有标点"),
    "W11": ("number-range", "数值范围的写法"),
    "T08": ("finalist-as-winner", "入围写成了荣获"),
    "T09": ("round-differs-from-cadence", "届次与评选周期不符"),
    # V: waivers and profiles
    "V01": ("waiver-expired", "豁免已到期"),
    "V02": ("not-waivable", "不能豁免"),
    "V03": ("unused-waiver", "豁免没有用上"),
    "V04": ("missing-site-facts", "正式发布缺网站信息"),
    "V05": ("bad-site-facts", "网站信息写法不对"),
    "V06": ("waiver-too-long", "豁免的期限太长"),
    "V26": ("unsupported-option", "mkdocs.yml 的选项不能用"),
}
"""Every code with its name and its title; ``docs/handbook/problems.md`` has a section for each (a test compares them)."""
CODES = {code: title for code, (_, title) in _CODES.items()}
NAMES = {code: name for code, (name, _) in _CODES.items()}


def code_of(said: object) -> object:
    """The code in what a person writes for a rule: ``W01``, ``half-width-punctuation``, or both."""
    words = str(said).split()
    return next((code for code, name in NAMES.items() if words and words[0] in {code, name}), said)


WARNINGS = frozenset(
    [
        "N05",
        "N11",
        "N12",
        "N14",
        "N20",
        "R07",
        "R09",
        "T04",
        "T06",
        "T09",
        "T11",
        "T12",
        "T15",
        "D02",
        "D11",
        "D20",
        "D30",
        "D34",
        "D36",
        "C08",
        "C10",
        "A05",
        "A07",
        "V03",
        "F16",
        "P10",
        "P13",
        "P14",
        "L18",
    ]
)
WARNINGS |= {code for code in CODES if code[0] in "KW" and code not in {"K03", "K04"}}
