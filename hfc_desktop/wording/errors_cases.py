"""Sentences for refused steps of a case: which condition does not hold, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "cases.missing": N_("{what} is missing. Give it with this step; nothing was changed."),
    "cases.papers_missing": N_(
        "Originals that were not seen yet: {papers}. A case filed by somebody else is accepted once they were seen"
        " (Order No. 3 art. 14)."
    ),
    "cases.too_many_representatives": N_(
        "A group may be represented by at most {most} people (Order No. 3 art. 12). Take down who speaks for it."
    ),
    "cases.no_handler": N_("Nobody handles this case yet. Assign it first."),
    "cases.second_person": N_("This takes a second person: it cannot be {what}. Ask a colleague with that right."),
    "cases.assignee_recused": N_(
        "{staff_no} is complained about or recused and must not handle this case (Order No. 3 art. 17). Choose "
        "somebody else."
    ),
    "cases.assignee_unfit": N_(
        "{staff_no} is no active complaint handler or manager. Choose somebody who may handle cases."
    ),
    "cases.other_ground": N_("Declining on another ground than Order No. 3 art. 16 is for the branch manager."),
    "cases.wrong_notice": N_("A notice of this kind ({kind}) does not belong to this step; here belongs: {wanted}."),
    "cases.told_before_decided": N_(
        "The decision cannot have been told before it was made. Correct the time of the notice."
    ),
    "cases.field_missing": N_(
        "“{field}” is empty. A decision states what was verified, its basis and reasons, and the remedies (Order "
        "No. 3 art. 19)."
    ),
    "cases.not_approved": N_(
        "The proposal with this compensation is not approved yet. Let a second person approve it first."
    ),
    "cases.above_authority": N_(
        "The compensation is above what this office may approve ({limit} yuan). Let the superior office approve it."
    ),
    "cases.major_level": N_("A major case must be at level {level} or above before this. Raise its level first."),
    "cases.not_checked": N_("A second person must check the quality of this case before it is closed."),
    "cases.not_told": N_("The customer was not told yet, or not tried on three days. Tell the decision first."),
    "cases.not_over_at_once": N_(
        "A complaint is closed at once only when it was settled on the spot and the customer was told."
    ),
    "cases.no_further_stage": N_("There is no further extension for this case."),
    "cases.stage_not_next": N_("The next extension is stage {stage}."),
    "cases.extension_too_late": N_("The term ended on {due}; an extension must be granted by the end of that day."),
    "cases.superior_approves": N_(
        "The second extension is granted by the superior office or a senior manager of head office (Order No. 3 "
        "art. 18)."
    ),
    "cases.pause_before_receipt": N_("Mediation cannot begin before the complaint came."),
    "cases.resume_before_pause": N_("Mediation began on {first}; it cannot end before."),
    "cases.no_superior": N_(
        "This office has no superior office in the list of offices, so nobody can re-check. See “hfc users offices”."
    ),
    "cases.rechecked_already": N_("This decision was re-checked already, or is a re-check itself."),
    "cases.recheck_late": N_("The term for asking ended on {due}. Give the reason for taking it all the same."),
    "cases.lead_closed": N_("The lead case is over. Take it up again first, or choose another lead."),
    "cases.level_must_rise": N_("The level is {level} already; it only rises, up to 4."),
    "cases.level_four": N_("Level 4 needs the paper by which the supervisor or head office named the case so."),
    "cases.not_held": N_("The case is not under legal hold."),
    "cases.held_already": N_("The case is under legal hold already."),
    "cases.not_from_here": N_("“{action}” is not possible in the state “{status}”. It is possible in: {states}."),
    "cases.recused": N_(
        "You are complained about in {number}, or recused from it (Order No. 3 art. 17). The attempt was recorded."
        " Leave the case to somebody else."
    ),
    "cases.own_command": N_(
        "“{action}” touches several cases. Use the command of that name, or the screen of repeats."
    ),
    "cases.in_future": N_("The time given lies in the future. Correct it, or check the clock of this computer."),
    "cases.before_receipt": N_("The complaint came on {received}; nothing can have happened with it before."),
    "cases.field_not_taken": N_("“{field}” does not come with “{action}”. What does: {choices}."),
    "cases.nothing_to_undo": N_("The last step of {number} was not yours, or cannot be taken back this way."),
    "cases.undo_legal_effect": N_(
        "The last step of {number}, “{step}”, took legal effect and is not undone. Answer it by a step of the case:"
        " take it up again, part it, or write a new notice."
    ),
    "cases.undo_most": N_("{most} steps of {number} were taken back; further back, change the fields themselves."),
    "cases.undo_session": N_(
        "What you did last with {number} was before you signed in this time. Change the fields themselves instead."
    ),
    "cases.attachment_size": N_("An attachment holds 1 byte to {most} MiB. Make it smaller or split it."),
    "cases.attached_already": N_("{number} has this very file already."),
    "cases.no_attachment": N_("{number} has no such attachment, or its bytes are at another counter."),
    "cases.merge_itself": N_("{number} cannot be merged or linked with itself. Name two different cases."),
    "cases.nothing_merged": N_("Nothing is merged into {number}."),
    "cases.cannot_choose": N_(
        "“{field}” cannot be taken from another case, or that case is not among them. What can: {choices}."
    ),
    "cases.unwritable": N_("The file {path} could not be written ({reason}). Name another folder."),
    "cases.no_task": N_("There is no such task. See the list of tasks."),
    "cases.no_slip": N_("There is no such open slip. See the list of early signs."),
    "cases.no_entry": N_("There is no such entry in the register."),
    "cases.decided_already": N_("{number} was decided; its findings no longer change. Take it up again first."),
    "cases.bad_step": N_("“{field}” of the step has the wrong form; {form} is expected there."),
}
