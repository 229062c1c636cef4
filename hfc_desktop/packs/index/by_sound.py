"""Layers that match by sound: initials, full pinyin, both mixed with Chinese, characters of the same sound."""

from __future__ import annotations

import math
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.matches import Found, Match
from hfc_desktop.packs.index.query import runs_with_spaces
from hfc_desktop.packs.index.schema import NAMES_BELOW, Tier
from hfc_desktop.packs.index.tokens import all_of, any_of, has_han, initials_tokens, key, syllable_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.packs.index.reader import IndexReader, NameRow, Scope
    from hfc_desktop.services.ports import SoundReader

_LONGEST: Final = 32
_MOST_INITIALS: Final = 6
_KNOWN_WORD: Final = 5
"""So many names that hold the letters as a word make it one."""
_NEVER_INITIALS: Final = frozenset("iuv")
_MORE_STRAYS: Final = 2
"""A reading with so many more letters that are no syllables than the likeliest one is not what was meant."""
_MOST_WAYS: Final = 6
_FEWEST_SYLLABLES: Final = 3
_LETTERS_LESS: Final = 30.0
"""Letters say less than characters of the same sound do."""
_MOST_COMPLETIONS: Final = 24
_PAIRS_ASKED: Final = 4
_NAMES_A_PAIR: Final = 60
_LEAST_COVERAGE: Final = 0.5


class Element(NamedTuple):
    """One element of a query by sound: canonical letters, whether a whole syllable, the character if one was typed."""

    letters: str
    whole: bool
    character: str = ""

    @property
    def side(self) -> str:
        """What it is to its neighbours: a syllable or an initial."""
        return self.letters if self.whole else self.letters[:1]


Way = tuple[Element, ...]


def by_pinyin(reader: IndexReader, query: ParsedQuery, sounds: SoundReader, scope: Scope, found: Found) -> None:
    """Letters read as initials and syllables, with Chinese between them taken literally."""
    typed = key(query.text)
    if len(typed) > _LONGEST:
        return
    if len(typed) == 1:
        letter = sounds.canonical(typed)
        rows = reader.names_from_initial(letter, scope)
        found.add_all(in_one_piece(rows, (Element(letter, whole=False),)))
        return
    # A known English word is hardly meant as stray initials too.
    strays = 0 if found.sure() >= _KNOWN_WORD else _LONGEST
    initials = _bare_initials(typed, sounds) if strays else ()
    fewest = None
    for way in _ways(query.text, sounds):
        mine = sum(not element.whole for element in way[:-1])
        fewest = mine if fewest is None else fewest
        if mine > min(strays, fewest + _MORE_STRAYS):
            break
        if way == initials:
            initials = ()
        # The last syllable may still be growing: ji begins jia, jian and jie.
        last = way[-1]
        growing = (*way[:-1], last if last.character else Element(last.letters, whole=False))
        named = list(in_one_piece(_rows(reader, growing, sounds, scope), growing))
        found.add_all(named)
        if named:
            strays = mine
    if initials:
        found.add_all(in_one_piece(_rows(reader, initials, sounds, scope), initials))


def _bare_initials(typed: str, sounds: SoundReader) -> Way:
    """Every letter as an initial: sazh is s, a, z, h as well as sa, zh; nothing for what is too long to be that."""
    if len(typed) > _MOST_INITIALS or not (typed.isascii() and typed.isalpha()) or _NEVER_INITIALS & set(typed):
        return ()
    return tuple(Element(sounds.canonical(letter), whole=False) for letter in typed)


def by_pieces(reader: IndexReader, query: ParsedQuery, sounds: SoundReader, scope: Scope, found: Found) -> None:
    """Chinese and pinyin mixed, when the two do not stand side by side: 法院kh finds 法院 and 扣划 apart."""
    pieces = runs_with_spaces(query.core)
    if len(pieces) < 2 or len(query.core_key) > _LONGEST:
        return
    met: dict[int, int] = {}
    for han, run in pieces:
        if han:
            phrase = reader.text_phrase(run, scope)
            rows = reader.names(phrase, scope) if phrase else []
        elif len(run) == 1:
            return
        else:
            ways = [tuple(Element(*part) for part in way) for way in sounds.splits(key(run))[:2]]
            rows = [row for way in ways for row in _rows(reader, way, sounds, scope)]
        for item in {row.item for row in rows}:
            met[item] = met.get(item, 0) + 1
    for item, count in met.items():
        if count == len(pieces):
            found.add(item, Match(matches.ALL_PIECES, MatchKind.INITIALS))


