"""Chinese surnames with a reading of their own, and those of two characters.

Readings after 《现代汉语词典》 (7th ed.) and 《中国姓氏大辞典》. Rare surnames that are everyday words besides (能, 相, 适) are left out:
search tries these readings in every title.
"""

from functools import cache
from pathlib import Path

from scripts.records.han import simplified

_READINGS = """单:Shàn 仇:Qiú 解:Xiè 曾:Zēng 区:Ōu 查:Zhā 盖:Gě/Gài 缪:Miào 朴:Piáo 任:Rén 华:Huà 乐:Yuè/Lè 秘:Bì 折:Shé
    种:Chóng 覃:Qín/Tán 翟:Zhái/Dí 召:Shào 员:Yùn/Yuán 黑:Hè/Hēi 繁:Pó 过:Guō 哈:Hǎ 佴:Nài 纪:Jǐ 葛:Gě 隗:Wěi/Kuí 燕:Yān
    宁:Nìng 应:Yīng 尉:Wèi/Yù 洗:Xiǎn 冼:Xiǎn 谌:Chén/Shèn 柏:Bǎi 车:Chē 句:Gōu 那:Nā 牟:Mù/Móu 瞿:Qú 沈:Shěn 石:Shí 祭:Zhài
    曲:Qū 於:Yū 卜:Bǔ 阚:Kàn 薄:Bó 郇:Xún/Huán 撒:Sǎ 乜:Niè 粘:Nián 藏:Zāng 占:Zhān
    炅:Guì 揣:Chuǎi 冯:Féng 盛:Shèng 叶:Yè 贾:Jiǎ 陆:Lù 蔚:Yù/Wèi
    颉:Xié/Jié 贠:Yùn 乐正:Yuèzhèng 宰父:Zǎifǔ 子车:Zǐjū"""
READINGS = {name: tuple(said.split("/")) for name, _, said in (pair.partition(":") for pair in _READINGS.split())}
"""Surname → its readings with tones, the likeliest first; surnames without special readings are left out."""

_COMPOUND = """欧阳 尉迟 司马 诸葛 上官 万俟 皇甫 令狐 夏侯 东方 公孙 慕容 司徒 司空 长孙 宇文 端木 南宫 独孤 轩辕
    澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 赫连 呼延 拓跋 完颜 西门 乐正 宰父
    子车 左丘 谷梁 百里 东郭 纳兰 司寇 巫马 漆雕 公西 颛孙 梁丘 第五 贺兰 哥舒 尔朱"""
COMPOUND = frozenset(_COMPOUND.split())

COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文施牛陶洪安向庞颜倪严季温鲁葛韦俞章耿翁骆岳阮裴祝涂霍尚齐路柯詹左辛莫柳聂关焦樊翟"
    "郗邸亓佘冶窦缑茹荆禹伊漆阚逯邢邬裘宓隗仲戎符韶郜蓟索卓屠胥闻莘贡逄姬郦雍璩桑桂濮扈燕郏浦慕艾暨匡禄阙蔚隆厍晁敖訾简饶鞠蒯竺桓佟岑邝苟牟邰谌妥喇撒拜"
    "喻申靳祁甘单曲舒卞阴席闫柴娄鲍盛穆瞿冉蒲褚卜仇苗巩解滕蔺哈脱寇缪蓝隋芦郎蒙晏甄芮仝楚郁虞冀"
)
"""The surnames of one character that nearly everybody has, Lanzhou's among them; not a complete list."""


def surname(name: str) -> str:
    """The surname a name begins with: one character, or both of a compound one."""
    return name[:2] if len(name) > 2 and name[:2].translate(simplified()) in COMPOUND else name[:1]


UNKNOWN = 99
"""Strokes of a character missing from the table: it sorts last."""


@cache
def _tables() -> tuple[dict[str, int], dict[str, str]]:
    """Two tables: character → number of strokes; character of a surname → its strokes as digits: 1 横, 2 竖, 3 撇, 4 点, 5
    折."""
    lines = (Path(__file__).parent / "strokes.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    counts = {character: int(first) for first, rest in pairs if first.isdigit() for character in rest}
    kinds = {character: rest for first, rest in pairs if not first.isdigit() for character in first}
    return {character: len(rest) for character, rest in kinds.items()} | counts, kinds


def strokes(character: str) -> int:
    """The number of strokes of a character; ``UNKNOWN`` for one neither in GB 2312 nor in a surname of the table."""
    return _tables()[0].get(character, UNKNOWN)


def in_table(name: str) -> bool:
    """Whether the strokes of the surname of a name are in the table."""
    return name[:1] in _tables()[1]


def surname_key(name: str) -> tuple[int, str]:
    """The sorting key of a name by surname: number of strokes, then the strokes; rare surnames without known strokes
    sort last."""
    first = name[:1]
    return strokes(first), _tables()[1].get(first, "9")
