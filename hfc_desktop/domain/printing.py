"""What somebody asks for when they print, and where a print is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from hfc_desktop.domain.documents import Copy, Form, NoteHead


@runtime_checkable
class Printable(Protocol):
    """Any document with a head: letters, slips, lists, reports, minutes."""

    @property
    def head(self) -> NoteHead:
        """Top and foot of its pages."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """Which form, for whom, how.

    Attributes:
        at: print time; now when not given. The same time gives the same bytes.
        remark: whether the file copy carries the teller's remark.
        draft: print what is not complete yet, marked as a draft.
        given: what the record does not hold, as ``body`` of a mediation that is only proposed.
    """

    form: Form = Form.HANDLING
    copy: Copy = Copy.CUSTOMER
    language: str = "zh"
    at: datetime | None = None
    remark: bool = True
    draft: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
