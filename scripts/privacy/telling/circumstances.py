"""What belongs to somebody's life and not to a list of honours: age, family, home, livelihood."""

import re

from scripts.privacy.telling.ages import AGE, NUMBER
from scripts.privacy.telling.others import RELATIVE

ALIVE = re.compile(rf"(?:今年|现年)(?:已|刚|才|虚岁)?{NUMBER}(?:周)?岁")
"""Said of the living only; 今年是他诞辰120周年 is not."""
_KIN = rf"(?:{RELATIVE})"
_LIFE = re.compile(
    rf"{AGE}|(?<!爱心)(?<!最美)(?<!中华)(?<!好)(?<![如似为当像]){_KIN}|婚姻(?!登记|家庭)|离异|离婚|丧偶|单亲|再婚|未婚|守寡|孤儿(?!院)|家境|家贫|贫寒|清贫|月收入|年收入|工资|欠债|负债|下岗|失业(?!保险|登记)|家住|住在|住址|"
    rf"出生于?|生于|独自抚养|婆媳"
)
_SENTENCE = re.compile(r"[，。；：！？]|[一-鿿]{9,}")


def circumstance(text: str) -> str:
    """The first words in a text for the circumstances of somebody's life; empty when there are none."""
    found = _LIFE.search(text)
    return found[0] if found else ""


def is_no_name(text: str) -> bool:
    """Whether another name is rather a sentence."""
    return bool(_SENTENCE.search(text))
