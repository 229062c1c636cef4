"""The fields of the record in one table: group, privacy class, what may print, what may leave the branch.

The table decides what goes into the shared part of an event (``disclosure``), so a new field without a row here cannot
be written. Privacy classes are those of JR/T 0171-2020; C3 (passwords, codes, biometrics) is never a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Group(StrEnum):
    """Groups of fields, in the order of the ledger."""

    IDENTITY = "identity"
    COMPLAINANT = "complainant"
    MATTER = "matter"
    CLOCK = "clock"
    HANDLING = "handling"
    NOTICE = "notice"
    OUTCOME = "outcome"
    REPEAT = "repeat"
    RECHECK = "recheck"
    CAUSE = "cause"
    GUIDANCE = "guidance"
    ARCHIVE = "archive"


class Privacy(StrEnum):
    """How sensitive a field is."""

    NONE = "none"
    INTERNAL = "internal"
    C1 = "c1"
    C2 = "c2"


class Prints(StrEnum):
    """What of a field the customer's copy shows."""

    YES = "yes"
    MASKED = "masked"
    OWN_LETTER = "own_letter"
    NO = "no"


class Leaves(StrEnum):
    """What of a field may leave the branch.

    ``PARTS``: of each of its entries only the parts named; ``HASH``: a keyed hash, which is a field of its own;
    ``BAND``: the band of an amount; ``SCRUBBED``: text, and only in an export that the manager makes, with every number
    that names a person taken out; ``NO``: never.
    """

    YES = "yes"
    PARTS = "parts"
    HASH = "hash"
    BAND = "band"
    SCRUBBED = "scrubbed"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One row: how one field of the complaint is treated.

    Attributes:
        parts: for ``Leaves.PARTS``, the parts of each entry that may leave.
    """

    name: str
    group: Group
    privacy: Privacy
    prints: Prints
    leaves: Leaves
    parts: tuple[str, ...] = ()


_PARTS: Final[Mapping[str, str]] = {
    "attachments": "sha256 bytes media_type added_at by",
    "extensions": "stage asked_on asked_by approved_on approved_by told_on refused",
    "pauses": "first last settled",
    "notices": "kind way at by result proof_sha256",
    "recusals": "staff_no on by",
    "approvals": "by role at granted",
    "merged": "id number received_at at by was new_facts via",
    "links": "kind to at by",
    "escalations": "at by before after rule edition label label_en",
    "recheck": "applied_on to case number late decided_on result",
    "checks": "by at passed faults",
    "reopenings": "at by closed_at told_at outcome",
    "correction": "owner due done_on verified_by feedback",
    "guidance_used": "item version pack at helpful",
}

_ROWS: Final = """
identity    none      yes         yes       id number nature status source received_at registered_at organisation
identity    none      yes         yes       regulator_ref transferred_by transferred_on regulator_due
identity    none      yes         yes       channel business reason scenario
identity    internal  no          yes       counter business_line level severity urgency old_number
identity    c1        yes         yes       occurred_on
identity    c1        yes         no        product
identity    c2        no          no        tags
complainant c2        masked      no        parties
complainant c2        no          yes       customer_key
complainant c1        yes         yes       people_count
matter      c2        yes         scrubbed  claim facts basis expected_outcome
matter      none      yes         yes       demand
matter      c2        yes         band      amount_fen loss_fen
matter      c2        yes         parts     attachments
matter      internal  no          no        recording_ref
clock       none      yes         yes       clocks counts_from
clock       none      no          yes       rules rule_set came_from
clock       c2        own_letter  parts     extensions pauses
handling    internal  no          yes       first_receiver handler departments accepted_at contacted_at decided_at
handling    internal  no          yes       told_at closed_at withdrawn_at decided_by settled_on_spot told_customer
handling    internal  no          parts     recusals approvals
handling    c2        yes         scrubbed  first_advice
handling    c2        own_letter  scrubbed  investigation policy_basis decision remedies decline_reason
handling    internal  own_letter  yes       responsibility decline_ground transfer_to
handling    c2        own_letter  band      compensation_fen
notice      c2        own_letter  parts     notices
outcome     none      no          yes       outcome satisfaction accepted_by_customer
outcome     internal  no          parts     checks reopenings
repeat      internal  no          yes       repeat_of repeat_no new_facts early_signs
repeat      internal  no          parts     merged links escalations
recheck     none      own_letter  parts     recheck
recheck     none      own_letter  yes       recheck_of
cause       internal  no          yes       root_cause measures
cause       internal  no          parts     correction
guidance    c2        no          no        reception
guidance    none      yes         parts     guidance_used
archive     none      yes         yes       app_version
archive     internal  no          yes       archived_on keep_until legal_hold
"""


def _table() -> dict[str, FieldRule]:
    rules: dict[str, FieldRule] = {}
    for line in filter(str.strip, _ROWS.splitlines()):
        group, privacy, prints, leaves, *names = line.split()
        for name in names:
            rules[name] = FieldRule(
                name,
                Group(group),
                Privacy(privacy),
                Prints(prints),
                Leaves(leaves),
                tuple(_PARTS[name].split()) if leaves == Leaves.PARTS else (),
            )
    return rules


FIELD_RULES: Final[Mapping[str, FieldRule]] = _table()
"""Every field of the complaint by name, in the order of the ledger."""

PARTY_CLASSES: Final[Mapping[str, Privacy]] = {
    "role": Privacy.NONE,
    "kind": Privacy.NONE,
    "name": Privacy.C2,
    "id_type": Privacy.C2,
    "id_number": Privacy.C2,
    "phone": Privacy.C2,
    "address": Privacy.C2,
    "account_tail": Privacy.C2,
    "age_band": Privacy.C2,
    "authority_seen": Privacy.INTERNAL,
    "capacity": Privacy.INTERNAL,
    "papers": Privacy.INTERNAL,
    "other_contact": Privacy.C2,
    "legal_representative": Privacy.C2,
    "staff_no": Privacy.INTERNAL,
    "office": Privacy.NONE,
    "replied_on": Privacy.INTERNAL,
    "cooperation": Privacy.INTERNAL,
}
"""Privacy class of each field of a party; none of them leaves the branch."""
