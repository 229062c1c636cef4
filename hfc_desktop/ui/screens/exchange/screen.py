"""Files between offices over the services: looked into first, taken in when told to, sent, receipted, let in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from hfc_desktop.bootstrap.exchange import found_files, make_ready, open_exchange, put_file, read_file
from hfc_desktop.domain.devices import DeviceState
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.changes import Changes
from hfc_desktop.ui.file_screen import FileScreen
from hfc_desktop.ui.screens.exchange.state import Standing
from hfc_desktop.ui.screens.exchange.view import ExchangeView
from hfc_desktop.ui.widgets.boxes import column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.bootstrap.exchange import Exchange
    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.exchange import ImportReport
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.services.sending import Outgoing
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.operations import CommandOp, QueryOp

EXCHANGE = "exchange"


class ExchangeScreen(FileScreen):
    """What comes in, what goes out, and who may send."""

    name: ClassVar[str] = "exchange"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._paths: tuple[Path, ...] = ()
        self._standing: Standing | None = None
        self._op: QueryOp[tuple[ImportReport, ...]] | CommandOp[tuple[ImportReport, ...]] | None = None
        self._stopped = False
        acts: Mapping[str, Callable[[], object]] = {
            "choose": self._ask_files,
            "folder": lambda: self.ask_folder(_("Folder or stick with files")),
            "take": self.take,
            "cancel": self.stop,
            "conflicts": lambda: context.navigator.open("conflicts"),
            "send": self.ask_send,
            "receipt": self.ask_receipt,
            "resend": self.ask_resend,
            "own_file": self.ask_own_file,
            "enrol": self.ask_enrol,
            "approve": self.ask_approve,
            "revoke": self.ask_revoke,
            "replay": self.replay,
        }
        self.view = ExchangeView(context.theme, lambda name: acts[name]())
        self.setLayout(column(self.view, gap=0))

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Files between offices")

    def first(self) -> QWidget:
        """Choosing files comes first."""
        return self.view.choose

    def refresh(self, changes: Changes) -> None:
        """Files came in, or a device was let in."""
        if changes.concerns(EXCHANGE) or changes.concerns("device"):
            self.read()

    def go_back(self) -> bool:
        """Esc leaves the files in hand first, then the screen."""
        if not self._paths:
            return False
        self._paths = ()
        self.view.show_nothing()
        self.view.choose.setFocus()
        return True

    def _exchange(self) -> Exchange:
        return open_exchange(self.context.application)

    def read(self) -> None:
        """Read where the exchange stands."""
        actor = self.context.session.actor
        if actor is None:
            return

        def work(_progress: Progress) -> Standing:
            exchange = self._exchange()
            own = exchange.devices.own(actor)
            return Standing(
                exchange.receiving.status(actor), exchange.devices.all(actor), own, exchange.conflicts.count(actor)
            )

        self.context.operations.query(work, owner=self).in_lane("exchange").on_success(self._show).start()

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.view.show_standing(standing)

    # -- in -----------------------------------------------------------------------------------------------------------

    def _ask_files(self) -> None:
        kinds = f"{_('Files of other offices')} (*.hfcx *.hfcr);;{_('All files')} (*)"
        self.ask_files(_("Files of other offices"), kinds)

    def look(self, paths: Sequence[Path]) -> None:
        """Say what files would change; nothing is written."""
        actor = self.context.session.actor
        if actor is None:
            return
        self._paths, self._stopped = tuple(paths), False
        wanted, text = self._paths, _("Looking into files…")
        self.view.working(text)
        op = self.context.operations.query(
            lambda progress: self._exchange().receiving.preview(found_files(wanted), actor, self._told(progress)),
            owner=self,
        )
        self._op = (
            op.with_progress(lambda done, total: self.view.working(text, done, total))
            .on_success(lambda reports: self.view.show_reports(reports, foreseen=True))
            .on_end(lambda: self.view.working(None))
            .start()
        )

    def take(self) -> None:
        """Take in what was looked into."""
        actor = self.context.session.actor
        if actor is None or not self._paths:
            return
        wanted, text, self._stopped = self._paths, _("Taking files in…"), False
        self.view.working(text)

        def work(progress: Progress) -> tuple[tuple[ImportReport, ...], Changes]:
            reports, changes = self._exchange().receiving.take(found_files(wanted), actor, self._told(progress))
            return reports, changes | Changes.of(EXCHANGE)

        op = self.context.operations.command(work, owner=self)
        self._op = (
            op.with_progress(lambda done, total: self.view.working(text, done, total))
            .on_success(self._taken)
            .on_end(lambda: self.view.working(None))
            .start()
        )

    def _told(self, progress: Progress) -> Progress:
        """A stop ends the work after the file in hand, and what was done is still shown."""
        return lambda done, total: progress(done, total) and not self._stopped

    def stop(self) -> None:
        """Stop after the file in hand; those that are in stay, the rest waits for another time."""
        self._stopped = True

    def _taken(self, reports: tuple[ImportReport, ...]) -> None:
        self._paths = ()
        self.view.show_reports(reports, foreseen=False)
        self.read()

    def replay(self) -> None:
        """Try what waits again."""
        actor = self.context.session.actor
        if actor is None:
            return

        def work(_progress: Progress) -> tuple[tuple[ImportReport, ...], Changes]:
            reports, changes = self._exchange().receiving.replay(actor)
            return reports, changes | Changes.of(EXCHANGE)

        self.context.operations.command(work, owner=self).on_success(self._taken).start()

    # -- out ----------------------------------------------------------------------------------------------------------

    def ask_send(self) -> None:
        """Send what is new to the marked device."""
        device = self._marked_device()
        if device is not None:
            self._ask_write(lambda exchange, actor: exchange.sending.export(device.origin, actor))

    def ask_receipt(self) -> None:
        """Give the marked device a receipt."""
        device = self._marked_device()
        if device is not None:
            self._ask_write(lambda exchange, actor: (exchange.sending.receipt(device.origin, actor),))

    def ask_resend(self) -> None:
        """Send what the receipt that is marked says is missing, and everything after it."""
        lines = self._standing.status.receipts if self._standing is not None else ()
        at = self.view.receipts.current()
        if 0 <= at < len(lines):
            origin = lines[at].device
            self._ask_write(lambda exchange, actor: exchange.sending.export(origin, actor))

    def _ask_write(self, make: Callable[[Exchange, Actor], Sequence[Outgoing]]) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder or stick for the file"))
        if chosen:
            self.write(Path(chosen), make)

    def write(self, folder: Path, make: Callable[[Exchange, Actor], Sequence[Outgoing]]) -> None:
        """Make files and write them into a folder."""
        actor = self.context.session.actor
        if actor is None:
            return

        def work(_progress: Progress) -> tuple[list[Path], Changes]:
            make_ready(folder)
            return [put_file(folder, made) for made in make(self._exchange(), actor)], Changes.of(EXCHANGE)

        self.context.operations.command(work, owner=self).on_success(self._written).start()

    def _written(self, paths: Sequence[Path]) -> None:
        self.read()
        if not paths:
            self.context.navigator.say(_("Nothing to send: the receiver has everything by its last receipt."))
        else:
            self.context.navigator.say(
                _("Written and read back: {name}").format(name=_(", ").join(path.name for path in paths))
            )

    # -- devices ------------------------------------------------------------------------------------------------------

    def _marked_device(self) -> Device | None:
        devices = self._standing.devices if self._standing is not None else ()
        at = self.view.devices.current()
        return devices[at] if 0 <= at < len(devices) else None

    def ask_own_file(self) -> None:
        """Write the file by which this device makes itself known, and show its fingerprint."""
        chosen, _kind = QFileDialog.getSaveFileName(self, _("This device's file"), "device.json", "JSON (*.json)")
        actor = self.context.session.actor
        if not chosen or actor is None:
            return

        def work(_progress: Progress) -> tuple[Device, None]:
            content, own = self._exchange().devices.enrolment(actor)
            Path(chosen).parent.mkdir(parents=True, exist_ok=True)
            Path(chosen).write_bytes(content)
            return own, None

        self.context.operations.command(work, owner=self).on_success(self._show_own).start()

    def _show_own(self, own: Device) -> None:
        text = _("Read this fingerprint to whoever lets the device in:")
        QMessageBox.information(self, _("This device"), f"{text}\n\n{own.fingerprint}")

    def ask_enrol(self) -> None:
        """Take note of a device that asks by its file."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("File of a device"), "", "JSON (*.json)")
        if chosen:
            self.enrol(Path(chosen))

    def enrol(self, path: Path) -> None:
        """Take note of the device in a file."""
        actor = self.context.session.actor
        if actor is not None:
            self._change_device(lambda exchange: exchange.devices.enrol(read_file(path), actor))

    def ask_approve(self) -> None:
        """Let the marked device in, by the fingerprint that is read out."""
        device = self._marked_device()
        if device is None or device.state is DeviceState.ENROLLED:
            return
        text, agreed = QInputDialog.getText(
            self, _("Let this device in"), _("The fingerprint that is read out to you, digit by digit:")
        )
        if agreed:
            self.approve(device, text)

    def approve(self, device: Device, fingerprint: str) -> None:
        """Let a device in if the fingerprint that was read out is its own."""
        actor = self.context.session.actor
        if actor is None:
            return
        if "".join(fingerprint.split()) != "".join(device.fingerprint.split()):
            self.context.navigator.say(_("That is not the fingerprint of this device. It was not let in."), "never")
            return

        def work(exchange: Exchange) -> tuple[Device, Changes]:
            let_in, changes = exchange.devices.approve(device.fingerprint, actor)
            _reports, more = exchange.receiving.replay(actor)
            return let_in, changes | more

        self._change_device(work)

    def ask_revoke(self) -> None:
        """Revoke the marked device, after asking."""
        device = self._marked_device()
        if device is None:
            return
        text = _("Nothing that {name} writes from now on will be let in. What it sent before still counts.")
        answer = QMessageBox.question(self, _("Revoke"), text.format(name=device.name))
        if answer == QMessageBox.StandardButton.Yes:
            self.revoke(device)

    def revoke(self, device: Device) -> None:
        """Revoke a device."""
        actor = self.context.session.actor
        if actor is not None:
            self._change_device(lambda exchange: exchange.devices.revoke(device.fingerprint, actor))

    def _change_device(self, change: Callable[[Exchange], tuple[Device, Changes]]) -> None:
        self.context.operations.command(
            lambda _progress: cast("tuple[Device, Changes | None]", change(self._exchange())), owner=self
        ).on_success(lambda _device: self.read()).start()
