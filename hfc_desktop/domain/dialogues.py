"""Walking through a scenario: the step one is at, the answers open there, the way back, and the signs raised.

A walk is a value: every move gives a new one, so going back is taking the walk before, and a reception can be resumed
from its recorded path alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from hfc_desktop.domain.guidance.scenario import Node, NodeType, Option, Scenario
from hfc_desktop.domain.reception import PathStep


@dataclass(frozen=True, slots=True)
class Taken:
    """One answered step."""

    node: str
    option: Option
    at: datetime


@dataclass(frozen=True, slots=True)
class Walk:
    """A scenario under way. ``Walk(scenario)`` stands at its first step."""

    scenario: Scenario
    taken: tuple[Taken, ...] = ()

    @property
    def node(self) -> Node:
        """The step one is at."""
        return self.scenario.node(self.taken[-1].option.next if self.taken else self.scenario.start)

    @property
    def flags(self) -> frozenset[str]:
        """Signs that the answers so far have raised."""
        return frozenset(step.option.flag for step in self.taken if step.option.flag)

    @property
    def ended(self) -> bool:
        """Whether no answer leads on."""
        return self.node.type is NodeType.END or not self.options

    @property
    def outcome(self) -> str:
        """Name of the end in the record; empty while under way."""
        return self.node.outcome if self.node.type is NodeType.END else ""

    @property
    def options(self) -> tuple[Option, ...]:
        """Answers open here, given the signs raised so far; at most nine have a digit of their own."""
        flags = self.flags
        return tuple(option for option in self.node.options if _open(option, flags))

    def choose(self, number: int, at: datetime) -> Self:
        """Take answer ``number``, from 1.

        Raises:
            IndexError: there is no such answer here.
        """
        options = self.options
        if not 1 <= number <= len(options):
            raise IndexError(number)
        return replace(self, taken=(*self.taken, Taken(self.node.id, options[number - 1], at)))

    def back(self, steps: int = 1) -> Self:
        """The walk before the last ``steps`` answers; the first step has none before it."""
        return replace(self, taken=self.taken[: max(0, len(self.taken) - steps)])

    def upto(self, index: int) -> Self:
        """The walk at the step that answer ``index`` was given to, from 0."""
        return replace(self, taken=self.taken[: max(0, index)])

    def path(self) -> tuple[PathStep, ...]:
        """What a reception keeps; the end itself is a step without an answer."""
        steps = [self._step(self.scenario.node(taken.node), taken.option, taken.at) for taken in self.taken]
        if self.taken and self.ended:
            steps.append(self._step(self.node, None, self.taken[-1].at))
        return tuple(steps)

    def _step(self, node: Node, option: Option | None, at: datetime) -> PathStep:
        return PathStep(
            item=self.scenario.id,
            version=self.scenario.version,
            node=node.id,
            text=node.text,
            answer=option.label if option else "",
            at=at,
            note=node.note_to_record,
            flag=option.flag if option else "",
        )

    @classmethod
    def resumed(cls, scenario: Scenario, path: Iterable[PathStep]) -> Self:
        """Walk again along a recorded path, as far as the scenario still has it."""
        walk = cls(scenario)
        for step in path:
            if step.item != scenario.id or step.node != walk.node.id:
                break
            labels = [option.label for option in walk.options]
            if step.answer not in labels:
                break
            walk = walk.choose(labels.index(step.answer) + 1, step.at)
        return walk


def _open(option: Option, flags: frozenset[str]) -> bool:
    if option.when.startswith("!"):
        return option.when[1:] not in flags
    return not option.when or option.when in flags
