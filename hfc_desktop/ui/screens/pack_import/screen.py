"""Takes guidance packs in: by file dialog, by folder or stick, by dragging; checks first, installs when told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from hfc_desktop.bootstrap.guidance import pack_service
from hfc_desktop.domain.publishing import Wishes
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.services.changes import Changes
from hfc_desktop.ui.file_screen import FileScreen
from hfc_desktop.ui.navigation import SIGN_IN, Onward
from hfc_desktop.ui.screens.pack_import.state import Looked, Refused
from hfc_desktop.ui.screens.pack_import.view import PackImportView
from hfc_desktop.ui.widgets.boxes import column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.domain.guidance.reports import InstalledPack, InstallReport, PackDifference
    from hfc_desktop.domain.publishing import Verdict
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.packs import PackService
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context

PACK = "pack"


class PackImportScreen(FileScreen):
    """Looks at files, installs them, goes back."""

    name: ClassVar[str] = "pack_import"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._looked: Looked | None = None
        self._refused: Refused | None = None
        self._acts: Mapping[str, Callable[[], object]] = {
            "file": self._choose_file,
            "folder": lambda: self.ask_folder(_("Folder or USB stick with guidance packs")),
            "keep": self._keep,
            "install": self._install,
            "accept": self._accept,
            "compare": self._compare,
            "back": self._return,
        }
        self.view = PackImportView(context.theme, lambda name: self._acts[name]())
        self.setLayout(column(self.view, gap=0))
        context.hub.guidance_changed.connect(self.read)

    def title(self) -> str:
        """What this is."""
        return _("Guidance packs")

    def first(self) -> QWidget:
        """Choosing a file comes first."""
        return self.view.file

    def go_back(self) -> bool:
        """Esc leaves a file first, then the screen."""
        if self._looked is None and self._refused is None:
            return False
        self._keep()
        return True

    def _service(self) -> PackService:
        return pack_service(self.context.application)

    def read(self) -> None:
        """Read which packs are installed."""
        catalogue = self.context.application.catalogue
        self.context.operations.query(lambda _progress: catalogue.installed(), owner=self).in_lane(
            "pack_import.installed"
        ).on_success(self._show_installed).start()

    def _show_installed(self, packs: Sequence[InstalledPack]) -> None:
        self.view.show_installed(packs)

    # -- choosing -----------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        packs, every = _("Guidance packs"), _("All files")
        self.ask_files(_("Guidance pack"), f"{packs} (*.hfcpack *.zip);;{every} (*)")

    # -- looking ------------------------------------------------------------------------------------------------------

    def look(self, paths: Sequence[Path]) -> None:
        """Verify files in a worker and show what they would bring."""
        service = self._service()
        wanted = tuple(paths)
        self.view.show_work(_("Checking who vouches for it, and what it changes…"))

        def work(_progress: Progress) -> Looked:
            verdicts = tuple(service.examine(wanted))
            return Looked(wanted, verdicts, _changes(service, wanted, verdicts), service.needs_sign_in())

        self.context.operations.query(work, owner=self).in_lane("pack_import.look").on_success(
            self._show_looked
        ).on_failure(lambda error: self._show_refused(Refused(wanted, error))).start()

    def _show_looked(self, looked: Looked) -> None:
        self._looked, self._refused = looked, None
        self.view.show_looked(looked)

    def _show_refused(self, refused: Refused) -> None:
        self._looked, self._refused = None, refused
        self.view.show_refused(refused)

    def _compare(self) -> None:
        refused = self._refused
        if refused is None:
            return
        service = self._service()
        self.context.operations.query(lambda _progress: service.changes(refused.paths[0]), owner=self).in_lane(
            "pack_import.look"
        ).on_success(lambda found: self.view.show_refused(refused, found)).start()

    def _keep(self) -> None:
        """Leave everything as it is."""
        self._looked = self._refused = None
        self.view.show_nothing()
        self.view.file.setFocus()

    # -- changing -----------------------------------------------------------------------------------------------------

    def _install(self) -> None:
        if self._looked is not None:
            self._run(self._looked.paths, None, asks=self._looked.asks_sign_in)

    def _accept(self) -> None:
        refused, reason = self._refused, self.view.reason
        if refused is None or reason is None:
            return
        expired = refused.error.code == "trust.expired"
        before = refused.wishes or Wishes()
        wishes = Wishes(
            accept_expired=expired or before.accept_expired,
            accept_date=not expired or before.accept_date,
            reason="; ".join(text for text in (before.reason, reason.text().strip()) if text),
        )
        self._run(refused.paths, wishes, asks=self.context.application.data.store.is_file())

    def _run(self, paths: tuple[Path, ...], wishes: Wishes | None, *, asks: bool) -> None:
        actor = self.context.session.actor
        if asks and actor is None:
            self.context.navigator.open(SIGN_IN, Onward(self.name, paths))
            return
        service = self._service()
        text = _("Installing guidance…")
        self.view.show_work(text)

        def work(progress: Progress) -> tuple[InstallReport | None, Changes | None]:
            report = service.install(paths, progress, actor=actor, wishes=wishes)
            return report, Changes.of(PACK, *report.installed) if report and report.installed else None

        self.context.operations.command(work, owner=self).with_progress(
            lambda done, total: self.view.show_work(f"{text} {done} / {total}")
        ).on_success(self._installed).on_failure(
            lambda error: self._show_refused(Refused(paths, error, wishes))
        ).start()

    def _installed(self, report: InstallReport | None) -> None:
        self._keep()
        if report is None:
            return
        self.context.hub.guidance_changed.emit()
        if report.installed:
            count = len(report.installed)
            text = ngettext("{n} pack is in force now.", "{n} packs are in force now.", count).format(n=count)
            self.context.navigator.say(text)
        elif report.trusted:
            self.context.navigator.say(_("Trusted from now on: {name}").format(name=", ".join(report.trusted)))
        else:
            self.context.navigator.say(_("That is installed already; nothing was changed."))

    def _return(self) -> None:
        actor = self.context.session.actor
        service = self._service()

        def work(_progress: Progress) -> tuple[InstallReport, Changes]:
            report = service.roll_back(actor=actor)
            return report, Changes.of(PACK, *report.installed)

        self.context.operations.command(work, owner=self).on_success(self._returned).on_failure(
            self._not_returned
        ).start()

    def _returned(self, _report: Any) -> None:  # noqa: ANN401  what came back does not matter
        self.context.hub.guidance_changed.emit()
        self.context.navigator.say(
            _("The guidance before is in force again. A newer pack may be installed at any time."), "accent"
        )

    def _not_returned(self, error: HfcError) -> None:
        if error.code == "packs.sign_in":
            self.context.navigator.open(SIGN_IN, Onward(self.name))
        else:
            self.context.hub.fault.emit(error)


def _changes(
    service: PackService, paths: Sequence[Path], verdicts: Sequence[Verdict]
) -> tuple[PackDifference | None, ...]:
    """What a file changes; a folder with several, and a file that vouches for others, is told by its verdict alone."""
    if len(verdicts) != 1 or len(paths) != 1 or verdicts[0].status in ("trust", "new"):
        return (None,) * len(verdicts)
    return (service.changes(paths[0]),)
