"""The rules beyond single fields: between records, between records and files, over time.

Each rule is a generator of problems whose docstring states the rule. The lists below name them all.
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
from scripts.checks.incremental import MAX_PROBLEMS, Rule, check_each_record, rules_key
from scripts.load.content import Content, load
from scripts.privacy.reviews import REVIEWS, reviewed_keys
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.settings import Settings
from scripts.speed.cache import key_of
from scripts.speed.workers import FEW, parallel_map

RECORD_RULES: tuple[Rule, ...] = (
    wording.nothing_is_not_written,
    wording.alternative_text_says_what_is_seen,
    relations.target_exists,
    relations.body_links_resolve,
    files.pictures_exist,
    markup.only_the_subset,
    personal.none_in_records,
    wording.marks_and_numerals,
    wording.marks_come_in_pairs,
)
"""Rules that need only the record and the existence of what it links to; they also run on records with errors."""

REFERENCE_RULES: tuple[Rule, ...] = (
    wording.caption_is_not_the_alternative_text,
    wording.nothing_is_listed_twice,
    names.name_is_of_one_person,
    names.surname_says_how_it_is_read,
    names.name_is_written_as_in_its_record,
    names.member_is_the_person_named,
    relations.target_is_as_public,
    honours.fits_the_award,
    honours.shortlisted_is_not_conferred,
    honours.round_fits_the_cadence,
    times.years_can_be_meant,
    times.monthly_rule_names_its_day,
    times.talk_says_its_hour,
    times.attendance_is_not_foretold,
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
    reviews.sentences_are_reviewed,
)
"""Rules that also need the linked records; with those above they run while somebody types."""

SHARED_INPUT_RULES: tuple[Rule, ...] = (
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
"""Rules that run while somebody types too, but depend on several records or files, so every check runs them on all."""

WHOLE_SITE_RULES: tuple[Rule, ...] = (
    names.strokes_decide_who_comes_first,
    honours.level_is_the_awards,
    relations.counted_fields_exist,
    relations.parent_is_of_a_higher_level,
    relations.no_circles,
    relations.street_is_the_parents,
    relations.one_institute_per_street,
    relations.positions_lie_together,
    times.exhibitions_do_not_share_a_venue,
    permalinks.addresses_stay,
    permalinks.lock_is_complete,
    permalinks.aliases_are_free,
    panels.panels_keep_their_numbers,
    withdrawn.withdrawn_people_are_named_nowhere,
    withdrawn.possible_mentions_are_reviewed,
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
    legal_basis.ended_consents_are_reported,
    reviews.reviews_can_be_read,
    reviews.reviewed_sentences_exist,
    reviews.consents_cover_reviewed_sentences,
    facts.production_knows_its_owner,
    facts.facts_have_their_shape,
    facts.addresses_end_in_a_slash,
    columns.columns_are_fresh,
    columns.columns_are_not_empty,
    columns.venues_say_how_to_reach_them,
)
"""Rules that need all records or the files beside them."""

PAGE_RULES: tuple[Rule, ...] = (
    pages.hand_written_files_can_be_read,
    pages.heads_of_pages_can_be_read,
    pages.none_in_hand_written_pages,
    pages.hand_written_pages_are_inert,
    reviews.sentences_of_pages_are_reviewed,
)
FILE_RULES: tuple[Rule, ...] = (pictures.files_are_what_they_seem,)
"""Rules about hand-written pages, or pictures and sounds, only: rerun after finding nothing only when such a file changes."""
RULES: tuple[Rule, ...] = (*RECORD_RULES, *REFERENCE_RULES, *SHARED_INPUT_RULES, *PAGE_RULES, *WHOLE_SITE_RULES)
INCREMENTAL_RULES = tuple(rule for rule in (*RECORD_RULES, *REFERENCE_RULES) if rule is not relations.target_exists)
"""Rules that run record by record, only on changed ones. ``target_exists`` is not among them: it depends on all records."""
OTHER_RULES = tuple(rule for rule in RULES if rule not in (*INCREMENTAL_RULES, *PAGE_RULES, *FILE_RULES))

FEW_RECORDS = 500
"""Up to this number no second process is used: all rules take 0.07 s on 184 records, a process costs 0.05 s more."""


def check_live(content: Content, record: Record) -> list[Problem]:
    """The problems of one edited record, by its own rules and those about linked records.

    ``content`` has the linked records and namesakes; ``content.problems`` are those of reading the record.
    """
    near, half = ({}, content.records) if content.problems else (content.records, {})
    rules = RECORD_RULES if content.problems else (*RECORD_RULES, *REFERENCE_RULES, *SHARED_INPUT_RULES)
    asked = replace(content, records={**near, record.key: record}, partial=half)
    files = {f"{content.root.name}/{name}" for name in (record.file, *record.files)}
    return [one for one in _in_force(asked, _run(rules, asked, 1)) if one.file in files]


def load_and_check(settings: Settings) -> tuple[Content, list[Problem]]:
    """Loads the content folder. Returns the records as they may be shown, and all problems."""
    content = load(settings.content, settings)
    return expiry.without_expired(content), check(content)


def check(content: Content) -> list[Problem]:
    """The problems of loading and of all rules, at most ``MAX_PROBLEMS`` of each, by file and line."""
    jobs = content.settings.jobs if len(content.all_records) > FEW_RECORDS else 1
    found = [*check_each_record(content, INCREMENTAL_RULES), *_run(OTHER_RULES, content, jobs)]
    said = (sorted(personal.duty_mobiles(content)), sorted(reviewed_keys(content)))
    found += [
        *_run_unless_clean(PAGE_RULES, content, pages.inputs(content), said),
        *_run_unless_clean(FILE_RULES, content, pictures.inputs(content)),
    ]
    if content.partial:
        half = replace(content, records=content.partial, partial=content.records)
        found += _run(RECORD_RULES, half, jobs)
    return _in_force(content, found)


def check_some(content: Content, keys: Container[str]) -> list[Problem]:
    """The problems of loading, and those of ``RECORD_RULES`` in the records with these keys."""
    every = content.all_records
    some = {key: record for key, record in every.items() if key in keys}
    rest = {key: record for key, record in every.items() if key not in keys}
    found = _run(RECORD_RULES, replace(content, records=some, partial=rest, known=content.names), 1)
    return [one for one in _in_force(content, found) if one.file != REVIEWS]


def _in_force(content: Content, found: Iterable[Problem]) -> list[Problem]:
    """The problems of loading and those found, without waived and redundant ones, by file and line."""
    return sorted(set(waivers.without_waived(content, _without_echoes([*content.problems, *found]))))


def _run_unless_clean(rules: tuple[Rule, ...], content: Content, *inputs: object) -> Iterator[Problem]:
    """The problems of some rules; skips them if they found nothing before in the same ``inputs``."""
    cache, key = content.settings.cache, key_of("clean", rules_key(content, rules), repr(inputs))
    if cache.get(key) is None:
        found = list(_run(rules, content, content.settings.jobs, few=2))
        yield from found
        if not found:
            cache.put(key, b"")


def _run(rules: tuple[Rule, ...], content: Content, jobs: int, few: int = FEW) -> Iterator[Problem]:
    def ask(rule: Rule) -> list[Problem]:
        return list(islice(rule(content), MAX_PROBLEMS))

    return chain.from_iterable(parallel_map(ask, rules, jobs, few))


def _without_echoes(found: list[Problem]) -> list[Problem]:
    """Drops problems of form and relation in values that hold personal data or 无: one mistake, one message."""
    better: dict[tuple[str, int], list[int]] = {}
    for one in found:
        if one.code[0] == "D" or one.code == "F14":
            better.setdefault((one.file, one.line), []).append(one.column)

    def is_told(one: Problem) -> bool:
        columns = better.get((one.file, one.line), ()) if one.code[0] in "FR" and one.code != "F14" else ()
        return any(0 <= column - one.column < one.length for column in columns)

    return [one for one in found if not is_told(one)]
