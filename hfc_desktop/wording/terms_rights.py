"""Words for what a role may do, as refusals and the log of events name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

RIGHT_TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "right": {
        "complaint_record": N_("write down matters"),
        "complaint_read_counter": N_("read the matters of the own counter"),
        "complaint_read_branch": N_("read the matters of the branch"),
        "complaint_edit_own": N_("correct what one wrote down"),
        "complaint_edit_branch": N_("correct and assign the matters of the branch"),
        "complaint_handle": N_("handle complaints"),
        "complaint_approve": N_("approve and reopen"),
        "complaint_check": N_("check the work of others"),
        "complaint_merge": N_("merge and split"),
        "list_export": N_("export lists"),
        "reveal": N_("see what is masked"),
        "ledger_import": N_("take over a ledger"),
        "legal_hold": N_("set and lift a legal hold"),
        "destruction_propose": N_("propose destruction"),
        "destruction_approve": N_("approve destruction"),
        "log_read": N_("read the log of events"),
        "log_verify": N_("verify the log of events"),
        "user_read": N_("see the people"),
        "user_manage": N_("set people up"),
        "user_unlock": N_("unlock people"),
        "pack_install": N_("install guidance"),
        "pack_write": N_("write guidance"),
        "pack_approve": N_("approve guidance"),
        "exchange": N_("send and receive files"),
        "backup": N_("make backups"),
        "feedback_read": N_("read feedback"),
        "training_oversee": N_("see who has read and learnt"),
        "setting_change": N_("change settings of the office"),
        "cases.recused": N_("work on a case one is recused from"),
        "people.own_records_only": N_("open records of others"),
    },
}
"""Message id by group and value; the last two are rules that a refusal may name in place of a right."""
