"""How names sound: syllables without tones, two readings where nobody said which is right."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin, pinyin

from scripts.search.segment import HAN, fold

_READ_OTHERWISE = """单:shan 仇:qiu 解:xie 曾:zeng 区:ou 查:zha 盖:ge 缪:miao 朴:piao 任:ren 华:hua 乐:yue 秘:bi 折:she
    种:chong 覃:qin 翟:zhai 召:shao 员:yun 黑:he 繁:po 过:guo 哈:ha 佴:nai 纪:ji 葛:ge 隗:wei 燕:yan 宁:ning 应:ying
    尉:yu 洗:xian 冼:xian 谌:chen 柏:bai 车:che 句:gou 那:na 牟:mou 瞿:qu 沈:shen 石:shi 祭:zhai 曲:qu 於:yu"""
SURNAMES = dict(pair.split(":") for pair in _READ_OTHERWISE.split())
"""Surnames that are read otherwise than the same character within a word."""

Reading = tuple[str, ...]
"""Syllables of a name, one a Han character; a word or number is one syllable."""

_UNIT = re.compile(f"[{HAN}]|(?:(?![{HAN}])[^\\W_])+")


def readings(name: str, given: str | None = None) -> tuple[Reading, ...]:
    """The readings of a name, the likeliest first.

    ``given`` is the record's own pinyin, final when it has as many syllables as the name has characters. Without it a
    first character that is read otherwise as a surname gives two readings.
    """
    units = _UNIT.findall(fold(name))
    if not units:
        return ()
    own = _aligned(units, written(given or ""))
    if own:
        return (own,)
    guess = tuple(plain(syllable) for syllable in lazy_pinyin("".join(units), style=Style.NORMAL))
    if len(guess) != len(units):
        guess = tuple(plain("".join(lazy_pinyin(unit, style=Style.NORMAL))) for unit in units)
    surname = SURNAMES.get(units[0], guess[0])
    return (guess,) if surname == guess[0] else ((surname, *guess[1:]), guess)


def written(text: str) -> Reading:
    """The syllables of pinyin as an editor wrote it: by spaces, hyphens, apostrophes or capitals."""
    spaced = re.sub(r"(?<=[a-zü])(?=[A-Z])", " ", plain(text, keep_case=True))
    return tuple(part.lower() for part in re.split(r"[\s'’·,-]+", spaced) if part)


def _aligned(units: list[str], words: Reading) -> Reading:
    """Written pinyin cut into one syllable a character: Shàn Míngyuǎn has two words for three. Empty when it cannot be.

    Each character takes a reading the dictionary knows; when that fails, words as many as characters are believed.
    """
    options = [{plain(sound) for sound in pinyin(unit, style=Style.NORMAL, heteronym=True)[0]} for unit in units]

    def cut(rest: str, at: int) -> Reading | None:
        if at == len(units):
            return None if rest else ()
        found = (sound for sound in sorted(options[at], key=len, reverse=True) if rest.startswith(sound))
        tails = ((sound, cut(rest[len(sound) :], at + 1)) for sound in found)
        return next(((sound, *tail) for sound, tail in tails if tail is not None), None)

    return cut("".join(words), 0) or (words if len(words) == len(units) else ())


def plain(text: str, *, keep_case: bool = False) -> str:
    """Pinyin without tone marks; ü as v, the way it is typed."""
    text = unicodedata.normalize("NFD", text).replace("u\u0308", "v").replace("U\u0308", "V")
    text = "".join(char for char in text if not unicodedata.combining(char))
    return text if keep_case else text.lower()
