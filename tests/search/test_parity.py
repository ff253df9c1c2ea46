"""The sliced index in the browser gives the same results as a plain index in memory: terms, pairs, facets, pages."""

import random
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.search.documents import Document, Rows, documents
from scripts.search.index import write_index
from scripts.search.segment import Places
from scripts.search.shards import shards_of
from scripts.search.terms import name_terms, terms
from tests.search.bench import lay_out
from tests.search.tree import write_tree
from tests.search_eval.server import serving

pytestmark = pytest.mark.slow

ASK = """async ([root, terms, pairs, chosen]) => {
  const { answers } = await import(root + "modules/answers.js");
  const { Engine } = await import(root + "modules/engine.js");
  const { NONE_CHOSEN } = await import(root + "modules/state.js");
  const { PHRASE, HEARD } = await import(root + "modules/texts.js");
  const engine = new Engine(root + "search/data/");
  const store = await engine.store.open();
  const columns = await store.columns();
  const postings = [];
  for (const term of terms) {
    const found = await store.term(term);
    postings.push(found && found.ids.map((id, n) => [id, found.places.slice(found.starts[n], found.starts[n + 1])]));
  }
  const both = [];
  for (const pair of pairs) {
    const ranks = await engine.find(pair);
    both.push(Array.from(ranks.keys()).filter((id) => ranks.get(id) < HEARD).sort((a, b) => a - b));
  }
  const narrowed = await Promise.all(chosen.map(async (state) => {
    const { kept } = await answers(engine, { ...NONE_CHOSEN, q: "", ...state });
    return kept.map(({ id }) => id).sort((a, b) => a - b);
  }));
  const pages = await Promise.all(Array.from(columns.kind, async (kind, id) => [
    (await store.page(id)).address, (await store.card(id)).title, columns.kinds[kind][0],
    columns.streets[columns.street[id]], columns.rows[columns.row[id]].map((row) => row.map((n) => columns.values[n])),
    columns.days[id] ? new Date(columns.days[id] * 86400000).toISOString().slice(0, 10) : "",
  ]));
  return { postings, both, narrowed, pages };
}"""


def day(document: Document) -> str:
    return (document.date + "-01-01")[:10] if document.date else ""


def lists(rows: Rows) -> list[list[list[str]]]:
    return [[list(value) for value in row] for row in rows]


def holds(document: Document) -> list[set[tuple[str, str]]]:
    """The facets of a document that hold at once, read from the document itself."""
    common = {("type", document.kind), *(("street", street) for street in document.streets)}
    published = {("year", document.date[:4])} if document.date and document.kind != "role-models" else set()
    own = [common | set(row) for row in document.rows or ((),)]
    return [row if any(name == "award" for name, _ in row) else row | published for row in own]


def choices(documents: list[Document], rng: random.Random) -> list[dict[str, list[str]]]:
    """Every single facet value, and some that hold together."""
    every = sorted({value for document in documents for row in holds(document) for value in row})
    some = [rng.sample(sorted(rng.choice(holds(rng.choice(documents)))), 1) + [rng.choice(every)] for _ in range(40)]
    together = [sorted(rng.choice(holds(rng.choice(documents)))) for _ in range(60)]
    return [
        {name: [word for facet, word in chosen if facet == name] for name, _ in chosen}
        for chosen in (*([one] for one in every), *some, *together)
    ]


def narrowed(documents: list[Document], chosen: dict[str, list[str]]) -> list[int]:
    def met(row: set[tuple[str, str]]) -> bool:
        return all(not words or any((name, word) in row for word in words) for name, words in chosen.items())

    return [id_ for id_, document in enumerate(documents) if any(met(row) for row in holds(document))]


def test_the_sliced_index_answers_as_a_plain_one(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.search.shards.SIZE", 12)
    monkeypatch.setattr("scripts.search.slices.LARGE", 60)
    monkeypatch.setattr("scripts.search.slices.SLICE", 800)
    found = documents(Site(load(write_tree(tmp_path / "content", 25))), Path("docs"))
    site = lay_out(tmp_path / "site")
    write_index(found, site)
    files = Counter(path.parent.name for path in site.rglob("*.bin"))
    assert files["terms"] > 200 and files["heavy"] > 50 and len(shards_of(found)) > 4, "each way a term can be stored"
    ordered = [document for shard in shards_of(found) for document in shard.documents]
    plain: list[Places] = [terms(document, name_terms) for document in ordered]
    vocabulary = sorted({term for places in plain for term in places})
    words = {term for term in vocabulary if len(term) == 2 and term[0] not in "=.~@" and not term.isascii()}
    rng = random.Random(1)
    pairs = [rng.sample([word for word in rng.choice(plain) if word in words], 2) for _ in range(80)]
    chosen = choices(ordered, rng)
    with serving(site) as root:
        page = browser.new_page()
        page.goto(f"{root}blank")
        asked = [root, [*vocabulary, "无此", "~zzz", "constructor"], [" ".join(pair) for pair in pairs], chosen]
        answer = page.evaluate(ASK, asked)
        page.close()
    expected = [[[id_, places[term]] for id_, places in enumerate(plain) if term in places] for term in vocabulary]
    assert answer["postings"] == [*expected, None, None, None]
    together = [[id_ for id_, places in enumerate(plain) if all(word in places for word in pair)] for pair in pairs]
    assert answer["both"] == together and all(together)
    assert answer["narrowed"] == [narrowed(ordered, one) for one in chosen]
    assert answer["pages"] == [
        [one.address, one.title, one.kind, list(one.streets), lists(one.rows), day(one)] for one in ordered
    ]
