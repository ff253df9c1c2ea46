"""Words for people in a text: the person it is about, their family, and others who stay unnamed."""

import re

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"

_COUNT = r"[一二两三四五六七八九十百千几数多\d]+(?:多|余)?[名位个户家对]"
_TITLE = r"奶奶|爷爷|大爷|大妈|大娘|大叔|大婶|大姐|大哥|阿姨|叔叔|伯伯|婆婆|师傅|老师|女士|先生|老太|老汉|老伯|妈妈|家"
_ROLE = (
    r"老人|老者|长者|老汉|老乡|老班长|老支书|老师傅|老伙计|老厂长|阿[婆公嬷]|大嫂|老太太?|老伯|大爷|大妈|大娘|大叔|大婶|邻居|街坊|邻里|居民|村民|群众|市民|乡亲|住户|租户|租客|商户|顾客|客人|乘客|旅客|游客|"
    r"学生|同学|学员|徒弟|工友|同事|战友|队友|朋友|网友|病人|患者|患儿|病友|伤者|伤员|受助者|求助者|落水者|捐献者|孩子|儿童|少年|少女|男孩|女孩|"
    r"小伙子?|姑娘|青年|女子|男子|妇女|孕妇|产妇|职工|员工|工人|农民|农户|业主|家庭|夫妇|夫妻|人员|人士|对象|听众|观众|选手|演员|志愿者|教师|"
    r"对方|当事人|年轻人|中年人|老年人|党员|干部|老兵|军人|战士|司机|运动员|亲戚|房东|房客|家长|成员|组员|队员|户"
)
OTHER = (
    rf"[老小阿][{SURNAMES}](?![一-鿿]?[里年时])|[{SURNAMES}](?:某{{1,2}}|{_TITLE})|某(?:居民|老人|村民|学生|户)|"
    rf"(?:老|独居|高龄|{_COUNT}|位)(?:奶奶|爷爷|婆婆)|(?:{_COUNT}|有位|有个)[^，。的]{{0,4}}?(?:母亲|父亲|妈妈|爸爸|奶奶|爷爷|妻子|丈夫)|"
    rf"(?:他|她)们|有人|别人|谁|大家|人们|众人|其中|{_COUNT}(?!人)|{_ROLE}"
)
"""Somebody else, who stays unnamed."""
HEAD = rf"(?:{OTHER}|人(?!民|生|心|家)|者)"
"""What a fact in front of it is said of: 患病｜老人, 手有残疾的｜人."""

_OWN = r"(?:他|她|我|自己|家里|家中|自家|他家|她家)的?(?:大|小|两个|一双|三个|一个)?"
RELATIVE = (
    rf"{_OWN}(?:孩子|娃|老人)|父亲(?!节)|母亲(?!节|河)|双亲|父母(?!官)|(?<!爸)爸爸?|(?<!妈)妈妈?|爹娘?|妻子|妻儿|丈夫|老伴|爱人(?!民)|老公|老婆|儿子|女儿|儿女|子女|"
    r"孙子|孙女|外孙|哥哥|姐姐|弟弟|妹妹|兄弟(?!单位|学校|街道|部门|民族)|姐妹|公公|婆婆|公婆|岳父|岳母|儿媳|女婿|养[父母]|继[父母]|"
    r"婶娘?|叔父|叔叔|伯父|伯母|舅舅|舅妈|姨妈?|姑姑|姑妈|侄[子女]|外甥|爷爷|奶奶|姥姥|姥爷|外公|外婆|祖[父母]|家人|亲人|家属(?!院|楼|区)|爱[子女](?!心)|未婚[夫妻]"
)
"""Family of the person a text is about: known through them, so as good as named."""

PRONOUN = r"(?<![其吉])[他她](?!们|人|乡|日|处|山)|(?<!自)我(?!们|市|区|省|国|校|街)|本人|自己"
DEFINITE = re.compile(r"这(?:位|名|个)[^，。的]{0,5}$|该$")
"""Before a word for anybody: this very one, who is the person of the page where nobody else was brought in."""
INTRODUCED = re.compile(
    rf"(?:一|有|有一)[位名个][^，。的]{{0,8}}?(?:{_ROLE})|[老小][{SURNAMES}]|[{SURNAMES}](?:某|{_TITLE})"
)

_HELP = r"(?:照顾|照料|照看|看望|看护|探望|探视|慰问|关爱|关心|服务|陪[伴护同]?|护理|救[助出起治]?|资助|扶助|帮[扶助]?|走访|接送|送|教|组织|招收|安置|带领?|领着|培训|给|替|为|向|对|让|请|背|抬|搀扶|扶|推|抱|拉|接|采访|和|与|跟|同)"
HELPS = re.compile(_HELP)
"""Words for what one does for others, or with them."""
HELPED = re.compile(rf"{_HELP}(?:了|过|着|起|出|到)?[^，。的有里是]{{0,4}}$")
"""In front of a word for somebody: they are helped, so what follows in the clause is not said of them."""
REPORTS = re.compile(r"(?:都|常|总|也)?(?:知道|说|夸|告诉|回忆|记得|劝|听说|认识)[^，。]{0,3}")
"""Behind a word for somebody: they only tell of the person."""
SELF = re.compile(r"(?<!的)(?:是|作为|身为|成为|成了|当了?)[^，。的有里]{0,3}$")
"""In front of a word for anybody: the person is one, 他是一名……."""
