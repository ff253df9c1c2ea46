"""Script modules bundled into one file: each once, after its imports, with separate names."""

from pathlib import Path

from scripts.render.assets import bundle

PARTS = {
    "main": 'import "./left.js";\nimport { both as all } from "./right.js";\n\nall();\n',
    "left": 'import { both } from "./right.js";\n\nconst MOST = 1;\n\nexport class Left {}\n\nboth(MOST);\n',
    "right": "// Of everything.\nconst MOST = 2;\n\nexport async function both(text) {\n  return text;\n}\n\nexport const SIZE = MOST;\n",
}
ONE = """\
(() => {
"use strict";
const here = document.currentScript.src;
const $right = (() => {
const MOST = 2;

async function both(text) {
  return text;
}

const SIZE = MOST;
return { both, SIZE };
})();
const $left = (() => {
const { both } = $right;

const MOST = 1;

class Left {}

both(MOST);
return { Left };
})();
const $main = (() => {
const { both: all } = $right;

all();
return {  };
})();
})();
"""


def test_modules_become_one(tmp_path: Path) -> None:
    for name, text in PARTS.items():
        (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
    assert bundle(tmp_path / "main.js") == ONE


def test_nothing_of_the_search_is_left_to_be_imported() -> None:
    text = bundle(Path(__file__).parents[2] / "docs/assets/js/search/main.js")
    assert not [line for line in text.splitlines() if line.startswith(("import ", "export "))]
