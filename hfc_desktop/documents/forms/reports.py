"""Reports of a period, for a branch and for head office: figures, charts with their tables, how terms were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.case_parts import field_table
from hfc_desktop.documents.forms.compose import FormSpec
from hfc_desktop.documents.forms.guidance_parts import heads
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Paragraph
from hfc_desktop.documents.layout.charts import Bar, Bars, Columns
from hfc_desktop.documents.layout.tables import Cell, Table
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.branch_papers import Count, PeriodReport

SMALL_BASE: Final = 10
"""Below this a change in per cent says nothing, and the plain difference is printed (small sample)."""
_RIGHT: Final = style.TABLE.but(align="right")


def change(now: int, before: int) -> str:
    """Change against a period before: per cent, or the difference of a small base, or that it is new."""
    if before == 0:
        return _("new") if now else "—"
    if before < SMALL_BASE:
        return _("{difference} (small sample)").format(difference=f"{now - before:+d}")
    return f"{(now - before) / before:+.1%}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def _summary(report: PeriodReport) -> list[Block]:
    merged, kept = report.merged, report.kept
    in_time = _share(kept.kept, kept.kept + kept.late)
    pairs = [
        (_("Matters received"), _("{merged} with repeats merged ({raw} in all)").format(
            merged=merged.count, raw=report.raw.count)),
        (_("Against the period before"), change(merged.count, merged.before)),
        (_("Against a year ago"), change(merged.count, merged.year_ago)),
        (_("Decided and told in time"), _("{share} ({kept} of {due})").format(
            share=in_time, kept=kept.kept, due=kept.kept + kept.late)),
        (_("Open and over their term"), str(kept.open_late)),
        (_("Days to the answer"), _days(report)),
        (_("Settled at the counter"), _part(report.on_the_spot, merged.count)),
        (_("Passed on by supervisors"), _part(report.from_regulator, merged.count)),
        (_("Repeats"), _part(report.repeats, report.raw.count)),
        (_("Raised to a higher level"), _part(report.escalated, merged.count)),
        (_("Longer term used"), _part(report.extended, merged.count)),
        (_("Re-checks decided"), _("{count}, of which changed {changed}").format(
            count=report.rechecks, changed=report.rechecks_changed)),
    ]  # fmt: skip
    if report.offices:
        pairs.append((_("Offices"), str(report.offices_covered)))
    return field_table(pairs)


def _part(count: int, whole: int) -> str:
    return _("{count} ({share})").format(count=count, share=_share(count, whole))


def _days(report: PeriodReport) -> str:
    if report.kept.median_days is None:
        return "—"
    return _("middle {median}, slowest {slowest}").format(
        median=report.kept.median_days, slowest=report.kept.slowest_days
    )


def _weeks(report: PeriodReport) -> list[Block]:
    if not report.weeks:
        return []
    hint = _("Matters by ISO week, repeats merged; the weeks of the period are dark.")
    return [Columns(report.weeks, strong=report.weeks_of_period), Paragraph(hint, style.SMALL, before=2)]


def _compared(counts: Sequence[Count], whole: int, name: Callable[[Count], str]) -> list[Block]:
    """A chart and the table of the same figures."""
    if not counts:
        return []
    shown = [Bar(name(count), count.count, count.before, change(count.count, count.before)) for count in counts[:10]]
    rows = tuple(
        (
            Cell(name(count)),
            Cell(str(count.count), _RIGHT),
            Cell(_share(count.count, whole), _RIGHT),
            Cell(str(count.before), _RIGHT),
            Cell(change(count.count, count.before), _RIGHT),
            Cell(change(count.count, count.year_ago), _RIGHT),
        )
        for count in counts
    )
    right = style.TABLE_HEAD.but(align="right")
    names = (_("Number of matters"), _("Share of all"), _("Period before"), _("Change on before"), _("On a year ago"))
    head = (*heads(""), *(Cell(text, right) for text in names))
    hint = _("Dark: this period. Pale: the period before.")
    chart: list[Block] = (
        [Bars(tuple(shown), keep=True), Paragraph(hint, style.SMALL, keep=True)] if len(shown) > 1 else []
    )
    return [*chart, Table((29, 14, 12, 13, 17, 15), rows, head, before=6)]


def _named(count: Count) -> str:
    return words.either(count.name, count.name_en) or count.key or _("not given")


def _of_terms(group: str) -> Callable[[Count], str]:
    return lambda count: term(group, count.key) if count.key else _("not given")


def _topics(report: PeriodReport) -> list[Block]:
    return _compared(report.topics, report.merged.count, _named)


def _natures(report: PeriodReport) -> list[Block]:
    """All that came in, consultations and praise too: shares are of these, not of the complaints alone."""
    return _compared(report.natures, sum(count.count for count in report.natures), _of_terms("nature"))


def _levels(report: PeriodReport) -> list[Block]:
    return _compared(report.levels, report.merged.count, lambda count: _("level {level}").format(level=count.key))


def _opening(report: PeriodReport) -> list[Block]:
    text = _("Period {period}: {first} to {last}. Counts after merging repeats, unless said otherwise.")
    first, last = words.day(report.first), words.day(report.last)
    nothing = "" if report.raw.count else _("No matter was received in this period.")
    said = words.sentences(text.format(period=report.period, first=first, last=last), nothing)
    return [Paragraph(said, before=4)]


def _basis(report: PeriodReport) -> list[Block]:
    text = _(
        "In time means decided and told by the last day of the term that was running, of all matters whose term ended "
        "in the period. A change on a base under {base} is given as a difference. Names of customers are in no report."
    )
    return [Paragraph(text.format(base=SMALL_BASE), style.SMALL, before=8)]


def _report(title: str) -> FormSpec[PeriodReport]:
    return FormSpec(
        title,
        (
            (N_("At a glance"), _summary),
            (N_("Course by week"), _weeks),
            (N_("Topics"), _topics),
            (N_("Causes of complaint"), lambda report: _compared(report.reasons, report.merged.count, _named)),
            (N_("Lines"), lambda report: _compared(report.lines, report.merged.count, _of_terms("line"))),
            (N_("Offices"), lambda report: _compared(report.offices, report.merged.count, _named)),
            (N_("Ways in"), lambda report: _compared(report.sources, report.merged.count, _of_terms("source"))),
            (N_("Kinds of matter"), _natures),
            (N_("Levels"), _levels),
        ),
        opening=_opening,
        closing=_basis,
        subtitle=lambda report: report.period,
    )


BRANCH_REPORT: Final = _report(N_("Branch report"))
HEADOFFICE_REPORT: Final = _report(N_("Head-office report"))
