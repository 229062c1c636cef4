"""The description of a guidance pack (指引包): one numbered issue of one line or theme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, BusinessLine, ChangeNote


class PackForm(StrEnum):
    """How the pack presents itself."""

    COMPENDIUM = "compendium"
    SPECIAL_ISSUE = "special_issue"
    HANDBOOK = "handbook"
    SCENES = "scenes"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An item that this issue takes back at once."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    id: str
    """Id of the item."""
    reason: str
    """Why."""
    since: date
    """From which day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackManifest:
    """``pack.yaml``. Issue and content version are whole numbers that only rise."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    schema: int
    """Version of this format; 1 today."""
    pack_id: str
    """Stable id: lower-case letters, digits and hyphens."""
    publisher: str
    """headoffice or region-<GB/T 2260 code>."""
    issue: int
    """Number of the issue (第 N 期)."""
    content_version: int
    """Rises by one with each build of the issue."""
    title: str
    """Title in Chinese."""
    title_en: str
    """Title in English."""
    form: PackForm
    """compendium, special_issue, handbook, scenes or reference."""
    line: BusinessLine
    """Line that owns it."""
    lang: str = "zh"
    """Language of the text."""
    department: str
    """Publishing department."""
    author: str
    """Post of the editor."""
    approver: str
    """Post that approved."""
    issued_on: date
    """Day of issue."""
    effective_from: date
    """First day in force."""
    review_by: date
    """Day by which it must be looked at again."""
    min_app: str = "0.1.0"
    """Oldest program that can read it."""
    supersedes: tuple[str, ...] = ()
    """Pack ids that it replaces."""
    requires: tuple[str, ...] = ()
    """Pack ids that its references lead to."""
    withdrawn: tuple[Withdrawal, ...] = ()
    """Items taken back."""
    is_sample: bool = False
    """Whether the whole pack is a sample."""
    urgent: bool = False
    """Whether the counter shows it as a banner until it was read."""
    declared_codes: tuple[str, ...] = ()
    """Codes that items of this pack may use; others are undeclared."""
    foreword: str = ""
    """Foreword of the printed booklet."""
    changelog: tuple[ChangeNote, ...] = ()
    """What each issue changed."""
