"""Words for faults of one content kind: cohorts, dialogues, checklists, restrictions, hotlines and the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "cohort.bad_date": (
        N_("“{value}” is no day."),
        N_("A comparison in time wants a day such as 2023-07-15."),
    ),
    "cohort.mixed_fact": (
        N_("“{fact}” is compared as a day at one place and as a name at another."),
        N_("Use two facts with two names."),
    ),
    "cohort.gap": (
        N_("No cohort holds for a customer with {facts}."),
        N_("Widen a cohort, or add one."),
    ),
    "cohort.overlap": (
        N_("A customer with {facts} is in “{one}” and in “{two}”."),
        N_("Add a condition so that only one holds."),
    ),
    "cohort.too_many": (
        N_("The cohorts name so many facts that they cannot be decided ({limit} combinations and more)."),
        N_("Use fewer facts."),
    ),
    "scenario.missing_step": (
        N_("There is no step “{id}”."),
        N_("Correct the id, or write that step."),
    ),
    "scenario.unreachable": (
        N_("No answer leads to step “{id}”."),
        N_("Lead to it from some answer, or delete it."),
    ),
    "scenario.no_way_out": (
        N_("From step “{id}” no end can be reached."),
        N_("Add an answer that leaves the loop and leads to an end."),
    ),
    "scenario.too_deep": (
        N_("Step “{id}” comes only after {depth} steps; a customer waits for {limit}."),
        N_("Shorten the way, or split the dialogue in two."),
    ),
    "scenario.too_many_steps": (
        N_("The dialogue has {count} steps; {limit} can be surveyed."),
        N_("Split it in two."),
    ),
    "scenario.end_with_answers": (
        N_("The end “{id}” has answers."),
        N_("Delete them, or give the step another type."),
    ),
    "scenario.no_answers": (
        N_("Step “{id}” has no answer and is no end."),
        N_("Add at least one answer with next, or make it an end."),
    ),
    "scenario.same_answer": (
        N_("The answer “{label}” is there twice in this step."),
        N_("Word them differently."),
    ),
    "scenario.unknown_sign": (
        N_("No answer raises the sign “{sign}”."),
        N_("Correct the name, or raise it with flag."),
    ),
    "scenario.may_be_stuck": (
        N_("All answers of step “{id}” are shown only sometimes, so none may be left."),
        N_("Give one answer without when, or both cases of one sign."),
    ),
    "scenario.outcome": (
        N_("The end has the outcome “{value}”."),
        N_("Choose one of: {allowed}."),
    ),
    "scenario.nothing_to_say": (
        N_("Step “{id}” is of type say and has nothing to say."),
        N_("Add lines to say, or choose another type."),
    ),
    "checklist.stop_without_action": (
        N_("“{id}” stops the transaction without saying what to do."),
        N_("Fill in stop_action: what to do and whom to call."),
    ),
    "checklist.no_choices": (
        N_("“{id}” is a choice with fewer than two answers."),
        N_("List the answers in choices."),
    ),
    "checklist.risky_answer": (
        N_("“{value}” is no answer that this question can have."),
        N_("Choose one of: {allowed}."),
    ),
    "checklist.missing_entry": (
        N_("There is no entry “{id}” in this checklist."),
        N_("Correct the id."),
    ),
    "checklist.single_stop": (
        N_("The stop rule names a single entry."),
        N_("Set hard_stop at that entry, or name a second one."),
    ),
    "checklist.band_reversed": (
        N_("The band begins at {min} and ends at {max}."),
        N_("Exchange the two."),
    ),
    "checklist.band_gap": (
        N_("Scores {first} to {last} are in no band."),
        N_("Widen a band so that they are covered."),
    ),
    "checklist.band_overlap": (
        N_("Scores {first} to {last} are in two bands."),
        N_("Let the band begin one higher than the one before ends."),
    ),
    "checklist.band_short": (
        N_("The bands end at {last}; scores go up to {highest}."),
        N_("Widen the last band to {highest}."),
    ),
    "checklist.band_beyond": (
        N_("No score reaches this band; the highest is {highest}."),
        N_("Check the weights and the band."),
    ),
    "restriction.no_article": (
        N_("The ground “{title}” names no article."),
        N_("Add the article; for a document whose text was not at hand, its number."),
    ),
    "restriction.told_and_not_told": (
        N_("“{one}” may be told and “{two}” must not, though one holds the other."),
        N_("Decide which; make both entries exact."),
    ),
    "restriction.extension_of_nothing": (
        N_("There is an extension, but no first period."),
        N_("Fill in initial."),
    ),
    "restriction.code_syntax": (
        N_("“{value}” is not the form of a sample code."),
        N_("Write SMP-J01-2: a letter, two digits, a hyphen, a digit."),
    ),
    "restriction.code_twice": (
        N_("The main code “{value}” is used twice; the other is at {other}."),
        N_("Give one of the two another code."),
    ),
    "restriction.no_effect": (
        N_("The restriction restricts nothing."),
        N_("Say in effect what is stopped or limited."),
    ),
    "period.syntax": (
        N_("“{value}” is no period."),
        N_("Write P1Y, P6M, P30D or PT48H."),
    ),
    "hotline.syntax": (
        N_("“{value}” is no telephone number."),
        N_("Write 110, 0991-1234567 or 400-810-8866, digits and hyphens only."),
    ),
    "hotline.sample_dialable": (
        N_("The item is a sample, but somebody may answer “{value}”."),
        N_("Use a number from a 000 block, such as 0991-0000001."),
    ),
    "hotline.undiallable": (
        N_("“{value}” cannot be dialled, and the item is no sample."),
        N_("Write the real number, or mark the item with “is_sample: true”."),
    ),
    "hotline.twice": (
        N_("The number “{value}” is there twice."),
        N_("Delete one."),
    ),
    "hotline.extension": (
        N_("“{value}” is no extension."),
        N_("Write digits, # and *."),
    ),
    "hotline.national_region": (
        N_("A national number has the region {value}."),
        N_("Delete region_code, or choose another level."),
    ),
    "hotline.no_region": (
        N_("A number of level {level} has no region."),
        N_("Add region_code."),
    ),
    "hotline.other_region": (
        N_("The item applies to other regions than {value}, where the number is."),
        N_("Make region and region_code agree."),
    ),
    "faq.one_wording": (
        N_("The question has a single wording."),
        N_("Add another way in which customers ask it."),
    ),
    "bulletin.ends_before_effect": (
        N_("The item ends on {ends}, before the change takes effect on {starts}."),
        N_("Check valid_to and effective_from."),
    ),
    "fraud_type.edition": (
        N_("“{value}” is no edition."),
        N_("Write year and month, such as 2024-06."),
    ),
    "fraud_type.same_number": (
        N_("Number {number} of this edition is also used by {other}."),
        N_("Check the list of the edition."),
    ),
    "duties.no_owner": (
        N_("Nobody answers for the phase “{phase}”."),
        N_("Set “owner: true” at one duty of the phase."),
    ),
    "duties.unknown_phase": (
        N_("“{phase}” is not among the phases."),
        N_("Correct it, or add it to phases."),
    ),
    "reward.gap": (
        N_("Amounts from {first} to {last} fen are in no band."),
        N_("Let the bands follow one another."),
    ),
    "reward.overlap": (
        N_("The band from {min} fen on begins inside another."),
        N_("Let each begin one fen above the one before."),
    ),
    "reward.reversed": (
        N_("The band begins at {min} and ends at {max} fen."),
        N_("Exchange the two."),
    ),
    "plan.unknown_role": (
        N_("“{role}” is not among the posts involved."),
        N_("Correct it, or add it to roles."),
    ),
    "quiz.few_options": (
        N_("The question has fewer than two options."),
        N_("Add options."),
    ),
    "quiz.same_options": (
        N_("Two options are the same."),
        N_("Change one."),
    ),
    "quiz.answer_range": (
        N_("The right answer is number {value}, but there are {count} options."),
        N_("Count from 1."),
    ),
    "quiz.pass_range": (
        N_("The pass mark is {value} per cent."),
        N_("Write 1 to 100."),
    ),
    "calendar.other_year": (
        N_("{day} is not in {year}."),
        N_("Move it to the calendar of its year."),
    ),
    "calendar.overlap": (
        N_("“{one}” and “{two}” share days."),
        N_("Let one end before the other begins."),
    ),
    "calendar.not_weekend": (
        N_("{day} is a working day anyway."),
        N_("Only Saturdays and Sundays can be make-up days."),
    ),
    "calendar.work_on_holiday": (
        N_("{day} is a make-up day and lies in a holiday."),
        N_("Delete one of the two."),
    ),
    "calendar.year_twice": (
        N_("{other} is a calendar of {year} as well."),
        N_("Let one supersede the other."),
    ),
    "ruleset.at_once": (
        N_("{other} is a rule set “{rule}” for the same time."),
        N_("Let one end before the other begins."),
    ),
    "classification.parent": (
        N_("“{value}” is no value of this axis, or is the value itself."),
        N_("Correct the parent."),
    ),
    "lexicon.few_words": (
        N_("The group has too few words."),
        N_("Synonyms want at least two."),
    ),
    "lexicon.word_twice": (
        N_("“{word}” is in two groups."),
        N_("Keep it in one."),
    ),
    "phrase.braces": (
        N_("A brace is not closed, or a mark holds a space."),
        N_("Write {{name}} without spaces."),
    ),
    "phrase.other_marks": (
        N_("This wording has other marks than the phrase."),
        N_("Use the same marks in all wordings."),
    ),
    "phrase.shortcut": (
        N_("“{value}” is no shortcut."),
        N_("Use up to twelve lower-case letters or digits."),
    ),
    "phrase.shortcut_twice": (
        N_("The shortcut “{value}” is also used by {other}."),
        N_("Choose another."),
    ),
}
"""Message and hint by code."""
