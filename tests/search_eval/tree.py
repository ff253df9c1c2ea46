"""A content tree for drawing queries: the frequency of names, pinyin and phrases."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from scripts.records.han import fold
from scripts.records.readings import readings
from scripts.search.documents import Document


class Tree:
    """The documents a sample is drawn from, and how often a name, a sound or a phrase occurs in them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.people = [document for document in documents if document.person]

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """(title and other names, everything) of each document, folded; texts are kept apart by line ends."""
        found = []
        for document in self.documents:
            names = fold("\n".join((document.title, *document.names)))
            found.append((names, fold("\n".join((names, *document.people, *document.links, *document.passages)))))
        return found

    def called(self, part: str) -> int:
        """How many documents have ``part`` in their title or names."""
        return sum(part in names for names, _ in self.texts)

    def saying(self, phrase: str) -> int:
        return sum(phrase in text for _, text in self.texts)

    @cached_property
    def sounds(self) -> Counter[str]:
        """How many documents are called so, by full pinyin and by initials in capitals."""
        counts: Counter[str] = Counter()
        for document in self.documents:
            names = [(document.title, document.pinyin), *((name, "") for name in document.names)]
            heard = [reading for name, pinyin in names for reading in readings(name, pinyin)]
            counts.update({"".join(reading) for reading in heard} | {initials(reading).upper() for reading in heard})
        return counts

    @cached_property
    def endings(self) -> Counter[str]:
        """How many documents have a name of at most two characters before this ending, or just this name."""
        names = [(document, name) for document in self.documents for name in (document.title, *document.names)]
        pairs = {(document.address, name[cut:]) for document, name in names for cut in range(min(3, len(name)))}
        return Counter(ending for _, ending in pairs)


def initials(reading: Sequence[str]) -> str:
    return "".join(syllable[0] for syllable in reading)
