"""Words for what happens to a case after it was registered: notices, decisions, re-checks, papers, interceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

CASE_TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "responsibility": {
        "bank": N_("The bank is responsible"),
        "shared": N_("The bank is responsible in part"),
        "not_bank": N_("The bank is not responsible"),
        "undetermined": N_("Responsibility cannot be determined"),
    },
    "root_cause": {
        "rule": N_("Internal rules"),
        "process": N_("Process"),
        "system": N_("System"),
        "staff": N_("Staff"),
        "product": N_("Product design"),
        "third_party": N_("Partner institution"),
        "misunderstanding": N_("Misunderstanding"),
    },
    "notice_kind": {
        "decision": N_("Decision told"),
        "extension": N_("Extension told"),
        "declining": N_("Declining told"),
        "transfer": N_("Transfer told"),
        "withdrawal": N_("Withdrawal confirmed"),
        "recheck": N_("Re-check decision told"),
        "mediation": N_("Mediation proposed"),
        "contact": N_("Contact"),
    },
    "notice_way": {
        "handed_over": N_("In person"),
        "post": N_("By post"),
        "sms": N_("By text message"),
        "email": N_("By e-mail"),
        "phone": N_("By telephone"),
        "online": N_("Through our website or app"),
    },
    "notice_result": {
        "received": N_("Received by the customer"),
        "sent": N_("Sent"),
        "no_answer": N_("Nobody answered"),
        "returned": N_("Came back"),
    },
    "recheck_result": {
        "upheld": N_("Upheld"),
        "changed": N_("Decision changed"),
        "redo": N_("To be handled again"),
    },
    "decline_ground": {
        "not_from_complainant": N_("Not made by the complainant, a legal agent or somebody they authorised"),
        "other_lawful": N_("Another lawful ground"),
    },
    "capacity": {
        "legal_agent": N_("Legal agent"),
        "agent": N_("Authorised agent"),
        "heir": N_("Heir"),
    },
    "paper": {
        "authorisation": N_("Letter of authority"),
        "agent_id": N_("Identity document of the agent"),
        "guardianship": N_("Proof of guardianship"),
        "succession": N_("Proof of succession"),
        "licence": N_("Business licence"),
    },
    "means": {
        "transfer": N_("Remittance"),
        "cash": N_("Cash withdrawal"),
        "term_deposit": N_("Breaking a term deposit"),
        "new_account": N_("Opening an account"),
        "other": N_("Another way"),
    },
}
