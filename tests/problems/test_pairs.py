"""Each rule's case has a twin: the same input with the cure applied has no problem."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.catalogue import urls_lock
from scripts.checks import check
from scripts.load.consents import CONSENTS
from scripts.load.content import load
from scripts.media import decode, images
from scripts.problems import CODES, Problem
from scripts.publish.audit import Forbidden, audit
from scripts.settings import Profile, Settings
from tests.hostile.support import ALL as HOSTILE
from tests.hostile.support import REGISTRY, TODAY, Hostile, terms
from tests.media.test_decode import HALF, PLAIN, WIDE
from tests.media.test_labels import PICTURES, planted, saved
from tests.media.test_unfit_pictures import RECORD, bomb, jpeg, moving, place, webp
from tests.problems.test_problems import BUILT, RECORDS, Case, built_with
from tests.publish.test_lasting import CLEAN, LIVE, site
from tests.support import mended, plant, problems_of
from tests.test_terms import OWNER, news

PAIRED = [case for case in RECORDS if case.cured]
PAIRED_HOSTILE = [case for case in HOSTILE if case.cured]
PAIRED_BUILT = [case for case in BUILT if case.cured]


@pytest.mark.parametrize("case", PAIRED)
def test_of_a_cured_slip_nothing_is_told(case: Case, tmp_path: Path) -> None:
    assert told(problems_of(plant(tmp_path, mended(case.files, case.cured)))) == []


def told(problems: list[Problem]) -> list[str]:
    """What is told; not of files planted for their name alone, which no record names."""
    return [str(problem) for problem in problems if problem.code != "P10"]


@pytest.mark.parametrize("case", PAIRED_HOSTILE)
def test_what_is_cured_may_be_published(case: Hostile, tmp_path: Path) -> None:
    assert told(check(load(case.planted_cured(tmp_path), terms(tmp_path)))) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", PAIRED_BUILT)
def test_a_cured_page_is_built(case: Case, tmp_path: Path) -> None:
    report = built_with(mended(case.handwritten, case.cured), tmp_path)
    assert report.built and report.problems == ()


class World:
    """A small site-to-be whose pictures, pages, day and owner can be set; ``codes`` is what is told of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.docs = folder / "docs"
        self.docs.mkdir()

    def picture(self, data: bytes, name: str = "dot.jpg") -> set[str]:
        content = RECORD.model_copy(update={"extra": RECORD.extra.replace("dot.jpg", name)}).planted(self.folder)
        (content / "streets" / name).write_bytes(data)
        return self.codes(content)

    def page(self, name: str, text: bytes = b"# a\n") -> set[str]:
        (self.docs / name).write_bytes(text)
        return self.codes(Hostile(name="街道").planted(self.folder), docs=self.docs)

    def link(self, symbolic: bool) -> set[str]:
        (self.folder / "b").write_text("# a\n", encoding="utf-8")
        (self.docs / "a.md").symlink_to(self.folder / "b") if symbolic else (self.docs / "a.md").write_text("# a\n")
        return self.codes(Hostile(name="街道").planted(self.folder), docs=self.docs)

    def private(self, where: str) -> set[str]:
        content = Hostile(name="街道").planted(self.folder)
        return self.codes(content, docs=self.docs, private=self.folder / where)

    def registered(self, text: str) -> set[str]:
        content = Hostile(name="街道").planted(self.folder)
        (self.folder / CONSENTS).write_text(text, encoding="utf-8")
        return self.codes(content, private=self.folder / "private")

    def owner(self, **facts: str) -> set[str]:
        content = Hostile(name="街道").planted(self.folder)
        return self.codes(content, facts={**OWNER, **facts}, profile=Profile.GOV, production=True)

    def columns(self, day: str, folders: int = 1) -> set[str]:
        own = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2020\n"
        names = ["实践动态", "通知公告", "身边故事", "宣讲纪实"][:folders]
        files = {f"news/2024/{place}.yml": news(name, day) for place, name in enumerate(names)}
        return self.codes(plant(self.folder, {"sources/ben.yml": own, **files}), profile=Profile.GOV, today=TODAY)

    def locked(self, *addresses: str) -> set[str]:
        lines = "".join(f"/{address} -\n" for address in addresses)
        (self.folder / urls_lock.URLS).write_text(lines, encoding="utf-8")
        return self.codes(Hostile(name="街道").planted(self.folder), production=True)

    def labelled(self, declared: str) -> set[str]:
        return self.codes(planted(self.folder, "xmp.jpg", PICTURES["xmp.jpg"], declared))

    def kept(self, data: bytes) -> set[str]:
        """What is told of a size made from a labelled picture."""
        content = load(planted(self.folder, "xmp.jpg", PICTURES["xmp.jpg"], "  ai: 生成\n"))
        path = self.folder / "site/exhibitions/a/xmp-abcdefgh-400.webp"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        return {problem.code for problem in audit(self.folder / "site", Forbidden.of(content))}

    def built(self, page: str) -> set[str]:
        return {problem.code for problem in audit(site(self.folder, **{"index.html": page}), Forbidden())}

    def option(self, directory_urls: bool) -> set[str]:
        return self.codes(Hostile(name="街道").planted(self.folder), directory_urls=directory_urls)

    def venue(self, more: str) -> set[str]:
        content = plant(
            self.folder, {"venues/a.yml": f"title: 柳荫实践中心\nlevel: 实践中心\npublished: 2026-01-01\n{more}"}
        )
        return self.codes(content, today=TODAY, profile=Profile.GOV)

    def codes(self, content: Path, **given: object) -> set[str]:
        return {problem.code for problem in check(load(content, Settings(**given)))}  # type: ignore[arg-type]