def _ways(text: str, sounds: SoundReader) -> list[Way]:
    """Ways to read the query as elements, likeliest first."""
    choices: list[list[Way]] = []
    for han, run in runs_with_spaces(text):
        if han:
            choices.append(
                [
                    tuple(Element(s, whole=True, character=c) for s, c in zip(way, run, strict=True))
                    for way in sounds.of_text(run)
                ]
            )
        else:
            choices.append([tuple(Element(*part) for part in way) for way in sounds.splits(key(run))])
    return [sum(parts, ()) for _place, parts in zip(range(_MOST_WAYS), product(*choices), strict=False)]


def _rows(reader: IndexReader, way: Way, sounds: SoundReader, scope: Scope) -> list[NameRow]:
    """Names that may match ``way``; none is asked for when no name has two of its neighbours side by side."""
    stands = reader.neighbours.side_by_side
    if not all(stands(before.side, after.side) for before, after in pairwise(way)):
        return []
    parts = [reader.text_phrase(run, scope) for run in "".join(element.character or " " for element in way).split()]
    parts += _sound_parts(reader, way, sounds)
    return reader.names(" AND ".join(parts), scope) if parts and all(parts) else []


def _sound_parts(reader: IndexReader, way: Way, sounds: SoundReader) -> list[str]:
    """FTS5 expressions of sound that names must satisfy to match ``way``."""
    letters = [element.letters for element in way]
    if all(element.whole for element in way):
        return [all_of(syllable_tokens(letters))]
    if len(letters[-1]) > 1 and all(element.whole for element in way[:-1]):
        if len(letters) == 1:
            ends = sounds.completions(letters[0])
        else:
            ends = reader.neighbours.commonest(letters[-2], letters[-1], _MOST_COMPLETIONS)
        grown = any_of(all_of(syllable_tokens([*letters[-2:-1], end])) for end in ends) if ends else ""
        return [all_of(syllable_tokens(letters[:-1])), grown] if len(letters) > 2 else [grown]
    parts = [all_of(syllable_tokens([element.letters for element in run])) for run in _whole_runs(way)]
    return [all_of(initials_tokens("".join(part[0] for part in letters))), *parts] if len(way) > 1 else parts


def _pairs(way: Sequence[str]) -> list[str]:
    return [f"{before} {after}" for before, after in pairwise(way)]


def _whole_runs(way: Way) -> list[Way]:
    runs: list[list[Element]] = [[]]
    for element in way:
        if element.whole:
            runs[-1].append(element)
        else:
            runs.append([])
    return [tuple(run) for run in runs if run]


def in_one_piece(rows: Iterable[NameRow], way: Way) -> Iterator[tuple[int, Match]]:
    """Items and matches of the names in which ``way`` really stands in one piece."""
    kind = MatchKind.PINYIN if any(element.whole and not element.character for element in way) else MatchKind.INITIALS
    place = _placer(way)
    size = len(way)
    for item, tier, name, heard in rows:
        start = place(name, heard)
        if start is not None:
            cover = matches.COVERAGE * size / len(name)
            score = cover + (matches.SOUND if tier < NAMES_BELOW else matches.MESSAGE_SOUND)
            if start == 0:
                score += 3 * matches.AT_START
            if size == len(name):
                score += 25
            if tier <= Tier.TITLE_PART:
                score += 10
            yield item, Match(score, kind, name, start, size)


def _placer(way: Way) -> Callable[[str, str], int | None]:
    """Tells where in a name, of which the readings are given too, the elements of ``way`` stand side by side."""
    letters = [element.letters for element in way]
    literal = any(element.character for element in way)
    if not literal and all(element.whole for element in way[:-1]):
        run = " " + " ".join(letters) + (" " if way[-1].whole else "")
        return lambda _name, heard: _run_start(heard, run)
    if not literal and all(len(part) == 1 for part in letters):
        initials = "".join(letters)
        return lambda _name, heard: _initials_start(heard, initials)
    return lambda name, heard: _mixed_start(name, heard, way)


def _run_start(sounds: str, run: str) -> int | None:
    """Number of the syllable at which a run of syllables starts in one of the readings."""
    for reading in sounds.split("|"):
        at = f" {reading} ".find(run)
        if at >= 0:
            return reading.count(" ", 0, at)
    return None


def _initials_start(sounds: str, initials: str) -> int | None:
    for reading in sounds.split("|"):
        at = "".join([syllable[0] for syllable in reading.split()]).find(initials)
        if at >= 0:
            return at
    return None


