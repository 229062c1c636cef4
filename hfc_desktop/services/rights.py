"""Which right a use case needs: said beside its name, enforced before its first line, refused attempts recorded.

Every public method of a service over the records carries one of the two marks. A test walks them all, so that a use
case without a mark is found before anybody can call it.
"""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

from hfc_desktop.domain.people import allows
from hfc_desktop.services.records import HOUSE, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.people import Actor, Right
    from hfc_desktop.services.ports import UnitOfWorkFactory

NEEDED: Final = "needed_rights"
"""Attribute of a guarded method: the rights of which one is enough."""
OPEN: Final = "open_because"
"""Attribute of a method that needs no right: why it needs none."""


class Guarded(Protocol):
    """A service whose methods can be guarded: refusals go into its store."""

    _units: UnitOfWorkFactory


_S = TypeVar("_S", bound=Guarded)
_P = ParamSpec("_P")
_T = TypeVar("_T")
_M = TypeVar("_M")


def needs(
    *rights: Right, table: str = HOUSE
) -> Callable[[Callable[Concatenate[_S, _P], _T]], Callable[Concatenate[_S, _P], _T]]:
    """Let only actors in who have one of ``rights``; the method takes them as ``actor``.

    Finer rules (own records, own counter, state of the case) are the method's own.

    Args:
        rights: any one of them is enough; a refusal names the first.
        table: kind of record that the refusal is recorded for.

    Raises:
        SecurityRefusalError: at the call, when the actor's role has none of them.
    """

    def guard(method: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
        place = list(signature(method).parameters).index("actor") - 1

        @wraps(method)
        def guarded(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
            actor = cast("Actor", kwargs["actor"] if "actor" in kwargs else args[place])
            if not any(allows(actor.role, right) for right in rights):
                require(self._units, actor, rights[0], table)
            return method(self, *args, **kwargs)

        setattr(guarded, NEEDED, rights)
        return guarded

    return guard


def open_to_all(why: str) -> Callable[[_M], _M]:
    """Mark a use case that needs no right, with the reason."""

    def mark(method: _M) -> _M:
        setattr(method, OPEN, why)
        return method

    return mark
