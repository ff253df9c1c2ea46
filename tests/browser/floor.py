"""What the oldest supported browsers lack: Chrome 66 (WeChat's X5), Safari 13."""

import re

NEWER = {
    r"\bObject\.hasOwn\b": "Chrome 93",
    r"\bObject\.fromEntries\b": "Chrome 73",
    r"\.flat(?:Map)?\(": "Chrome 69",
    r"\.toggleAttribute\(": "Chrome 69",
    r"\?\.(?!\d)": "Chrome 80",
    r"\?\?": "Chrome 80",
    r"(?:\|\||&&)=": "Chrome 85",
    r"\.replaceAll\(": "Chrome 85",
    r"\.matchAll\(": "Chrome 73",
    r"\.at\((?=-?\w)": "Chrome 92",
    r"\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|with)\(": "Chrome 97",
    r"\.replaceChildren\(": "Chrome 86",
    r"\bstructuredClone\(": "Chrome 98",
    r"\bPromise\.(?:any|allSettled|withResolvers)\b": "Chrome 76",
    r"\bglobalThis\b": "Chrome 71",
    r"\bBigInt\b|\b\d+n\b": "Safari 14",
    r"\bResizeObserver\b": "Safari 13.1",
    r"\bWeakRef\b": "Chrome 84",
    r"\.scrollIntoViewIfNeeded\(": "no standard",
    r"\binert\b": "Chrome 102",
    r"\bstatic\s*\{": "Chrome 94",
    r"(?<![\w\"'`/.&])#[a-z]\w*\s*(?:[=;(]|$)": "Chrome 74",
    r"\(\?<[=!]": "Safari 16.4",
}
"""A pattern of what is newer, and the first browser that has it (MDN's compatibility data)."""

TAKEN = """
  delete Object.hasOwn; delete Object.fromEntries; delete Promise.any; delete Promise.allSettled; delete window.structuredClone;
  for (const name of ["replaceAll", "matchAll", "at", "trimEnd"]) delete String.prototype[name];
  for (const name of ["at", "flat", "flatMap", "findLast", "findLastIndex", "toSorted", "toReversed", "with"]) delete Array.prototype[name];
  for (const kind of [Element, Document, DocumentFragment]) delete kind.prototype.replaceChildren;
  delete window.queueMicrotask; delete window.ResizeObserver;
"""
"""Takes from a page what the floor does not have."""

BARE = """
  delete window.matchMedia; window.matchMedia = undefined; window.IntersectionObserver = undefined;
  delete HTMLDialogElement.prototype.showModal;
  Object.defineProperty(window, "localStorage", {get() { throw new Error("off"); }});
"""
"""Takes what a reader's settings or a WebView may lack."""


def newer(code: str) -> list[str]:
    """Every place of a script that an older browser cannot run, with what has it. Comments and strings do not count."""
    bare = re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", "", code, flags=re.DOTALL)
    return [
        f"{match[0].strip()} ({first})"
        for pattern, first in NEWER.items()
        for match in re.finditer(pattern, bare, re.MULTILINE)
    ]


SHEETS = {
    r":(?:is|where)\(|:not\([^()]*,": "Chrome 88",
    r"(?<![\w-])inset(?:-[a-z-]+)?:": "Chrome 87",
    r"(?<![\w-])(?:margin|padding)-(?:inline|block):": "Chrome 87",
    r"(?<!-webkit-appearance: none;\n  )(?<![\w-])appearance:": "Chrome 84",
}
"""What costs a whole rule or a place, and can be said in older words. ``:has`` and the like may only adjust."""
_VALUE = re.compile(r"(?<![\w-])(?:clamp|min|max)\(|\d[dsl]v[hw]\b|^ anywhere$")
_SUPPORTS = re.compile(r"@supports [^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")


def newer_style(sheet: str) -> list[str]:
    """Every place of a style sheet that an older browser drops, and nothing older stands before it in the same rule."""
    bare = _SUPPORTS.sub("", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    found = [f"{match[0]} ({first})" for pattern, first in SHEETS.items() for match in re.finditer(pattern, bare)]
    for body in re.findall(r"\{([^{}]*)\}", bare):
        older: set[str] = set()
        for name, _, value in (line.strip().partition(":") for line in body.split(";")):
            if not _VALUE.search(value):
                older.add(name)
            elif name not in older:
                found.append(f"{name}:{value} (Chrome 79)")
    return found


def gaps(sheet: str) -> set[str]:
    """The last word of each selector whose flexible items stand apart by ``gap`` alone, which Chrome 84 brought.

    Not where it is told in shares of the sheet of paper: those are newer than all that old browsers are given.
    """
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    each = [(selector.strip(), body) for selectors, body in rules for selector in selectors.split(",")]
    flexible = {selector for selector, body in each if re.search(r"display: (?:inline-)?flex", body)}
    return {one.split()[-1] for one, body in each if one in flexible and re.search(r"\bgap: (?!.*cqw)", body)}
