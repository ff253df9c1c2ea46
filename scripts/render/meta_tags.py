"""The meta tags of Chinese public sites (国办发〔2017〕47号, 网页设计规范) for columns and articles.

The site's tags come from mkdocs.yml (overrides/partials/head.html). The list of column types is open; some are ours.
"""

from scripts.catalogue import Site
from scripts.records.base import Record
from scripts.records.dates import Moment
from scripts.records.news import News
from scripts.records.sources import Source

Metas = dict[str, str]
_COLUMNS = {
    "role-models": ("先进典型", "道德模范、身边好人和其他先进典型的姓名、荣誉和事迹", "先进典型,道德模范,身边好人"),
    "awards": ("先进典型", "各项荣誉称号和历届名册", "荣誉称号,道德模范,中国好人榜"),
    "exhibitions": ("展览展示", "道德模范和身边好人的专题展览、巡展安排", "展览,巡展,道德模范"),
    "lecture-teams": ("理论宣讲", "各支宣讲队和宣讲菜单", "宣讲队,理论宣讲,宣讲菜单"),
    "lecture-halls": ("理论宣讲", "各个讲堂和讲过的课", "讲堂,宣讲"),
    "news": ("工作动态", "新时代文明实践的动态、通知和身边故事", "新时代文明实践,工作动态"),
    "events": ("工作动态", "近期和已经办过的活动、文明实践日", "文明实践活动,文明实践日"),
    "venues": ("机构职能", "实践中心、实践所、实践站的地址、开放时间、电话和服务", "实践中心,实践所,实践站"),
    "streets": ("概况信息", "各街道的实践所、近期活动、队伍和先进典型", "街道,实践所"),
    "volunteer-teams": ("志愿服务", "各支志愿服务队和服务内容", "志愿服务队,志愿者"),
    "volunteer-projects": ("志愿服务", "志愿服务项目的时间、地点和服务对象", "志愿服务项目,志愿者"),
    "campaigns": ("工作动态", "我们的节日、文明行动和提升行动等专题", "我们的节日,文明行动"),
    "statistics": ("数据发布", "新时代文明实践的主要数字，注明截至时间和来源", "数据,新时代文明实践"),
    "sources": ("概况信息", "本站引用的来源和各自的转载规定", "来源,版权"),
}
"""Folder → ColumnType, ColumnDescription, ColumnKeywords."""


def column(name: str, folder: str = "", description: str = "", keywords: str = "", kind: str = "") -> Metas:
    """The four tags of a column; for a type missing in ``_COLUMNS`` they use its name."""
    of_type, about, words = _COLUMNS.get(folder, (name, f"新时代文明实践的{name}", name))
    tags = {"ColumnName": name, "ColumnDescription": description or about}
    return tags | {"ColumnKeywords": keywords or words, "ColumnType": kind or of_type}


def article(site: Site, record: Record) -> Metas:
    """The tags of a record's page: its column's and its own. Without ContentSource the site is the source."""
    found = column(record.label, record.folder)
    found |= {"ArticleTitle": record.title}
    source = site.find(Source, record.source) if isinstance(record, News) else None
    said = {
        "PubDate": _published(record),
        "ContentSource": source.title if source else "",
        "Author": getattr(record, "author", None) or getattr(record, "editor", None),
        "Keywords": ",".join(record.tags) or record.label,
        "Description": record.standfirst,
    }
    return found | {name: text for name, text in said.items() if text}


def _published(record: Record) -> str:
    """YYYY-MM-DD HH:MM; midnight if only the day is known, empty if none is."""
    if record.published is None:
        return ""
    moment = record.optional("time") or Moment(record.published.first())
    return f"{moment.day} {moment.clock:%H:%M}" if moment.clock else f"{moment.day} 00:00"
