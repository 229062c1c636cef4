"""Words for printed forms: their names, the blocks that they need, the facts that the police ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT_TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "form": {
        "receipt": N_("Receipt"),
        "handling": N_("Handling note"),
        "reply": N_("Reply letter"),
        "extension": N_("Extension notice"),
        "declining": N_("Declining notice"),
        "withdrawal": N_("Withdrawal confirmation"),
        "recheck": N_("Re-check decision"),
        "mediation": N_("Mediation proposal"),
        "transfer": N_("Transfer sheet"),
        "restriction_slip": N_("Restriction slip"),
        "police_facts": N_("Facts for the police"),
        "interception": N_("Interception record"),
        "reward": N_("Reward application"),
        "due_list": N_("List of what is due"),
        "key_sheet": N_("Sheet of keys"),
        "counter_card": N_("Card for the counter"),
        "branch_report": N_("Report of the branch"),
        "headoffice_report": N_("Report of head office"),
        "minutes": N_("Minutes"),
        "booklet": N_("Booklet"),
    },
    "letter_part": {
        "claim": N_("the claim"),
        "terms": N_("the time limits"),
        "findings": N_("what was found"),
        "decision": N_("the decision"),
        "basis": N_("basis and reasons"),
        "decided": N_("the approved decision"),
        "remedies": N_("the office that decides a re-check"),
        "recheck_date": N_("the last day to apply for a re-check"),
        "extension": N_("the new last day"),
        "extension_reason": N_("the reason for the extension"),
        "extension_approval": N_("the approval of the extension"),
        "decline_reason": N_("the reason for declining"),
        "withdrawal": N_("when it was withdrawn"),
        "recheck": N_("the re-check"),
        "recheck_result": N_("the result of the re-check"),
        "mediation_body": N_("the mediation body"),
        "transfer_to": N_("where it goes"),
    },
    "loss_fact": {
        "place": N_("Where the customer is"),
        "payee_account": N_("Account of the payee"),
        "payee_bank": N_("Bank of the payee"),
        "payee_name": N_("Name of the payee"),
        "sent_at": N_("Day and minute of the payment"),
        "amount_fen": N_("Amount paid"),
    },
}
