"""The rules that need more than one field: between records, between records and files, over time.

Each rule is a small generator over the content; its docstring is the rule. Reading the four lists of them is
reading them all.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from scripts.catalogue import expiry
from scripts.checks import (
    bylines,
    columns,
    copies,
    facts,
    files,
    honours,
    legal_basis,
    markup,
    names,
    pages,
    panels,
    permalinks,
    personal,
    pictures,
    relations,
    reviews,
    rights,
    times,
    waivers,
    withdrawn,
    wording,
)
from scripts.checks.each import MOST, Rule, each, given
from scripts.load.content import Content, load
from scripts.privacy.reviews import NAME as REVIEWS
from scripts.privacy.reviews import looked_at
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.settings import Settings
from scripts.speed.cache import key_of
from scripts.speed.workers import FEW, parallel_map

OF_ONE: tuple[Rule, ...] = (
    wording.nothing_is_not_written,
    wording.alternative_text_says_what_is_seen,
    relations.target_exists,
    relations.body_links_resolve,
    files.pictures_exist,
    markup.only_the_subset,
    markup.links_lead_to_the_web,
    personal.none_in_records,
    wording.marks_and_numerals,
    wording.marks_come_in_pairs,
)
"""The rules that need nothing but the record itself and what it names: they are asked of records with errors as well."""

NEAR: tuple[Rule, ...] = (
    wording.caption_is_not_the_alternative_text,
    wording.nothing_is_listed_twice,
    names.name_is_of_one_person,
    names.surname_says_how_it_is_read,
    names.name_is_written_as_in_its_record,
    names.member_is_the_person_named,
    relations.target_can_be_leant_on,
    honours.fits_the_award,
    honours.shortlisted_is_not_conferred,
    honours.round_fits_the_cadence,
    times.years_can_be_meant,
    times.monthly_rule_names_its_day,
    times.talk_says_its_hour,
    times.nobody_came_yet,
    times.end_is_not_before_start,
    times.modified_is_not_before_published,
    times.clock_is_of_the_day_published,
    times.year_folder_is_year_published,
    times.tour_stops_do_not_overlap,
    times.tour_stops_lie_within_the_exhibition,
    panels.panels_fit_their_sheet,
    permalinks.links_can_be_read_when_dead,
    markup.links_say_where_they_lead,
    markup.one_line_fields_hold_one_line,
    personal.none_split_over_fields,
    pictures.machine_made_works_are_declared,
    rights.licence_is_whole,
    rights.policy_overrules,
    rights.own_text_has_no_other_title,
    rights.link_only_shows_no_work,
    rights.news_of_others_can_be_found,
    bylines.text_bears_no_other_name,
    bylines.pictures_bear_no_other_name,
    columns.nothing_comes_from_the_future,
    wording.titles_end_without_a_stop,
    reviews.sentences_were_looked_at,
)
"""The rules that need what a record refers to, too: with those above they are asked while somebody types."""

BESIDE: tuple[Rule, ...] = (
    names.same_name_needs_a_distinction,
    names.same_title_and_day,
    permalinks.dates_stay,
    pictures.files_are_what_they_seem,
    pictures.files_are_named,
    rights.licence_is_in_force,
    legal_basis.consent_is_registered,
    legal_basis.basis_has_evidence,
    legal_basis.consent_covers_what_is_shown,
)
"""So are these, but they go by several records at once, or by what lies beside them: they are asked of all each time."""

WHOLE: tuple[Rule, ...] = (
    names.strokes_decide_who_comes_first,
    honours.level_is_the_awards,
    relations.counts_what_there_is,
    relations.parent_stands_above,
    relations.no_circles,
    relations.street_is_the_parents,
    relations.one_institute_per_street,
    relations.positions_lie_together,
    times.shows_do_not_meet,
    permalinks.addresses_stay,
    permalinks.lock_is_complete,
    permalinks.aliases_are_free,
    panels.panels_keep_their_numbers,
    withdrawn.withdrawn_people_are_named_nowhere,
    withdrawn.perhaps_withdrawn_is_looked_at,
    files.only_files_and_folders,
    files.nothing_is_passed_over,
    personal.none_in_names,
    pages.withdrawn_words_stand_on_no_page,
    pages.none_in_the_settings,
    pictures.deep_pictures_are_large,
    rights.one_picture_has_one_owner,
    copies.quotation_is_short,
    copies.nothing_is_copied,
    legal_basis.folder_is_outside,
    legal_basis.registry_can_be_read,
    legal_basis.lock_agrees_with_registry,
    copies.originals_are_compared,
    legal_basis.consent_that_ended_is_told_of,
    reviews.reviews_can_be_read,
    reviews.reviews_are_of_what_is_there,
    reviews.consents_cover_what_was_looked_at,
    facts.production_knows_its_owner,
    facts.facts_have_their_shape,
    facts.addresses_end_in_a_slash,
    columns.columns_are_fresh,
    columns.columns_are_not_empty,
    columns.venues_say_how_to_reach_them,
)
"""The rules that need all records, or what lies beside them."""

OF_PAGES: tuple[Rule, ...] = (
    pages.hand_written_files_can_be_read,
    pages.heads_of_pages_can_be_read,
    pages.none_in_hand_written_pages,
    pages.hand_written_pages_are_inert,
    reviews.sentences_of_pages_were_looked_at,
)
OF_FILES: tuple[Rule, ...] = (pictures.files_are_what_they_seem,)
"""The rules about hand-written pages, or pictures and sounds, alone: where they found nothing they are asked again when one
of these has changed."""
RULES: tuple[Rule, ...] = (*OF_ONE, *NEAR, *BESIDE, *OF_PAGES, *WHOLE)
EACH = tuple(rule for rule in (*OF_ONE, *NEAR) if rule is not relations.target_exists)
"""The rules asked record by record, and again only of those that have changed. What a field names may be any record."""
REST = tuple(rule for rule in RULES if rule not in (*EACH, *OF_PAGES, *OF_FILES))

FEW_RECORDS = 500
"""With no more the rules on all of them take less time than a second process: 0.07 s at 184, which costs 0.05 s more."""


def check_live(content: Content, record: Record) -> list[Problem]:
    """The problems of one record that is read anew, by its own rules and those about what it refers to.

    ``content`` holds what it refers to and its namesakes; ``content.problems`` are those of reading it.
    """
    near, half = ({}, content.records) if content.problems else (content.records, {})
    rules = OF_ONE if content.problems else (*OF_ONE, *NEAR, *BESIDE)
    asked = replace(content, records={**near, record.key: record}, partial=half)
    files = {f"{content.root.name}/{name}" for name in (record.file, *record.files)}
    return [one for one in _binding(asked, _run(rules, asked, 1)) if one.file in files]


def read(settings: Settings) -> tuple[Content, list[Problem]]:
    """The records of the content folder as they may be shown, and everything wrong with them, under the settings."""
    content = load(settings.content, settings)
    return expiry.taken_out(content), check(content)


def check(content: Content) -> list[Problem]:
    """The problems of loading and of every rule, of each at most ``MOST``, in the order of files and lines."""
    jobs = content.settings.jobs if len(content.every) > FEW_RECORDS else 1
    found = [*each(content, EACH), *_run(REST, content, jobs)]
    said = (sorted(personal.declared(content)), sorted(looked_at(content)))
    found += [
        *_run_unless_clean(OF_PAGES, content, pages.inputs(content), said),
        *_run_unless_clean(OF_FILES, content, pictures.inputs(content)),
    ]
    if content.partial:
        half = replace(content, records=content.partial, partial=content.records)
        found += _run(OF_ONE, half, jobs)
    return _binding(content, found)


def check_some(content: Content, keys: Container[str]) -> list[Problem]:
    """The problems of loading, and of some records what needs nothing but themselves and what they name."""
    every = content.every
    some = {key: record for key, record in every.items() if key in keys}
    rest = {key: record for key, record in every.items() if key not in keys}
    found = _run(OF_ONE, replace(content, records=some, partial=rest, known=content.names), 1)
    return [one for one in _binding(content, found) if one.file != REVIEWS]


def _binding(content: Content, found: Iterable[Problem]) -> list[Problem]:
    """The problems of loading and those found that count, in the order of files and lines."""
    return sorted(set(waivers.binding(content, _without_echoes([*content.problems, *found]))))


def _run_unless_clean(rules: tuple[Rule, ...], content: Content, *inputs: object) -> Iterator[Problem]:
    """The problems of some rules, which are not asked again while they found nothing in the same ``inputs``."""
    cache, key = content.settings.cache, key_of("clean", given(content, rules), repr(inputs))
    if cache.get(key) is None:
        found = list(_run(rules, content, content.settings.jobs, few=2))
        yield from found
        if not found:
            cache.put(key, b"")


def _run(rules: tuple[Rule, ...], content: Content, jobs: int, few: int = FEW) -> Iterator[Problem]:
    def ask(rule: Rule) -> list[Problem]:
        return list(islice(rule(content), MOST))

    return chain.from_iterable(parallel_map(ask, rules, jobs, few))


def _without_echoes(found: list[Problem]) -> list[Problem]:
    """The problems without those of a field's form or relation where it holds personal data or 无: one mistake, one message."""
    better: dict[tuple[str, int], list[int]] = {}
    for one in found:
        if one.code[0] == "D" or one.code == "F14":
            better.setdefault((one.file, one.line), []).append(one.column)

    def is_told(one: Problem) -> bool:
        columns = better.get((one.file, one.line), ()) if one.code[0] in "FR" and one.code != "F14" else ()
        return any(0 <= column - one.column < one.length for column in columns)

    return [one for one in found if not is_told(one)]
