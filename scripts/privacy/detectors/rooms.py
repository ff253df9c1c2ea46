"""Doors behind which nobody lives: public rooms, drills, houses of the past, whole buildings."""

import re

_PUBLIC = (
    r"(?:(?:活动|办公|值班|会议|阅览|图书|理发|调解|警务|卫生|医务|接待|棋牌|舞蹈|书画|排练|培训|储藏|监控|控制|工作)室"
    r"|书屋|书吧|书房|餐桌|食堂|餐厅|驿站|议事厅|讲堂|课堂|诊所|门诊|超市|仓库|泵房|幼儿园|托管班|养老院|[一-鿿]{1,4}馆"
    r"|[一-鿿]{2}中心|(?:[一-鿿]{2})?服务(?:站|点|处)|(?:照料|活动|文化|养老|学习|实践|党群|工作|调解|救助|卫生|警务|投票)[站点处所]"
    r"|(?:投票|自提|休息|教学|签约|代办|回收|投放|充电|取餐|集合|献血|接种|宣传|讲解|报名|领取|[助用]餐)点"
    r"|[理美]发店|便民店|药店|商店|物业(?:公司|办公室|处)?|居委会|居民委员会|派出所|党支部|之家)"
)
"""What is open to all, or an office."""
_OFFICE = re.compile(
    rf"(?:{_PUBLIC}|(?:活动|举办|集合|报名|办公|讲座|会议|培训|演出|办理|咨询|领取|授课)地[点址]|(?<![一-鿿])地点)"
    r"(?:现|就|也|都|均|的)?(?:新址|地址|地点)?(?:位于|设[在于]|搬[到至进]|迁[到至]|开在|在|[:：（(])[^，。；\n]{0,16}\Z"
)
"""日间照料中心位于向阳小区6栋…"""
_BECAME = (
    r"(?:房间|房子|房|一直|已经|已|现在|现|就|原|也|改造?[成为]?|变[成为]|[设用]?[作为]|是|设|挂牌|开[了设办]|新[建设开]的?"
    r"|一[间处个]|[“《的了]|社区|小区|街道|便民|邻里|居民|党群|党建|红色|老年人?|儿童|公益|共享|爱心|文明|新时代|志愿者?|日间"
    r"|多功能|心理|法律|本|我们)*+"
)
"""What may stand between a door and what is behind it."""
_USED = re.compile(rf"\s*(?:[，,](?=[现是为已改就]))?{_BECAME}(?:{_PUBLIC}|办公|值班)")
"""…102室现为社区老年餐桌"""
_PERSONS = re.compile(r"[^，。；\n]{0,4}(?:老人|家中|家里|住户|看望|慰问|上门|奶奶|爷爷|大爷|大妈|阿姨)")
_DRILL = re.compile(r"(?:假定|假设|假想|模拟|设定|预设|演练)[^，。；\n]{0,14}$")
_PAST = re.compile(
    r"[，,]?[^，,。；\n]{0,6}(?:现|今|后|已|即|就是|辟|列|公布)[^，,。；\n]{0,8}(?:(?:文保|文物保护)单位|[故旧]居|旧址|纪念馆|历史建筑|陈列馆)"
)
_FORMER = re.compile(r"(?:故居|旧居|旧址|纪念馆)[^，。；\n]{0,8}$")
_LODGING = re.compile(r"的?[^，。；\n]{0,4}(?:养老院|敬老院|福利院|酒店|宾馆|招待所|医院)")
_GROUP = re.compile(r"院?的(?:居民|住户)(?=[们可到都选请，。、；和与])")
"""Whom a building houses together."""
_FIGURE = re.compile("[0-9A-Za-z一二三四五六七八九十]")
_DOOR = re.compile("室|单元")


def past(text: str, door: re.Match[str]) -> bool:
    """Whether it is a house of the past: 曾住在示例巷12号，现为区级文保单位."""
    return _PAST.match(text, door.end()) is not None or _FORMER.search(_before(text, door)) is not None


def whole_house(text: str, home: re.Match[str]) -> bool:
    """Whether the words behind a home say that many live there: 居住在示例路12号院的居民."""
    return not _DOOR.search(home[0]) and any(words.match(text, home.end()) for words in (_LODGING, _GROUP))


def public(text: str, door: re.Match[str]) -> bool:
    """Whether the words before or behind a door say that nobody lives there: an office, a room for all, a drill."""
    before = _before(text, door)
    if _DRILL.search(before):
        return True
    used = _OFFICE.search(before) or _USED.match(text, door.end())
    return used is not None and not _PERSONS.match(text, door.end())


def _before(text: str, door: re.Match[str]) -> str:
    """What stands before the first figure of a door."""
    figure = _FIGURE.search(text, door.start())
    return text[max(0, door.start() - 30) : figure.start() if figure else door.start()]
