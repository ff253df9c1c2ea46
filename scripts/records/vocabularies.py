"""Vocabularies: the closed lists of words for fields. Each member is a code and the Chinese word an editor may
write."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A vocabulary: ``CODE = "code", "中文"``. Either form is accepted in a record; the code is kept.

    Further words are accepted but never shown: labels that were changed since.
    """

    label: str
    former: tuple[str, ...]

    def __new__(cls, code: str, label: str, *former: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.former = former
        return member

    @property
    def words(self) -> tuple[str, ...]:
        """All accepted spellings."""
        return (self.label, self.value, *self.former)

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return next((member for member in cls if value in member.words), None)


class Status(Vocabulary):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "发布", "已发布", "公开"
    WITHDRAWN = "withdrawn", "撤下", "已撤下"


class WithdrawalReason(Vocabulary):
    LICENCE_ENDED = "licence_ended", "授权到期"
    CONSENT_ENDED = "consent_ended", "公开的同意已经结束"
    REQUEST = "request", "应当事人要求"
    MISTAKE = "mistake", "内容有误"
    OUTDATED = "outdated", "内容过时"


class Level(Vocabulary):
    """In order of rank: an earlier member stands above a later one."""

    NATIONAL = "national", "全国"
    PROVINCIAL = "provincial", "省级"
    MUNICIPAL = "municipal", "市级"
    DISTRICT = "district", "区级"
    STREET = "street", "街道级"
    COMMUNITY = "community", "社区级"


class HonourStatus(Vocabulary):
    CANDIDATE = "candidate", "候选"
    SHORTLISTED = "shortlisted", "入围"
    PUBLICISED = "publicised", "公示"
    CONFERRED = "conferred", "获评"
    REVOKED = "revoked", "撤销"


class Virtue(Vocabulary):
    """The five kinds of 全国道德模范 and 中国好人榜 (research: public-site-rules-cn §7.1), and a sixth for all others."""

    HELPING = "helping", "助人为乐"
    COURAGE = "courage", "见义勇为"
    INTEGRITY = "integrity", "诚实守信"
    DEDICATION = "dedication", "敬业奉献"
    FILIAL = "filial", "孝老爱亲"
    OTHER = "other", "其他"


class PersonKind(Vocabulary):
    PERSON = "person", "个人"
    PAIR = "pair", "两人"
    GROUP = "group", "群体"


class LegalBasisKind(Vocabulary):
    """Why a living person may be named in public (PIPL arts. 13, 25, 27)."""

    OFFICIAL_HONOUR_LIST = "official_honour_list", "官方荣誉名单"
    CONSENT_PUBLISH = "consent_publish", "本人同意公开"
    NEWS_PUBLIC_INTEREST = "news_public_interest", "公共利益新闻报道"
    LAWFULLY_PUBLIC = "lawfully_public", "已合法公开的信息"
    STATUTORY_DUTY = "statutory_duty", "法定职责"
    HISTORIC_FIGURE = "historic_figure", "历史人物"


class AiKind(Vocabulary):
    """How far a machine made a work (人工智能生成合成内容标识办法 art. 4)."""

    GENERATED = "generated", "生成", "AI生成", "AI 生成", "人工智能生成"
    ASSISTED = "assisted", "辅助", "AI辅助", "AI 辅助", "人工智能辅助"


class RightsKind(Vocabulary):
    """What the site may do with a text or a picture (research: public-site-rules-cn §1.5, C01)."""

    ORIGINAL = "original", "本站原创", "原创"
    LICENSED = "licensed", "授权使用"
    OFFICIAL_DOCUMENT = "official_document", "官方文件"
    QUOTE = "quote", "适当引用"
    LINK_ONLY = "link_only", "仅作链接"
    PUBLIC_DOMAIN = "public_domain", "公有领域"


class ReprintPolicy(Vocabulary):
    """How an outlet's texts may be used."""

    LINK_ONLY = "link_only", "不得转载，只能链接"
    BY_PERMISSION = "by_permission", "经授权可转载"
    WITH_CREDIT = "with_credit", "注明出处可转载"
    OWN = "own", "本站自有"


class SourceKind(Vocabulary):
    MEDIA = "media", "新闻媒体"
    GOVERNMENT = "government", "党政机关"
    REFERENCE = "reference", "公开参考资料"
    OWN = "own", "本站"


class Cadence(Vocabulary):
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    ANNUAL = "annual", "每年"
    BIENNIAL = "biennial", "每两年"
    IRREGULAR = "irregular", "不定期"


class LectureKind(Vocabulary):
    THEORY = "theory", "理论宣讲"
    RED = "red", "红色宣讲"
    WOMEN = "women", "巾帼宣讲"
    VETERANS = "veterans", "老兵宣讲"
    YOUTH = "youth", "青年宣讲"
    CRAFT = "craft", "工匠宣讲"
    NEIGHBOURS = "neighbours", "百姓宣讲"
    INDIVIDUAL = "individual", "个人宣讲员"


class EventFormat(Vocabulary):
    LECTURE = "lecture", "宣讲"
    TOUR_TALK = "tour_talk", "巡讲"
    SHOW = "show", "风采展示"
    EXHIBITION = "exhibition", "展览活动"
    FESTIVAL = "festival", "节日活动"
    PRACTICE_DAY = "practice_day", "文明实践日"
    VOLUNTEERING = "volunteering", "志愿服务"
    TRAINING = "training", "培训"


class EventStatus(Vocabulary):
    """Decisions about an event; whether it is over follows from its dates."""

    SCHEDULED = "scheduled", "如期"
    POSTPONED = "postponed", "延期"
    CANCELLED = "cancelled", "取消"


class Audience(Vocabulary):
    """Whom something suits, as readers ask: only the few groups that stations plan for."""

    EVERYONE = "everyone", "谁都可以来", "所有人", "不限", "居民"
    ELDERLY = "elderly", "老年人", "老人", "长者"
    CHILDREN = "children", "孩子和学生", "孩子", "儿童", "青少年", "学生", "未成年人"
    DISABLED = "disabled", "残疾人"
    WORKERS = "workers", "新就业群体", "快递员", "外卖骑手", "网约车司机"


class ExhibitionFormat(Vocabulary):
    PERMANENT = "permanent", "常设展"
    TEMPORARY = "temporary", "临时展"
    TOURING = "touring", "巡展"
    ONLINE = "online", "线上展"


class NewsColumn(Vocabulary):
    NEWS = "news", "实践动态"
    NOTICE = "notice", "通知公告"
    STORY = "story", "身边故事"
    LECTURE = "lecture", "宣讲纪实"
    ELSEWHERE = "elsewhere", "外地报道", "他山之石"


class VenueLevel(Vocabulary):
    """The practice network, in order: an earlier member stands above a later one."""

    CENTRE = "centre", "实践中心", "中心"
    INSTITUTE = "institute", "实践所", "所"
    STATION = "station", "实践站", "站"
    BASE = "base", "实践基地", "基地"
    POINT = "point", "实践点", "点"


class Datum(Vocabulary):
    """The datum of map coordinates."""

    AMAP = "amap", "高德", "高德地图", "腾讯", "腾讯地图", "GCJ-02"
    BAIDU = "baidu", "百度", "百度地图", "BD-09"
    GPS = "gps", "GPS", "卫星定位", "北斗", "天地图", "WGS-84", "CGCS2000"


class TeamTier(Vocabulary):
    CORPS = "corps", "总队"
    BRIGADE = "brigade", "大队"
    SQUAD = "squad", "小队"


class ServiceKind(Vocabulary):
    """The eight common kinds of volunteer teams ("8+N", research: public-site-rules-cn §7.3) and one for the rest."""

    LECTURE = "lecture", "理论政策宣讲"
    CULTURE = "culture", "文化文艺服务"
    LEARNING = "learning", "助学支教"
    HEALTH = "health", "医疗健身"
    SCIENCE = "science", "科学普及"
    LEGAL = "legal", "法律服务"
    ENVIRONMENT = "environment", "卫生环保"
    CARE = "care", "扶贫帮困"
    LOCAL = "local", "特色服务"


class CampaignKind(Vocabulary):
    FESTIVAL = "festival", "我们的节日"
    MONTHLY = "monthly", "一月一主题"
    CIVILITY = "civility", "文明行动"
    IMPROVEMENT = "improvement", "提升行动"
    CLEAN_UP = "clean_up", "城市治理"


class StatisticGroup(Vocabulary):
    NETWORK = "network", "实践阵地"
    VOLUNTEERS = "volunteers", "志愿服务"
    LECTURES = "lectures", "宣讲"
    ROLE_MODELS = "role_models", "先进典型"
    ACTIVITIES = "activities", "主题活动"
    CITY = "city", "城市更新"
    OTHER = "other", "其他"


class Frequency(Vocabulary):
    WEEKLY = "weekly", "每周"
    BIWEEKLY = "biweekly", "隔周", "每两周", "双周"
    MONTHLY = "monthly", "每月"
    YEARLY = "yearly", "每年"


class Weekday(Vocabulary):
    MONDAY = "monday", "周一"
    TUESDAY = "tuesday", "周二"
    WEDNESDAY = "wednesday", "周三"
    THURSDAY = "thursday", "周四"
    FRIDAY = "friday", "周五"
    SATURDAY = "saturday", "周六"
    SUNDAY = "sunday", "周日"

    @property
    def code(self) -> str:
        """The code in calendars (RFC 5545): MO, TU."""
        return self.value[:2].upper()


class DayPart(Vocabulary):
    MORNING = "morning", "上午"
    AFTERNOON = "afternoon", "下午"
    EVENING = "evening", "晚上", "晚"
