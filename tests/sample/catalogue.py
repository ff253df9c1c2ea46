"""What the smaller record types are drawn from: awards, campaigns, figures, outlets, titles. Data only."""

from scripts.records.vocabularies import Virtue

AWARDS = (
    ("华夏好邻居", "national", "全国好邻居推选委员会", "monthly"),
    ("陇原新风人物", "provincial", "全省新风人物评议会", "biennial"),
    ("金城暖心人物", "municipal", "全市暖心人物评议会", "quarterly"),
    ("城关好街坊", "district", "全区好街坊评议会", "annual"),
    ("街道文明之星", "street", "街道文明评议会", "annual"),
    ("社区热心居民", "community", "社区居民议事会", "quarterly"),
    ("华夏志愿者风采榜", "national", "全国志愿风采推选委员会", "annual"),
    ("陇原最美家庭", "provincial", "全省最美家庭评议会", "annual"),
    ("金城十佳志愿项目", "municipal", "全市志愿项目评议会", "biennial"),
    ("城关敬老榜样", "district", "全区敬老评议会", "irregular"),
    ("华夏守信之家", "national", "全国守信之家推选委员会", "irregular"),
    ("街道巧手能人", "street", "街道手艺评议会", "biennial"),
)
"""Title, level, awarder, cadence; all invented, from the nation down to the community."""

VIRTUES = tuple(virtue.label for virtue in Virtue if virtue is not Virtue.OTHER)

SOURCES = (
    ("本站", "own", "own"),
    ("河声晚报", "media", "link_only"),
    ("铁桥周刊", "media", "by_permission"),
    ("区文明实践简报", "government", "with_credit"),
    ("皋兰广播", "media", "by_permission"),
    ("邻城文明网", "media", "link_only"),
    ("街道之窗", "government", "with_credit"),
    ("水车视点", "media", "link_only"),
    ("陇上志愿报", "media", "by_permission"),
    ("社区公告栏汇编", "reference", "with_credit"),
    ("白塔时报", "media", "link_only"),
    ("筏子客新闻", "media", "by_permission"),
    ("评议会公报", "government", "with_credit"),
    ("河谷日报", "media", "link_only"),
    ("城东手册", "reference", "with_credit"),
    ("黄河边杂志", "media", "by_permission"),
)
"""Title, kind, reprint policy; all invented. The first is the site itself."""

CAMPAIGNS = (
    (
        "festival",
        ["春节", "元宵", "清明", "端午", "七夕", "中秋", "重阳", "腊八", "国庆", "劳动节"],
        (1, 2, 4, 6, 8, 9, 10, 12, 10, 5),
    ),
    ("civility", ["文明餐桌", "文明交通", "文明旅游", "文明上网", "文明养犬", "文明观赛"], (0, 0, 0, 0, 0, 0)),
    (
        "monthly",
        ["敬老月", "植树月", "读书月", "爱眼月", "节水月", "家风月", "消防月", "助残月", "护河月"],
        (10, 3, 4, 6, 3, 5, 11, 5, 7),
    ),
    ("improvement", ["阵地提档", "队伍提升", "内容拓展", "项目培育", "机制优化"], (0, 0, 0, 0, 0)),
    ("clean_up", ["楼道清理", "牌匾整治", "背街小巷治理", "飞线治理"], (0, 0, 0, 0)),
)
"""Kind, titles, and the month of each title (0: none)."""

MEASURES = (
    ("开放的实践站", "个", "network"),
    ("注册志愿者", "人", "volunteers"),
    ("志愿服务队", "支", "volunteers"),
    ("全年宣讲", "场", "lectures"),
    ("听讲人数", "人次", "lectures"),
    ("评出的身边榜样", "人", "role_models"),
    ("节日活动", "场次", "activities"),
    ("主题月活动", "场次", "activities"),
    ("整治的楼院", "个", "city"),
    ("新增的口袋公园", "个", "city"),
    ("代办的小事", "件", "other"),
    ("借出的图书", "册", "other"),
)
"""Measure, unit, group."""

TITLES: dict[str, tuple[str, ...]] = {
    name: tuple(patterns.split())
    for name, patterns in {
        "lecture-teams": "“{nick}”宣讲队 {nick}{craft}宣讲团 {commune}“{nick}”宣讲队 {alley}马扎宣讲队 {persona}宣讲团",
        "lecture-halls": "“{nick}”讲堂 {name_a}课堂 {alley}夜话 {commune}大讲堂 {plant}讲堂",
        "volunteer-teams": "“{nick}”志愿服务队 {commune}“{nick}”服务队 {alley}{nick}服务队 {persona}志愿服务队 {craft}志愿服务队",
        "volunteer-projects": "{name_a}{name_b} “{nick}”{name_b} {alley}{name_b} {group}{name_b} {plant}{name_b} {craft}{name_b}",
        "exhibitions": "{nature}里的{craft}展 {good}——{alley}生活展 {topic}图片展 {persona}影像展 一城{plant}主题展 {nick}志愿故事展",
        "lecture": "{topic}宣讲会 “{topic}”小课堂 {persona}讲{topic} {season}夜话：{topic}",
        "tour_talk": "{topic}巡讲 {nick}基层巡讲 {persona}故事巡讲",
        "show": "{nick}风采展示 {persona}风采展示 {alley}好人好事展演",
        "exhibition": "{noun}里的老时光讲解日 {craft}作品观摩 {topic}看展会",
        "festival": "{season}{craft}会 {season}{food}宴 {season}里的{sound}",
        "practice_day": "{season}文明实践日 {alley}文明实践日 {commune}文明实践日",
        "volunteering": "{service}进{alley} {season}{service} {group}{service}日",
        "training": "{craft}骨干培训 {service}培训班 {nick}志愿者培训",
    }.items()
}
"""Type of record, or form of event → patterns of titles."""
