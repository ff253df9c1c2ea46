"""The rules that need more than one field: between records, between records and files, over time.

Each rule is a small generator over the content; its docstring is the rule. Reading ``RULES`` is reading them all.
"""

from collections.abc import Callable, Iterator

from scripts.checks import counts, files, honours, names, network, relations, times
from scripts.load import Content
from scripts.problems import Problem

Rule = Callable[[Content], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    names.same_name_needs_a_distinction,
    relations.target_exists,
    relations.real_points_to_real,
    relations.target_is_published,
    relations.target_is_not_withdrawn,
    relations.body_links_resolve,
    files.pictures_exist,
    honours.fits_the_award,
    counts.counts_what_there_is,
    network.parent_stands_above,
    network.no_circles,
    network.one_institute_per_street,
    times.end_is_not_before_start,
    times.modified_is_not_before_published,
    times.year_folder_is_year_published,
    times.tour_stops_do_not_overlap,
    times.tour_stops_lie_within_the_exhibition,
)


def check(content: Content) -> list[Problem]:
    """Every problem of loading and of every rule, in the order of files and lines."""
    found = [*content.problems, *(problem for rule in RULES for problem in rule(content))]
    return sorted(set(found))
