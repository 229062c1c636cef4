"""The word for each enum value, in the language in use. Window, command line and documents show the same word.

Message ids are chosen so that one English word never stands for two things: the catalogues of all rooms are chained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "nature": {
        "complaint": N_("Complaint"),
        "consultation": N_("Consultation"),
        "suggestion": N_("Suggestion"),
        "praise": N_("Praise"),
        "report": N_("Report of wrongdoing"),
        "petition": N_("Petition"),
    },
    "status": {
        "draft": N_("Draft"),
        "registered": N_("Registered"),
        "accepted": N_("Accepted"),
        "contacted": N_("First contact made"),
        "investigating": N_("Under investigation"),
        "awaiting_approval": N_("Awaiting approval"),
        "decided": N_("Decided"),
        "told": N_("Customer told"),
        "closed": N_("Closed"),
        "archived": N_("Archived"),
        "merged": N_("Merged into the lead case"),
        "withdrawn": N_("Withdrawn by the customer"),
        "declined": N_("Declined"),
        "transferred": N_("Transferred out"),
        "mediating": N_("In mediation"),
        "extension_pending": N_("Extension awaiting approval"),
        "rechecking": N_("Under re-check"),
        "reopened": N_("Reopened"),
    },
    "severity": {
        "ordinary": N_("Ordinary"),
        "complex": N_("Complex"),
        "major": N_("Major"),
    },
    "source": {
        "counter": N_("At the counter"),
        "customer_service": N_("Customer service centre"),
        "card_centre": N_("Credit card centre"),
        "pboc_transfer": N_("Transferred by the PBoC"),
        "nfra_transfer": N_("Transferred by the NFRA"),
        "petition_office": N_("Petition office"),
        "government_12345": N_("12345 government line"),
        "letter": N_("Letter or e-mail"),
        "media": N_("Media"),
        "diverted": N_("Diverted by the regulator"),
        "other": N_("Other way"),
    },
    "outcome": {
        "settled": N_("Settled with the customer"),
        "explained": N_("Explained"),
        "compensated": N_("Compensated"),
        "mediated": N_("Settled by mediation"),
        "withdrawn": N_("Withdrawn by the customer"),
        "declined": N_("Declined"),
        "merged": N_("Merged into the lead case"),
        "transferred": N_("Transferred out"),
    },
    "party_role": {
        "complainant": N_("Complainant"),
        "representative": N_("Representative"),
        "respondent": N_("Respondent"),
        "third_party": N_("Third party"),
    },
    "party_kind": {
        "person": N_("Natural person"),
        "organisation": N_("Legal person or other organisation"),
    },
    "id_type": {
        "resident_id": N_("Resident identity card"),
        "temporary_id": N_("Temporary identity card"),
        "household_register": N_("Household register"),
        "passport": N_("Passport"),
        "hk_macao_permit": N_("Travel permit for Hong Kong and Macao residents"),
        "taiwan_permit": N_("Travel permit for Taiwan residents"),
        "foreign_permanent_resident": N_("Foreign permanent resident identity card"),
        "credit_code": N_("Unified social credit code"),
        "other": N_("Other document"),
    },
    "clock_state": {
        "running": N_("Running"),
        "paused": N_("Stopped by mediation"),
        "met": N_("Kept"),
        "missed": N_("Missed"),
        "ended": N_("Ended"),
    },
    "basis": {
        "calendar": N_("calendar days"),
        "working": N_("working days"),
        "hours": N_("hours"),
    },
    "kind": {
        "scenario": N_("Dialogue"),
        "checklist": N_("Checklist"),
        "restriction": N_("Account restriction"),
        "hotline": N_("Hotline"),
        "faq": N_("Question and answer"),
        "bulletin": N_("Bulletin"),
        "case": N_("Case to learn from"),
        "fraud_type": N_("Fraud type"),
        "duties": N_("Duties of posts"),
        "reward": N_("Reward"),
        "policy": N_("Dated policy"),
        "plan": N_("Contingency plan"),
        "quiz": N_("Quiz"),
        "glossary": N_("Glossary"),
        "region": N_("Regions"),
        "calendar": N_("Working-day calendar"),
        "ruleset": N_("Rule set of terms"),
        "classification": N_("Classification"),
        "lexicon": N_("Word list"),
        "phrase": N_("Reply phrase"),
    },
    "line": {
        "personal": N_("Personal banking"),
        "card": N_("Bank cards"),
        "operations": N_("Operations"),
        "digital": N_("Digital banking"),
        "security": N_("Security"),
        "legal": N_("Legal affairs"),
        "inclusive": N_("Inclusive finance"),
        "consumer_protection": N_("Consumer protection"),
    },
    "audience": {
        "teller": N_("Teller"),
        "lobby": N_("Lobby manager"),
        "supervisor": N_("Operations supervisor"),
        "manager": N_("Branch manager"),
        "line_expert": N_("Line expert"),
    },
    "role": {
        "teller": N_("Teller"),
        "complaint_handler": N_("Complaint handler"),
        "branch_manager": N_("Branch manager"),
        "author": N_("Guidance author"),
        "approver": N_("Guidance approver"),
        "auditor": N_("Auditor"),
        "administrator": N_("Administrator"),
    },
    "organisation_level": {
        "head_office": N_("Head office"),
        "first_level": N_("First-level branch"),
        "second_level": N_("Second-level branch"),
        "sub_branch": N_("Sub-branch"),
        "counter_branch": N_("Counter branch"),
    },
    "confidentiality": {
        "open": N_("For everyone at the counter"),
        "internal": N_("For staff only"),
        "restricted": N_("For named posts only"),
    },
    "item_status": {
        "draft": N_("Draft"),
        "active": N_("In force"),
        "withdrawn": N_("Taken back"),
    },
    "hit_status": {
        "active": N_("In force"),
        "due_for_review": N_("Due for review"),
        "future": N_("Not yet in force"),
        "expired": N_("Expired"),
        "withdrawn": N_("Taken back"),
    },
    "match": {
        "code": N_("Code"),
        "code_fragment": N_("Part of a code"),
        "alias": N_("Customer's word"),
        "title": N_("Title"),
        "initials": N_("Pinyin initials"),
        "pinyin": N_("Pinyin"),
        "message": N_("Screen message"),
        "text": N_("Full text"),
        "homophone": N_("Same sound"),
        "fuzzy": N_("Similar"),
    },
    "risk": {
        "normal": N_("Normal risk"),
        "elevated": N_("Elevated risk"),
        "high": N_("High risk"),
    },
    "confidence": {
        "looked_up": N_("Read in the text"),
        "known": N_("Well established, text not at hand"),
        "unsure": N_("To be checked by a lawyer"),
        "sample": N_("Sample"),
    },
    "imposer": {
        "court": N_("People's court"),
        "procuratorate": N_("People's procuratorate"),
        "police": N_("Public security organ"),
        "state_security": N_("State security organ"),
        "supervisory_commission": N_("Supervisory commission"),
        "tax": N_("Tax authority"),
        "customs": N_("Customs"),
        "securities_regulator": N_("Securities regulator"),
        "central_bank": N_("People's Bank of China"),
        "other_authority": N_("Other competent authority"),
        "bank": N_("This bank"),
        "customer": N_("The customer"),
        "rule": N_("Rule without a decision"),
    },
    "flow": {
        "open": N_("Possible"),
        "stopped": N_("Not possible"),
        "limited": N_("Limited"),
        "delayed": N_("Delayed"),
        "queued": N_("Queued"),
        "debited": N_("Debited"),
    },
    "direction": {
        "incoming": N_("Money coming in"),
        "outgoing": N_("Money going out at the counter"),
        "non_counter": N_("Phone, online, ATM and card"),
        "new_business": N_("New accounts and services"),
    },
    "capability": {
        "report": N_("To report a crime"),
        "warn": N_("Warning call"),
        "consult": N_("Advice"),
        "appeal_freeze": N_("Appeal against a freeze"),
        "appeal_punishment": N_("Appeal against joint punishment"),
        "complaint": N_("To complain"),
        "legal_advice": N_("Legal advice"),
    },
    "hotline_level": {
        "national": N_("National"),
        "province": N_("Province"),
        "prefecture": N_("Prefecture"),
        "county": N_("County"),
    },
    "answer": {
        "yes": N_("Yes"),
        "no": N_("No"),
        "unknown": N_("Unknown"),
    },
    "answer_type": {
        "yes_no": N_("Yes or no"),
        "choice": N_("One of several"),
        "number": N_("A number"),
        "text": N_("In words"),
    },
    "check_level": {
        "low": N_("Low risk"),
        "watch": N_("Watch closely"),
        "high": N_("High risk"),
        "stop": N_("Stop the transaction"),
    },
    "node_type": {
        "say": N_("Step: say"),
        "ask": N_("Step: ask"),
        "do": N_("Step: do"),
        "stop": N_("Step: stop"),
        "end": N_("Step: end"),
    },
    "reception_outcome": {
        "processed": N_("Transaction carried out"),
        "processed_with_notice": N_("Carried out after a warning"),
        "left": N_("Customer left"),
        "intercepted": N_("Fraud intercepted"),
        "handed_over": N_("Handed over"),
        "settled": N_("Settled at the counter"),
    },
    "usefulness": {
        "helpful": N_("Helpful"),
        "not_helpful": N_("Not helpful"),
        "missing": N_("Something is missing"),
        "wrong": N_("Something is wrong"),
    },
    "pack_form": {
        "compendium": N_("Compendium"),
        "special_issue": N_("Special issue"),
        "handbook": N_("Handbook"),
        "scenes": N_("Service scenes"),
        "reference": N_("Reference data"),
    },
    "fraud_group": {
        "common": N_("Common type"),
        "newer": N_("Newer type"),
    },
    "phase": {
        "before": N_("Beforehand"),
        "during": N_("During the event"),
        "after": N_("Afterwards"),
    },
    "reward_event": {
        "interception": N_("Fraud stopped"),
        "false_document": N_("False document found"),
        "forged_note": N_("Forged note found"),
    },
    "axis": {
        "channel": N_("Channel of the business"),
        "business": N_("Kind of business"),
        "reason": N_("Reason for the complaint"),
        "scenario": N_("Scenario"),
    },
    "lexicon_purpose": {
        "synonyms": N_("Synonyms"),
        "boilerplate": N_("Words that say nothing"),
        "early_signs": N_("Early signs"),
        "do_not_say": N_("Words not to say"),
        "stop_words": N_("Words left out of the search"),
    },
    "regime": {
        "nfra": N_("National Financial Regulatory Administration"),
        "pboc": N_("People's Bank of China"),
        "credit_reporting": N_("Credit reporting"),
        "aml": N_("Anti-money-laundering"),
        "local": N_("Local rule"),
        "bank": N_("Rule of this bank"),
    },
    "copy": {
        "customer": N_("Customer's copy"),
        "file": N_("File copy"),
    },
}
"""Message id by group and value. Groups follow the enums of ``domain``; values are those stored and exchanged."""


def term(group: str, value: str) -> str:
    """The word for ``value``. A value that the table does not know (a newer pack may bring one) is shown as it is.

    Raises:
        KeyError: there is no such group, which is a bug of the caller.
    """
    message = TERMS[group].get(value)
    return value if message is None else gettext(message)
