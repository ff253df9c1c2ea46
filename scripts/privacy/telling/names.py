"""What looks like a person's full name, and the words that begin like one and are none."""

from scripts.privacy.telling.others import SURNAMES
from scripts.records.surnames import COMPOUND

_NOT_GIVEN = "某大老奶爷阿姨叔伯婆家氏医师工校院局所站社区街道路的和与等人们患身在是有为时年月日了着过也都就被把给说讲"
_WORD = (
    "任何|任意|任务|任教|万一|万里|万分|高龄|高考|高兴|高高|高中|高年|高校|高发|高度|高声|周末|周围|周边|周岁|周日|周到|毛笔|"
    "毛巾|毛衣|白天|白色|白血|白内|黄河|黄色|马上|马路|江边|江南|方便|方式|方向|方阵|方案|方才|方能|常常|常年|常见|常来|常去|"
    "常用|曾经|曾因|何时|何地|严重|金色|金秋|金奖|金牌|石头|石子|田间|夏天|夏令|夏季|秋天|秋季|秋游|雷锋|程序|钱包|龙舟|龙头|"
    "余下|宋代|唐诗|张贴|张望|张开|王子|胡同|林间|许多|许愿|苏醒|丁香|叶子|戴上|戴红|戴好|钟楼|钟头|范围|熊猫|陆续|孔子|康复|"
    "秦腔|顾不|黎明|易拉|武术|武警|贺卡|贺年|文艺|文化|文具|文字|文明|文学|于是|段段|金婚|江河|方言|方圆|白发|白板|孟母"
)
"""Words that begin like a surname: 孩子周末在家, 任何患有……的人."""
NAME = rf"(?!{_WORD})(?:(?:{'|'.join(sorted(COMPOUND))})[^{_NOT_GIVEN}\W\da-zA-Z]{{1,2}}|[{SURNAMES}][^{_NOT_GIVEN}\W\da-zA-Z]{{1,2}})"
"""A surname and one or two characters of a given name."""
SMALL = rf"小[{SURNAMES}](?![一-鿿]?[里年时])"
"""小李: with an age, a class or a deed beside it everybody knows who it is."""
INITIAL = rf"[{SURNAMES}]某{{1,2}}"
