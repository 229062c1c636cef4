"""Sentences for faults of trust: signatures of guidance packs, keys, roots, and publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERIFYING: Final[Mapping[str, str]] = {
    "trust.unknown_publisher": N_(
        "{path} was refused: nobody trusted here vouches for the publisher {publisher}. Nothing was changed. "
        "Install head office's newest trust file first, or ask your technology department to set up head office's root."
    ),
    "trust.unsigned": N_(
        "{path} was refused: it is not signed. Nothing was changed. Ask head office for the signed file (.hfcpack)."
    ),
    "trust.unsigned_over_signed": N_(
        "{path} was refused: pack {pack} is signed here, and this file is not. Nothing was changed. "
        "Ask head office for the signed file (.hfcpack)."
    ),
    "trust.no_author": N_(
        "{path} was refused: the author's signature is missing. Nothing was changed. Send it back to head office."
    ),
    "trust.no_approver": N_(
        "{path} was refused: the approver's signature is missing. Nothing was changed. Send it back to head office."
    ),
    "trust.no_seal": N_(
        "{path} was refused: the SM2 signature that head office's root asks for is missing. Nothing was changed. "
        "Send it back to head office."
    ),
    "trust.no_release": N_(
        "{path} was refused: the release signature is missing or false. Nothing was changed. "
        "Copy it again from where it came; if that does not help, tell head office."
    ),
    "trust.same_key": N_(
        "{path} was refused: one key signed twice, where two people must sign. Nothing was changed. Tell head office."
    ),
    "trust.key_revoked": N_(
        "{path} was refused: it is signed with the key of “{holder}”, which was revoked. Nothing was changed. "
        "Do not use this file; ask head office for the current one."
    ),
    "trust.root_not_signed": N_(
        "{path} was refused: root {root} is signed by {have} of the {need} keys that it needs. Nothing was changed. "
        "Do not use this file; tell head office."
    ),
    "trust.chain_gap": N_(
        "{path} was refused: root {missing} is missing on the way to root {newest}. Nothing was changed. "
        "Ask head office for a complete file of this issue."
    ),
    "trust.no_roots": N_(
        "{path} was refused: it holds no root, or more than {most}. Nothing was changed. "
        "Ask head office for a complete file of this issue."
    ),
    "trust.incomplete": N_(
        "{path} was refused: its part {member} is missing or not as stated. Nothing was changed. "
        "Copy it again from where it came; if that does not help, ask head office for a complete file."
    ),
    "trust.altered": N_(
        "{path} was refused: it is not what was signed. Nothing was changed. "
        "Copy it again from where it came; if that does not help, do not use it and tell head office."
    ),
    "trust.mixed": N_(
        "{path} was refused: its parts come from different issues. Nothing was changed. "
        "Do not use this file; tell head office."
    ),
    "trust.unreadable": N_(
        "{path} was refused: its part {member} cannot be read. Nothing was changed. "
        "Copy it again from where it came; if that does not help, tell head office."
    ),
    "trust.newer_format": N_(
        "{path} is of a newer format than this program reads. The guidance in force is unchanged. "
        "Update the program, then install it again."
    ),
    "packs.archive_order": N_(
        "{path} was refused: its parts are not in their order. Nothing was changed. "
        "Ask head office for the file as “hfc packs publish release” made it."
    ),
    "trust.other_path": N_(
        "{path} was refused: {publisher} signed for something that it has no right to publish. Nothing was changed. "
        "Do not use this file; tell head office."
    ),
    "trust.other_region": N_(
        "{path} was refused: item {id} is not for places inside region {region} alone. Nothing was changed. "
        "The region may publish for its own places only; send it back."
    ),
    "trust.other_branch": N_(
        "{path} was refused: it is of branch {branch}, and this is {office}. Nothing was changed. "
        "A branch publishes for its own counters only."
    ),
    "trust.other_publisher": N_(
        "{path} was refused: pack {pack} is published by {publisher} here. Nothing was changed. "
        "A pack id belongs to one publisher; send it back."
    ),
    "trust.expired": N_(
        "{path} was refused: it could be installed until {expires}, and today is {today}. The guidance in force stays. "
        "Ask head office for a newer file; in an emergency a manager may accept it with a reason (--accept-expired)."
    ),
    "trust.clock_ahead": N_(
        "This computer says that today is {today}, but the newest thing seen here is of {seen}. Nothing was changed. "
        "Check the date of the computer; if it is right, say so (--accept-date) and try again."
    ),
    "trust.no_reason": N_("Give a reason (--reason); it is kept in the log."),
    "trust.root_damaged": N_(
        "The trusted root of {publisher} in the data folder is damaged. The guidance in force stays. "
        "Ask your technology department to set it up again."
    ),
    "trust.state_damaged": N_(
        "{path} is damaged, so an older pack could not be told from a newer one. The guidance in force stays. "
        "Restore this file from a backup, or delete it if head office confirms which issue is current."
    ),
    "trust.no_root": N_(
        "{path} is no root of {publisher}, or not signed by enough of its keys. Nothing was changed. "
        "Ask head office for the root file."
    ),
    "trust.other_fingerprint": N_(
        "{path} has the fingerprint {fingerprint}, which is not the one that was typed. Nothing was changed. "
        "Compare both with head office by telephone."
    ),
    "trust.root_is_there": N_(
        "A root of head office (version {root}) is trusted here already; {path} is another. Nothing was changed. "
        "Newer roots come with signed packs by themselves."
    ),
    "packs.sign_in": N_(
        "Changing the guidance of this counter needs a person with the right to. "
        "Sign in as a branch manager or administrator (--user)."
    ),
    "packs.not_installed": N_("Pack {pack} is not installed here. “hfc packs list” shows what is."),
}

_PUBLISHING: Final[Mapping[str, str]] = {
    "signing.bad_name": N_(
        "“{value}” cannot name a key. Use the post that holds it: letters, digits, hyphens, at most 60."
    ),
    "signing.exists": N_("{path} exists already. Name another post or another folder; keys are never overwritten."),
    "signing.bad_file": N_("{path} is no key file, or damaged. Name a file made by “hfc packs keys new”."),
    "signing.not_private": N_("{path} holds only the public half of a key. Name the file ending in .key."),
    "signing.wrong_passphrase": N_("The passphrase does not open {path}, or the file was changed. Try again."),
    "publish.no_publication": N_("{path} is no publication. Begin one with “hfc packs publish init”."),
    "publish.exists": N_("{path} is a publication already. Name a new folder."),
    "publish.damaged": N_("{path} cannot be read as it was written. Take it again from the last copy."),
    "publish.bad_publisher": N_(
        "“{value}” is no publisher. Use headoffice, region- and the region's code, or branch- and the office's code."
    ),
    "publish.bad_line": N_("“{value}” cannot be published as a line. Use lower-case letters, digits and hyphens."),
    "publish.bad_file": N_(
        "{name} cannot be vouched for. Give a root (region-330000.root.json) or a list (devices.json)."
    ),
    "publish.few_keys": N_(
        "There are {have} keys for the duty {duty}; at least {need} are needed. "
        "Make the others with “hfc packs keys new”."
    ),
    "publish.key_twice": N_(
        "One key or one post is there twice. Each duty needs a key of its own, held by its own post."
    ),
    "publish.unknown_holder": N_(
        "No key of this root is held by “{name}”. “hfc packs publish status” shows who holds keys."
    ),
    "publish.no_root": N_(
        "No root of {path} is signed by enough keys yet. Sign it with “hfc packs publish sign-root”."
    ),
    "publish.no_root_draft": N_(
        "There is no root to be signed in {path}. “hfc packs publish change-root” drafts the next one."
    ),
    "publish.other_key": N_(
        "The key of “{name}” has not the duty {duty} in this root. Use the key of somebody who has."
    ),
    "publish.same_post": N_("“{name}” signed this content already. Another person must approve it."),
    "publish.no_draft": N_("There is no draft of {line}. Its author submits one with “hfc packs publish submit”."),
    "publish.nothing": N_("Nothing was published on the line {line} yet."),
    "publish.not_signed": N_("{line} lacks the signature of the duty {duty}. “hfc packs publish approve” adds it."),
    "publish.not_newer": N_(
        "{pack} {offered} is not newer than {have}, which was published. "
        "Raise issue or content_version in pack.yaml, also to publish older content again."
    ),
    "publish.not_there": N_("The published pack holds no item {id} in force. Check the id."),
    "publish.other_publisher": N_("{pack} names the publisher {stated}, but this is the publication of {publisher}."),
    "publish.not_vouched": N_("{name} is not vouched for. “hfc packs publishers” on a counter shows who is."),
    "publish.only_head_office": N_("Only head office vouches for others. Use head office's publication."),
}

SENTENCES: Final[Mapping[str, str]] = {**_VERIFYING, **_PUBLISHING}
