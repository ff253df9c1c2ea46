"""Home addresses down to the door."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors.finding import Finding, Shape, shape
from scripts.privacy.detectors.rooms import past, public, whole_house

_N = r"[0-9一二三四五六七八九十百〇零]{1,5}"
_ROOM = r"(?:[0-9]{3,4}|[一二三四五六七八九〇零]{3,4})(?![0-9])"
_END = r"(?!\s*[室号户]?\s*(?:[至到～~—–]|-{2}))"
"""A row of doors (101至602室) is nobody's."""
_FLATS = rf"(?<![第0-9一二三四五六七八九十百〇零]){_N}\s*单元"
"""The entrance of a house; 第一单元 is a part of an exhibition or of a book."""
_ESTATE = (
    r"(?:小区|壹号院?|家属院|公寓|新村|花园|家园|公馆|名城|山庄|雅居|华庭|豪庭|庭院|名邸|华府|水岸|嘉园"
    r"|(?<![政学首])府(?=[0-9A-Za-z])|[苑坊里村]|(?<![科技产业创意软件文化校公儿物植学])园)"
)
_TOWER = rf"(?:{_N}\s*(?:号楼|栋|幢|座)|[A-Za-z]\s*[座栋])"
_ROAD = r"(?:路|街|巷|道|里|弄|村|院|坊|胡同)"
_LIVES = (
    r"(?:家住|住在|住址|现住|租住|暂住(?!证)|现居住地址?|居住地址?|现居|居住(?![证区满])|定居|住于|寓所"
    r"|(?<![大国专商独厂酒作画一这那几各多两三有回搬每之])家(?:(?:就|现)?在(?!哪)|的?[地住]址)|家搬[到至]了?|家门牌号?"
    r"|(?:家庭|家里|家中|老家)地址|户籍(?:地址?|所在地)|户口(?:所在)?地|住的(?:地方|房子)|租的?房子?(?:子)?在"
    r"|(?<![一-鿿])(?:住|家|老家|住所)[:：]|宅[:：]"
    r"|(?<![入抓记稳保挡捂按拉站守扛挺停扎接堵拦困围盖遮忍挤卡捆绑封缠托顶撑护咬握挽引摁锁罩压不得能制])住(?![建房院宅宿户持])(?=[一-鿿]{1,12}[路街巷弄道]))"
)
"""Words that say that somebody lives there."""
_GAP = r"(?:[在于了是为：:\s]|的(?=地)){0,3}[^。；！？\n到去请在：:（(]"
_VISIT = r"(?:慰问|看望|走访|探望|探访|照料|帮扶|结对|入户)"
_HOMES = (
    shape(
        "住在某路某号",
        "他住在示例路12号",
        rf"{_LIVES}{_GAP}{{0,20}}?{_ROAD}[^，。；\n]{{0,4}}?{_N}\s*号(?![线杆窗口])",
    ),
    shape(
        "住在某小区某楼",
        "现居示例小区3号楼",
        rf"{_LIVES}{_GAP}{{0,18}}?(?:{_ESTATE}|{_ROAD})[^，。；\n]{{0,6}}?{_N}\s*(?:号楼|栋|幢|室|单元|号院)",
    ),
    shape(
        "住在某大厦某室",
        "家住示例大厦1203",
        rf"{_LIVES}{_GAP}{{0,12}}?(?:大厦|公寓|{_ESTATE})\s*(?:{_TOWER}\s*)?{_ROOM}(?![年户人元])",
    ),
    shape(
        "看望的人和门牌",
        "慰问安怀秋（示例路12号502室）",
        rf"{_VISIT}[^，。；\n]{{0,10}}(?<![业位校心院司店区构站馆厂所铺])(?<!商户)[（(][^）)\n]{{0,14}}?{_ROAD}{_N}\s*号(?![^）)\n]{{0,10}}(?:[点站所处厂场馆]|中心|公司|小学|中学)[）)])",
    ),
    shape(
        "谁的家和门",
        "安怀秋家（3号楼501）",
        rf"[一-鿿]家[（(，]\s*(?:住在?)?[^）)，。\n]{{0,12}}?{_N}\s*(?:号楼|栋|幢)\s*{_ROOM}",
    ),
    shape(
        "通讯地址和房号",
        "通讯地址：示例路12号502",
        rf"(?:通[讯信]|联系|邮寄|收件|收货|快递)地址[:：]\s*[^，。；\n部委局办馆站所社会校院司厦]{{0,16}}?{_ROAD}{_N}\s*号\s*{_ROOM}",
    ),
    shape(
        "某路某号住着谁",
        "他在示例路12号住了三十年",
        rf"{_ROAD}{_N}\s*号(?!院)[^，。；\n]{{0,4}}?(?:住[了着]|居住(?![证区])|的家(?![电具政常园属])|家[里中])",
    ),
    shape(
        "某楼某室谁家",
        "示例大厦A座1203室安怀秋家",
        rf"{_TOWER}[^，。；\n]{{0,3}}?{_N}\s*室[一-鿿]{{0,4}}?(?:(?<![国专作大商厂之画])家(?![具电政长属园庭校])|住户)",
    ),
)
"""What the words themselves say is somebody's home."""
_DOORS = (
    shape("单元和室", "3号楼2单元501室", rf"{_N}\s*单元[\s，、-]{{0,2}}{_N}\s*(?:室|号(?![楼厅馆展])){_END}"),
    shape(
        "单元和房号",
        "3号楼2单元501",
        rf"{_FLATS}[\s，、-]{{0,2}}{_ROOM}{_END}(?!\s*[余多]?\s*[室号件幅张块组项套份个篇枚枝本册尊位名条页把座种])",
    ),
    shape(
        "单元、楼层和户",
        "3号楼2单元5楼东户",
        rf"{_FLATS}[\s，、-]{{0,2}}{_N}\s*[楼层]\s*(?:[东西南北中左右](?:[边侧手]?(?:户|那户|家|门(?!口))|(?=[，。；、）)\s]|$))|{_N}\s*[室户]|{_ROOM}{_END})",
    ),
    shape("楼、门和室", "3号楼2门501", rf"(?:号楼|[栋幢])\s*{_N}\s*(?:门|号门|门洞)\s*{_ROOM}{_END}"),
    shape(
        "小区、楼和室",
        "示例花园A座1203室",
        rf"{_ESTATE}[^，。；\n]{{0,6}}?{_TOWER}[^，。；\n]{{0,3}}?{_N}\s*(?:室|号){_END}(?!.{{0,6}}(?:办公|值班))",
    ),
    shape(
        "小区、楼和房号",
        "示例小区3号楼502",
        rf"{_ESTATE}[^，。；\n]{{0,6}}?[0-9]{{1,3}}\s*(?:号楼|栋|幢|座)\s*[0-9]{{3,4}}(?=[\s，。；、）)的住家]|$)",
    ),
    shape(
        "小区和三段数字",
        "示例小区3#2-501",
        rf"{_ESTATE}\s*[0-9]{{1,3}}\s*(?:(?:-|[#＃]楼?)\s*[0-9]{{1,2}}\s*(?:-|单元)|(?:号楼|[栋幢])\s*[0-9]{{1,2}}\s*-)\s*[0-9]{{3,4}}(?![0-9])",
    ),
    shape("村、社和门牌", "示例村3社12号", rf"[村庄]{_N}[社组队]\s*{_N}\s*号(?![地井机闸泵线杆楼])"),
    shape("公寓和室", "示例公寓1203室", rf"公寓\s*[0-9]{{3,4}}\s*室{_END}"),
    shape("小区和两段数字", "示例小区2-501", rf"{_ESTATE}\s*[0-9]{{1,3}}-[0-9]{{3,4}}(?![0-9户人号栋幢元路年次])"),
)
SHAPES = (*_DOORS, *_HOMES)
_BUILT = re.compile(
    r"单元|[0-9A-Za-z一二三四五六七八九十百〇零]\s*(?:号楼|[栋幢座])|[0-9]\s*[#＃]|公寓\s*[0-9]|[社组队]\s*[0-9一二三四五六七八九十]{1,4}\s*号|(?<![0-9])[0-9]{1,3}-[0-9]{3,4}(?![0-9])"
)
_NUMBERED = re.compile(
    r"[0-9A-Za-z一二三四五六七八九十百〇零]\s*(?:号|[栋幢座室])|单元|(?:大厦|[区院寓村园苑坊里馆城庄居庭府邸岸])\s*[0-9一二三四五六七八九]"
)
"""A text need only be searched if it has one of these: it keeps ten thousand records quick. A test tries them with every
example."""
_HINT = "请只写到街道或社区；公共场所的门牌，阵地写在 address 里，活动写在 place 里"


def find(text: str) -> Iterator[Finding]:
    """Every home in a text without marks (``Plain.figures``)."""
    shapes: list[Shape] = []
    if _BUILT.search(text):
        shapes += _DOORS
    if _NUMBERED.search(text):
        shapes += _HOMES
    taken: list[tuple[int, int]] = []
    for door in shapes:
        for match in door.pattern.finditer(text):
            apart = all(match.end() <= start or end <= match.start() for start, end in taken)
            if apart and not (past(text, match) or (whole_house if door in _HOMES else public)(text, match)):
                taken.append(match.span())
                yield Finding("D05", *match.span(), "这里的住址写到了门牌", _HINT)
