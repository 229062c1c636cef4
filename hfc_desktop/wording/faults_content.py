"""Words for faults that any guidance item can have: ids, days, sources, speech, privacy, references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "id.prefix": (
        N_("The id “{id}” does not begin with “{kind}.”."),
        N_("An id is the kind, a dot and a name: {kind}.some-name."),
    ),
    "id.folder": (
        N_("The item “{id}” is of the kind “{kind}”, but its file lies in the folder “{folder}”."),
        N_("Move the file into the folder “{kind}”, or correct the id."),
    ),
    "id.syntax": (
        N_("The id “{id}” has characters that an id may not have, or is too long."),
        N_("Behind the dot use lower-case letters, digits and single hyphens, at most 80 characters in all."),
    ),
    "id.twice": (
        N_("The id “{value}” is used twice; the other is at {other}."),
        N_("Give this item another id; ids are never reused."),
    ),
    "id.inside_twice": (
        N_("“{id}” occurs twice in this list."),
        N_("Rename or delete one of them."),
    ),
    "pinyin.syntax": (
        N_("“{value}” is no reading."),
        N_("Write toneless syllables with spaces, such as dong jie."),
    ),
    "text.summary_long": (
        N_("The summary has {length} characters; the result list shows {limit}."),
        N_("Shorten it to what a teller must see first."),
    ),
    "text.untranslated": (
        N_("“{field}” is missing, so the English window shows Chinese."),
        N_("Translate it into English."),
    ),
    "text.not_english": (
        N_("“{field}” holds Chinese characters."),
        N_("Write it in English."),
    ),
    "text.empty": (
        N_("“{field}” is empty."),
        N_("Write its text."),
    ),
    "list.empty": (
        N_("“{field}” has no entry."),
        N_("Add at least one."),
    ),
    "number.negative": (
        N_("“{field}” is below zero."),
        N_("Write 0 or more."),
    ),
    "number.not_positive": (
        N_("“{field}” must be more than zero."),
        N_("Write 1 or more."),
    ),
    "dates.reversed": (
        N_("The last day {last} is before the first day {first}."),
        N_("Exchange or correct the days."),
    ),
    "dates.review_overdue": (
        N_("The review was due on {day}."),
        N_("Let the owner look at it again and set a new review day."),
    ),
    "dates.review_before_start": (
        N_("The review day {day} is before the first day in force, {start}."),
        N_("Set a later review day."),
    ),
    "dates.future": (
        N_("{day} has not come yet."),
        N_("Write the day on which it was really done."),
    ),
    "dates.rules_overlap": (
        N_("The rule from {day} begins before the earlier one ends."),
        N_("Sort the rules by day and let each end before the next begins."),
    ),
    "people.same": (
        N_("Author and approver are the same post: {post}."),
        N_("Somebody else must approve."),
    ),
    "status.no_reason": (
        N_("The item is withdrawn without a reason."),
        N_("Fill in withdrawn_reason."),
    ),
    "version.number": (
        N_("The version is {value}."),
        N_("Versions count from 1."),
    ),
    "version.order": (
        N_("Version {value} in the changelog is out of order, or higher than the item's version {version}."),
        N_("List the versions upwards, the last one being the item's."),
    ),
    "version.not_in_changelog": (
        N_("Version {version} is not in the changelog."),
        N_("Say in the changelog what it changed."),
    ),
    "source.not_verified": (
        N_("“{title}” is marked as looked up, but not on which day."),
        N_("Add verified_on and verified_by, or mark it as known or unsure."),
    ),
    "source.nobody": (
        N_("“{title}” was verified, but not by whom."),
        N_("Add verified_by."),
    ),
    "source.law_without_source": (
        N_("The text cites {article}, but the item names no source."),
        N_("Add the law with its article to sources."),
    ),
    "restricted.printable": (
        N_("The item is restricted and may still be printed."),
        N_("Add “print_allowed: false”."),
    ),
    "restricted.no_handover": (
        N_("The item is restricted, but “{field}” does not say what everybody else sees or who takes over."),
        N_("Fill in handover (an open item) and handover_post."),
    ),
    "restricted.handover_restricted": (
        N_("“{id}”, to which this item hands over, is restricted itself."),
        N_("Hand over to an item that everybody may see."),
    ),
    "audience.nobody": (
        N_("The item is for nobody."),
        N_("Name at least one audience, or delete the line for tellers."),
    ),
    "blocks.missing": (
        N_("“{field}” is missing."),
        N_("Say what prevents the complaint (prevention) and what to do once it has arisen (response)."),
    ),
    "code.undeclared": (
        N_("Code “{value}” is not declared by the pack."),
        N_("Check the spelling, or add it to declared_codes in pack.yaml."),
    ),
    "read.long_sentence": (
        N_("A sentence to be said has {length} characters; {limit} can be said in one breath."),
        N_("Split it with a full stop."),
    ),
    "say.forbidden_word": (
        N_("The line says “{word}”, which the list {list} forbids."),
        N_("Say it differently."),
    ),
    "say.own_forbidden": (
        N_("The line says “{word}”, which this item itself says must not be said."),
        N_("Change the line, or make the entry of the do-not-say list more exact."),
    ),
    "privacy.identity": (
        N_("The text holds an identity number."),
        N_("Delete it; guidance holds no personal data."),
    ),
    "privacy.card": (
        N_("The text holds a card number."),
        N_("Delete it, or write only that it was a card."),
    ),
    "privacy.mobile": (
        N_("The text holds a mobile number."),
        N_("Delete it; guidance holds no personal data."),
    ),
    "privacy.plate": (
        N_("The text holds a number plate."),
        N_("Delete it; guidance holds no personal data."),
    ),
    "privacy.name": (
        N_("The text seems to name a person."),
        N_("Write “the customer” or a role instead."),
    ),
    "reference.dead": (
        N_("There is no item “{id}”."),
        N_("Correct the id, or write that item."),
    ),
    "reference.itself": (
        N_("The item refers to itself."),
        N_("Delete the reference."),
    ),
    "reference.wrong_kind": (
        N_("“{id}” is not of the kind {kind}."),
        N_("Name an item of that kind."),
    ),
    "reference.withdrawn": (
        N_("“{id}” is withdrawn."),
        N_("Refer to what replaced it."),
    ),
    "reference.not_required": (
        N_("“{id}” is in pack {pack}, which this pack does not require."),
        N_("Add {pack} to requires in pack.yaml."),
    ),
    "reference.unresolved": (
        N_("“{id}” was not found, but not all required packs are at hand ({packs})."),
        N_("Check together with those packs."),
    ),
    "reference.topic": (
        N_("“{value}” is no scenario of the classification."),
        N_("Use a slug of the item classification.scenario."),
    ),
    "region.unknown": (
        N_("“{value}” is no code of the table of regions."),
        N_("Look it up in regions.csv."),
    ),
    "supersedes.cycle": (
        N_("“{id}” and this item replace each other."),
        N_("Only the newer one names the older."),
    ),
    "supersedes.not_named": (
        N_("“{id}” does not name “{successor}” as its successor."),
        N_("Add “superseded_by: {successor}” there."),
    ),
    "supersedes.one_sided": (
        N_("“{id}” does not say that it replaces this item."),
        N_("Add this item to supersedes there."),
    ),
    "supersedes.overlap": (
        N_("“{id}”, which this item replaces from {starts} on, does not end before (valid_to: {ends})."),
        N_("Set its valid_to to {last}."),
    ),
    "supersedes.gap": (
        N_("“{id}” ends on {ends}, but its successor begins only on {starts}."),
        N_("If nothing holds in between, say so in the item; otherwise close the gap."),
    ),
    "overlay.not_a_field": (
        N_("“{value}” is no field that may be opened for regions and branches."),
        N_("Name a field of this kind, such as answer_short or hotlines. {nearest}"),
    ),
    "overlay.other_kind": (
        N_("“{id}” is of the kind {kind}; an item is laid only over one of its own kind."),
        N_("Name an item of the same kind, or leave overlays out so that this one stands beside it."),
    ),
    "overlay.written_by_hand": (
        N_("overlaid is written by the installation, never by an author."),
        N_("Delete it; say overlays: and the id of head office's item instead."),
    ),
    "region.not_scoped": (
        N_("The publisher is region {home}, but the item applies everywhere."),
        N_("Add region with codes inside {home}; only head office publishes for all."),
    ),
    "region.foreign": (
        N_("{value} is not inside region {home}, which publishes the pack."),
        N_("Take it out, or let the right region or head office publish the item."),
    ),
}
"""Message and hint by code."""
