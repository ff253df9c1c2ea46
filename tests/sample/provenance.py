"""Who wrote a piece of news, and what the site may do with it."""

from datetime import date

from tests.sample.draw import Draw
from tests.sample.world import OWN_SOURCE, Entry, World, to_slug
from tests.sample.yaml_writer import Fields

POLICIES = {"own": 74, "by_permission": 14, "with_credit": 12}
_STAFF = 8


class Desk:
    """The invented editors, and the outlets by what they permit."""

    def __init__(self, world: World) -> None:
        self.staff = ["".join(world.person(world.draw("staff", place))) for place in range(_STAFF)]
        self.outlets: dict[str, list[Entry]] = {}
        for source in world.of("sources"):
            if source.fields["kind"] != "reference":
                self.outlets.setdefault(str(source.fields["policy"]), []).append(source)

    def provenance(self, draw: Draw, column: str, title: str, day: date) -> Fields:
        """Source, names and rights; news of elsewhere is a mere link wherever some outlet permits no more."""
        policy = "link_only" if column == "elsewhere" else draw.weighted(POLICIES)
        source = draw.one(self.outlets[policy]).id if policy in self.outlets else OWN_SOURCE
        if source == OWN_SOURCE:
            return {
                "source": source,
                "author": draw.one(self.staff),
                "editor": draw.one(self.staff),
                "rights": "original",
            }
        outlet = next(entry for entry in self.outlets[policy] if entry.id == source)
        address = f"{outlet.fields['homepage']}{day:%Y-%m-%d}/{to_slug(title)}.html"
        original: Fields = {"source": source, "original_title": title, "original_url": address}
        if policy == "link_only":
            return {**original, "author": "未署名", "rights": "link_only"}
        if policy == "with_credit":
            return {**original, "editor": draw.one(self.staff), "rights": "official_document"}
        licence: Fields = {
            "kind": "licensed",
            "licensor": outlet.title,
            "reference": f"授权{day.year}年第{draw.number(1, 99)}号",
            "scope": "本站全文刊登",
            "expires": "2035-12-31",
        }
        return {**original, "author": f"{outlet.title}记者", "editor": draw.one(self.staff), "rights": licence}