EVERY = [*urls_lock.FIXED, *urls_lock.type_addresses(), "streets/a/", "sources/jia/"]
OTHERS: dict[str, tuple[Callable[[World], set[str]], ...]] = {
    "N08": (lambda world: world.link(True), lambda world: world.link(False)),
    "S06": (lambda world: world.built(CLEAN + LIVE["脚本"]), lambda world: world.built(CLEAN)),
    "S07": (lambda world: world.page("a.md", b"<iframe src=a>"), lambda world: world.page("a.md", b"`<iframe src=a>`")),
    "P05": (lambda world: world.picture(jpeg() + bytes(decode.MAX_BYTES)), lambda world: world.picture(jpeg())),
    "P06": (lambda world: world.picture(bomb(30_000), "a.png"), lambda world: world.picture(jpeg())),
    "P09": (lambda world: world.picture(moving(), "a.png"), lambda world: world.picture(jpeg())),
    "P13": (lambda world: world.picture(HALF), lambda world: world.picture(jpeg())),
    "P14": (lambda world: world.picture(WIDE["P3"], "a.png"), lambda world: world.picture(PLAIN["sRGB"], "a.png")),
    "P11": (lambda world: world.labelled(""), lambda world: world.labelled("  ai: 生成\n")),
    "P12": (lambda world: world.kept(saved("WEBP")), lambda world: world.kept(PICTURES["xmp.webp"])),
    "P07": (lambda world: world.picture(webp()), lambda world: world.picture(webp(), "dot.webp")),
    "D07": (
        lambda world: world.page("a.jpg", jpeg(place)),
        lambda world: world.page("a.jpg", images.clean(jpeg(place))),
    ),
    "D08": (lambda world: world.page("a.pdf"), lambda world: world.page("a.md")),
    "D15": (lambda world: world.private("docs/private"), lambda world: world.private("private")),
    "D31": (lambda world: world.registered(REGISTRY.replace("2028", "2030")), lambda world: world.registered(REGISTRY)),
    "A07": (lambda world: world.locked(), lambda world: world.locked(*EVERY)),
    "K01": (lambda world: world.columns("2026-11-09"), lambda world: world.columns("2026-11-10")),
    "K04": (lambda world: world.columns("2024-01-01", 4), lambda world: world.columns("2024-01-01", 3)),
    "L18": (lambda world: world.venue(""), lambda world: world.venue("address: 柳荫路1号\n")),
    "V04": (lambda world: world.owner(icp=""), lambda world: world.owner()),
    "V26": (lambda world: world.option(False), lambda world: world.option(True)),
    "V05": (lambda world: world.owner(site_code="620102"), lambda world: world.owner()),
}
"""Codes that need pictures, a day, a profile or a built site: what fires them, and the same after the cure."""


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_no_text_is_told_of_and_after_the_cure_no_more(code: str, tmp_path: Path) -> None:
    wrong, right = OTHERS[code]
    (tmp_path / "wrong").mkdir()
    (tmp_path / "right").mkdir()
    assert code in wrong(World(tmp_path / "wrong"))
    assert code not in right(World(tmp_path / "right"))


def test_an_empty_column_is_told_of_until_something_is_in_it(tmp_path: Path) -> None:
    def empty() -> set[str]:
        content = Hostile(name="街道").planted(tmp_path)
        found = check(load(content, Settings(today=TODAY, profile=Profile.GOV)))
        return {problem.file for problem in found if problem.code == "K02"}

    before = empty()
    assert "content/streets" not in before and "content/news" in before


def test_every_code_has_a_case_and_a_twin() -> None:
    paired = {problem.at.partition(" ")[0] for case in (*PAIRED, *PAIRED_BUILT) for problem in case.problems}
    paired |= {case.expected.partition(" ")[0] for case in PAIRED_HOSTILE} | set(OTHERS) | {"K02"}
    assert set(CODES) - paired == set()