def _mixed_start(name: str, sounds: str, way: Way) -> int | None:
    for reading in sounds.split("|"):
        syllables = reading.split()
        for start in range(len(syllables) - len(way) + 1):
            if all(_fits(element, syllables[start + at], name, start + at) for at, element in enumerate(way)):
                return start
    return None


def _fits(element: Element, syllable: str, name: str, at: int) -> bool:
    if element.character:
        return at < len(name) and name[at] == element.character
    return syllable == element.letters if element.whole else syllable.startswith(element.letters)


def by_same_sound(reader: IndexReader, query: ParsedQuery, sounds: SoundReader, scope: Scope, found: Found) -> None:
    """Chinese typed with characters of the same sound, as input methods offer them."""
    for text in dict.fromkeys((query.core, query.text)):
        typed = key(text)
        if not 1 < len(typed) <= _LONGEST or not has_han(typed):
            continue
        ways = sounds.of_text(typed)[:_MOST_WAYS]
        held = reader.neighbours.counts({pair for way in ways for pair in _pairs(way)})
        possible = [way for way in ways if all(pair in held for pair in _pairs(way))]
        in_full = [_whole_phrase(reader, way, scope, found) for way in possible]
        if not any(in_full):
            _some_pairs(reader, ways, held, scope, found)


def by_some_syllables(reader: IndexReader, query: ParsedQuery, sounds: SoundReader, scope: Scope, found: Found) -> None:
    """Long pinyin that stands nowhere in one piece: names that share its rarer neighbouring syllables."""
    typed = key(query.text)
    if not (typed.isascii() and typed.isalpha()) or len(typed) > _LONGEST:
        return
    whole = [way for way in _ways(query.text, sounds) if all(element.whole for element in way[:-1])]
    ways = [tuple(element.letters for element in (way if way[-1].whole else way[:-1])) for way in whole]
    ways = [way for way in ways if len(way) >= _FEWEST_SYLLABLES]
    if ways:
        held = reader.neighbours.counts({pair for way in ways for pair in _pairs(way)})
        best = max(ways, key=lambda way: sum(pair in held for pair in _pairs(way)))
        mine = {pair: count for pair, count in held.items() if pair in set(_pairs(best))}
        again = Found()
        _some_pairs(reader, [best], mine, scope, again)
        for item, match in again.ordered():
            found.add(item, match._replace(score=match.score - _LETTERS_LESS, kind=MatchKind.PINYIN))


def _whole_phrase(reader: IndexReader, way: Sequence[str], scope: Scope, found: Found) -> bool:
    elements = tuple(Element(syllable, whole=True) for syllable in way)
    stands = False
    place = _placer(elements)
    for row in reader.names(all_of(syllable_tokens(way)), scope):
        start = place(row.key, row.sounds)
        if start is not None:
            stands = True
            full = len(way) == len(row.key)
            base = matches.SAME_SOUND if row.tier < NAMES_BELOW else matches.MESSAGE_SOUND
            score = base + matches.COVERAGE * len(way) / len(row.key) / 2 + 10 * full
            found.add(row.item, Match(score, MatchKind.HOMOPHONE, row.key, start, len(way)))
    return stands


def _some_pairs(
    reader: IndexReader, ways: Sequence[Sequence[str]], counts: Mapping[str, int], scope: Scope, found: Found
) -> None:
    """Names that share neighbouring syllables with the query, weighed by how rare those are."""
    pairs = list(dict.fromkeys(pair for way in ways for pair in _pairs(way)))
    if not counts:
        return
    total = max(counts.values()) + reader.items
    weights = {pair: math.log(1 + total / (1 + counts.get(pair, 0))) for pair in pairs}
    unknown = [pair for pair in pairs if pair not in counts]
    whole = sum(weights[pair] for pair in counts) + 0.3 * sum(weights[pair] for pair in unknown) / len(ways)
    gathered: dict[int, float] = {}
    for pair in sorted(counts, key=lambda pair: -weights[pair])[:_PAIRS_ASKED]:
        rows = reader.names(
            all_of(syllable_tokens(pair.split())), scope, names=_NAMES_A_PAIR, messages=_NAMES_A_PAIR // 2
        )
        for item in {row.item for row in rows}:
            gathered[item] = gathered.get(item, 0.0) + weights[pair]
    for item, weight in gathered.items():
        if weight >= _LEAST_COVERAGE * whole:
            score = matches.SOME_WORDS + (matches.SAME_SOUND - matches.SOME_WORDS - 20) * min(weight / whole, 1.0)
            found.add(item, Match(score, MatchKind.HOMOPHONE))
