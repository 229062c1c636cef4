"""Which items hold a word, as one number: bit 17 is set when item 17 does.

A sentence is weighed by a few hundred ANDs and ORs of such numbers, each a microsecond, where the same questions put to
the database would be a few dozen searches. Common words are kept as the number itself, rare ones as a list.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LIST: Final = b"l"
_BITS: Final = b"b"
_BITS_A_NUMBER: Final = 32
_FEW: Final = 32


def is_rare(count: int, highest: int) -> bool:
    """Whether a list of so many numbers, the highest of them given, takes less room than the bits up to it."""
    return count * _BITS_A_NUMBER < highest


def packed(bits: int) -> bytes:
    """At least one bit, in the smaller of the two forms; read on the machine that wrote it."""
    if is_rare(bits.bit_count(), bits.bit_length()):
        return packed_list(list(numbers_in(bits)))
    return _BITS + bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def packed_list(numbers: Sequence[int]) -> bytes:
    """The same of rare numbers in rising order."""
    return _LIST + array("I", numbers).tobytes()


def unpacked(stored: bytes) -> int:
    """What ``packed`` wrote, as one number."""
    if stored[:1] == _BITS:
        return int.from_bytes(stored[1:], "little")
    numbers = array("I", stored[1:])
    return int.from_bytes(_bytes_of(numbers), "little")


def of(numbers: Iterable[int]) -> int:
    """Numbers, in any order, as one number."""
    kept = sorted(numbers)
    return int.from_bytes(_bytes_of(kept), "little") if kept else 0


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers in rising order."""
    if bits.bit_count() <= _FEW:
        while bits:
            lowest = bits & -bits
            yield lowest.bit_length() - 1
            bits ^= lowest
        return
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        while byte:
            lowest = byte & -byte
            yield at * 8 + lowest.bit_length() - 1
            byte ^= lowest


def _bytes_of(numbers: Sequence[int]) -> bytes:
    found = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return bytes(found)
