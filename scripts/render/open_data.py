"""The records as open data: a CSV and a JSON file for each type, a data package made from the models, a page.

The files have less than the pages: no texts, pictures or sounds, whose rights differ; of persons only what official lists
say, since consent to a page is no consent to a file for reuse (PIPL art. 25). So team members, speakers and authors are
left out.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment
from pydantic import BaseModel

from scripts.catalogue import Site
from scripts.catalogue.sorting import TYPES_IN_ORDER
from scripts.records.base import Record
from scripts.records.fields import Field, fields
from scripts.records.parts import Member
from scripts.records.role_models import RoleModel
from scripts.records.values import Relation
from scripts.records.vocabularies import Vocabulary
from scripts.render.json_ld import thing, without_empty
from scripts.render.values import Page

_LEFT_OUT = frozenset(
    {"body", "images", "portrait", "poster", "ai", "aliases", "status", "withdrawn_because", "legal_basis"}
    | {"related", "rights", "sources", "sections", "changes", "corrections", "duty_mobile", "evidence", "counted"}
    | {"author", "photographer", "editor"}
)
"""Fields that are left out: works and their authors, the site's internal ones, the origin of a record."""
_OF_PERSONS = frozenset(
    {"title", "distinction", "kind", "category", "street", "honours", "published", "modified", "sample"}
)


def data_files(kind: type[Record], site: Site, _: Environment) -> Iterator[Page]:
    """The two files of a type that has records."""
    columns = {"id": "编号", "url": "网址"} | {field.key: field.label for field in _open_fields(kind)}
    if rows := [{"id": one.id, "url": f"{site.url}{one.key}/"} | _part(one, site) for one in site.of(kind)]:
        flat = ({key: _cell(value) for key, value in row.items()} for row in rows)
        yield Page.of_table(f"data/{kind.folder}.csv", columns, flat)
        yield Page.of_json(f"data/{kind.folder}.json", rows)


def data_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """The data package and the page that explains the files."""
    kinds = [kind for kind in TYPES_IN_ORDER if site.of(kind)]
    yield Page.of_json("data/datapackage.json", _package(site, kinds))
    counted = [(kind, len(site.of(kind)), [(field.key, field.label) for field in _open_fields(kind)]) for kind in kinds]
    yield Page.of("data/index.md", templates, "data.md.j2", kinds=counted, dataset=_dataset(site, kinds))


@cache
def _open_fields(model: type[BaseModel]) -> list[Field]:
    """The published fields; members are left out, since they are persons."""
    found = [field for field in fields(model) if field.name not in _LEFT_OUT and field.part is not Member]
    return [field for field in found if field.name in _OF_PERSONS] if issubclass(model, RoleModel) else found


def _part(part: BaseModel, site: Site) -> dict[str, Any]:
    found = _open_fields(type(part))
    return {field.key: _value(getattr(part, field.name), site, field.relation) for field in found}


def _value(value: object, site: Site, to: Relation | None) -> Any:
    """A value for JSON: vocabulary words in Chinese, dates as written, parts as objects."""
    if isinstance(value, tuple):
        return [one for item in value if (one := _value(item, site, to)) is not None]
    if isinstance(value, BaseModel):
        return _part(value, site)
    linked = site.records.get(f"{to.to}/{value}".strip("/")) if to else None
    if linked and not linked.is_published:
        return None  # the id of a person is the name in pinyin
    if isinstance(value, Vocabulary):
        return value.label
    return value if value is None or isinstance(value, bool | int) else str(value)


def _cell(value: Any) -> Any:
    """A value for a cell: items joined with ；, a part's values with spaces."""
    if isinstance(value, list):
        return "；".join(str(_cell(item)) for item in value)
    if isinstance(value, dict):
        return " ".join(str(_cell(item)) for item in value.values() if item not in (None, "", []))
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def _package(site: Site, kinds: list[type[Record]]) -> dict[str, Any]:
    """A tabular data package (https://specs.frictionlessdata.io/tabular-data-package/)."""
    return {
        "name": "civilized-practice",
        "title": f"{site.content.settings.name}开放数据",
        "profile": "tabular-data-package",
        "resources": [_resource(kind) for kind in kinds],
    }


def _resource(kind: type[Record]) -> dict[str, Any]:
    own = [
        {"name": field.key, "type": "string", "title": field.label, "description": field.description}
        for field in _open_fields(kind)
    ]
    first = [{"name": name, "type": "string", "title": said} for name, said in (("id", "编号"), ("url", "网址"))]
    return {
        "name": kind.folder,
        "path": f"{kind.folder}.csv",
        "title": kind.label,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": first + own, "primaryKey": "id"},
    }


def _dataset(site: Site, kinds: list[type[Record]]) -> list[dict[str, Any]]:
    """The page as a schema.org Dataset; addresses are absolute if the site's own is known."""
    forms = (("csv", "text/csv"), ("json", "application/json"))
    addresses = ((kind.label, form, f"{site.url}data/{kind.folder}.{end}") for kind in kinds for end, form in forms)
    files = [
        {"@type": "DataDownload", "name": name, "encodingFormat": form, "contentUrl": address}
        for name, form, address in addresses
    ]
    about = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{site.content.settings.name}开放数据",
        "description": f"{site.content.settings.district.whole}新时代文明实践的记录，每一类一张表：先进典型的姓名和荣誉，实践阵地、"
        "活动、宣讲队、志愿服务队和志愿服务项目。不含正文、图片和声音。",
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "url": site.url_of("data/"),
        "creator": thing("Organization", site.content.settings.facts.get("organiser")),
        "dateModified": str(site.as_of) if site.records else None,
        "distribution": files,
    }
    return [without_empty(about)]
