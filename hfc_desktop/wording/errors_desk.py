"""Sentences for faults of the desk: favourites, notices, quizzes, settings, practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "desk.favourites_full": N_("There is room for {most} favourites. Take one out first: open it and press the star."),
    "desk.no_notice": N_("“{id}” is no notice of the installed guidance for you; it may have been withdrawn."),
    "desk.no_question": N_("The question “{id}” is not in the installed guidance any more. Start the quiz again."),
    "desk.practice_not_started": N_("Practice could not be started: {reason}. Real data were not touched."),
    "desk.key_taken": N_("{key} already means “{other}”. Choose another key, or change that one first."),
    "desk.key_reserved": N_("{key} belongs to the system or to typing. Choose a function key, or one with Ctrl."),
}
