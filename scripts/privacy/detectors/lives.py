"""Births that are no living person's: of the dead, of animals, of nobody in particular."""

import re

_DIED = re.compile(r"(?:逝世|去世|牺牲|病逝|殉职|辞世|卒于|卒|就义|遇难)(?!的(?!时候|那))")
_OWN = re.compile(
    r"[\s“”]*(?:[他她]|[去前今]年|[春夏秋冬]天|同志|烈士|[0-9一二三四五六七八九〇零○十岁年月日号初春夏秋冬底末时于]|终年|享年|同年|次年|最后|后来|后"
    r"|在[^，,。；]{1,14}(?:中|上|时|战|[城省市县州海院地里])|因[^，,。；]{1,8}|[为因]公|不幸|光荣|英勇|壮烈|从容)*+"
)
"""How a clause begins that tells the death of the one who was born: a year, a cause, no other person."""
_KIN = re.compile(r"[父母爸妈爷奶爹娘妻]|丈夫|儿子|女儿|哥|姐|弟|妹|战友|同事|老伴|师傅|亲人|祖")
_SAME = re.compile(r"[他她]|终年|享年")
_ANIMAL = (
    r"(?:大?熊猫|长颈鹿|金丝猴|幼崽|幼[虎狮鹿]|小猫|小狗|羊羔"
    r"|[只头匹窝条](?:刚|新|的|小|大|白|黑|花)*(?:猫|狗|马|鹿|虎|狮|豹|象|熊|羊|牛|驹|犊|崽|鸟|鹤|鹅|鸭|鸡))(?!饲养|馆|基地|园)"
)
_BEAST = re.compile(rf"{_ANIMAL}[^，,。；;员师者人家]{{0,8}}(?:于|是)?$")
_BEAST_INSIDE = re.compile(rf"{_ANIMAL}[^，,。；;员师者人家]{{0,8}}(?:出生|降生|诞生|来到)")
_BEAST_NEXT = re.compile(rf"[的了][^，,。；;]{{0,3}}{_ANIMAL}")
_INSTITUTION = re.compile(
    r"(?:[讲学礼]堂|社区|街道|[馆站队校党国军所园]|中心|城市|协会|公司|网站|学院|书屋|餐桌|食堂)的?\Z"
)
"""Whose birthday is the day on which it was founded."""
_LIMIT = re.compile(
    r"\s*(?:[（(]含[^)）]{0,4}[)）])?\s*(?:之?[前后](?!后)|以[前后]|及以|起|至(?!今)|到|～|~|—|–|的(?:宝宝|孩子|儿童|婴儿|新生儿|市民|居民|老人)们?(?:可|均|都|将|免费|请))"
)
_UNTIL = re.compile(r"(?:[日号0-9]\s*(?:至|到|～|~|[—–-]{1,2})|截[至止]到?|不早于|不晚于)\s*$")
_NUMERALS = str.maketrans("一二三四五六七八九〇零○", "123456789000")


def long_past(year: str, oldest: int) -> bool:
    """Whether a year of four digits or numerals is before ``oldest``."""
    digits = year.translate(_NUMERALS)
    return len(digits) == 4 and digits.isdigit() and int(digits) < oldest


def no_living_person(text: str, birth: re.Match[str]) -> bool:
    before = text[max(0, birth.start() - 20) : birth.start()]
    if birth[0].startswith("生日") and _INSTITUTION.search(before):
        return True
    if _UNTIL.search(before) or _LIMIT.match(text, birth.end()):
        return True
    beast = _BEAST.search(before) or _BEAST_INSIDE.search(birth[0]) or _BEAST_NEXT.match(text, birth.end())
    return beast is not None or _died(text[birth.end() : birth.end() + 160])


def _died(behind: str) -> bool:
    """Whether what follows tells in the same sentence, or first in the next, that the one who was born has died."""
    sentence, _, more = behind.partition("。")
    clauses = re.split(r"[，,；;\n]", sentence)
    for place, clause in enumerate(clauses):
        if _own_death(clause) and (not place or not _KIN.search(clauses[place - 1]) or _SAME.search(clause)):
            return True
    following = re.split(r"[。；\n]", more)[0]
    opening = re.match(r"\s*(?:[0-9]{4}年[0-9月日]*)?[，,]?", following)
    return _own_death(following[opening.end() if opening else 0 :].split("，")[0])


def _own_death(clause: str) -> bool:
    return any(_OWN.fullmatch(clause, 0, death.start()) for death in _DIED.finditer(clause))
