"""The steps of a pack at the authoring desk: to review, approved, published; each for who may take it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QGuiApplication

from hfc_desktop.domain.authoring import Stage
from hfc_desktop.domain.people import Right
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.circular import changelog_note
from hfc_desktop.ui.screens.pack_editor.dialogs import ReviewDialog
from hfc_desktop.ui.screens.pack_editor.publish import PublishDialog
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.domain.authoring import Habits, Numbers, Outline, Signing
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.publishing import Released
    from hfc_desktop.services.authoring import AuthoringService
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context


class AuthorsDesk(Protocol):
    """What the steps need of the screen."""

    @property
    def actor(self) -> Actor:
        """Who sits here."""
        ...

    def may(self, right: Right) -> bool:
        """Whether who sits here has a right."""
        ...

    def service(self) -> AuthoringService:
        """The service."""
        ...

    def write(self, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        """Write in the background, then go on."""
        ...

    def show_stage(self, outline: Outline) -> None:
        """A step was made."""
        ...

    def forget_description(self) -> None:
        """The description of the pack was changed on disk."""
        ...

    def reload(self) -> None:
        """Read the pack again."""
        ...


class Steps:
    """Takes the next step of the pack that the screen shows.

    Args:
        screen: the screen.
        context: the window's services.
        parent: owner of dialogs and of work in the background.
    """

    def __init__(self, screen: AuthorsDesk, context: Context, parent: QWidget) -> None:
        self._screen, self._context, self._parent = screen, context, parent

    def word(self, outline: Outline) -> str:
        """What the next step is called; empty when there is none for who sits here."""
        writes, approves = self._screen.may(Right.PACK_WRITE), self._screen.may(Right.PACK_APPROVE)
        if outline.stage is Stage.DRAFT and writes:
            return _("Send to review…")
        if outline.stage is Stage.REVIEW and approves:
            return _("Approve")
        return _("Publish…") if outline.stage in (Stage.APPROVED, Stage.SIGNED) and (writes or approves) else ""

    def take(self, outline: Outline | None) -> None:
        """Take it, or say whose turn it is."""
        if outline is None or not self.word(outline):
            self._context.navigator.say(_whose(outline.stage if outline else Stage.DRAFT), "warn")
        elif outline.stage is Stage.DRAFT:
            self._ask_numbers(outline)
        elif outline.stage is Stage.REVIEW:
            self._approve(outline)
        else:
            self._ask_keys(outline)

    # -- to review ----------------------------------------------------------------------------------------------------

    def _ask_numbers(self, outline: Outline) -> None:
        screen = self._screen
        service, actor, folder = screen.service(), screen.actor, outline.folder
        self._context.operations.query(
            lambda _p: (service.next_numbers(folder, actor), service.compare(folder, actor)), owner=self._parent
        ).on_success(lambda found: self._show_numbers(outline, found[0], changelog_note(found[1]))).start()

    def _show_numbers(self, outline: Outline, numbers: Numbers, note: str) -> None:
        dialog = ReviewDialog(replace(numbers, note=note), self._parent)
        dialog.agreed.connect(partial(self._send, outline))
        dialog.open()

    def _send(self, outline: Outline, numbers: Numbers) -> None:
        screen = self._screen
        service, actor = screen.service(), screen.actor
        screen.write(lambda _p: service.send_to_review(outline.folder, numbers, actor), self._sent)

    def _sent(self, outline: Outline) -> None:
        self._screen.forget_description()
        self._screen.show_stage(outline)
        self._context.navigator.say(_("The pack is under review. Somebody else approves it."))

    def _approve(self, outline: Outline) -> None:
        screen = self._screen
        service, actor = screen.service(), screen.actor
        screen.write(lambda _p: service.approve(outline.folder, actor), self._approved)

    def _approved(self, outline: Outline) -> None:
        self._screen.show_stage(outline)
        self._context.navigator.say(_("Approved. It can be signed and published now."))

    # -- publishing ---------------------------------------------------------------------------------------------------

    def _ask_keys(self, outline: Outline) -> None:
        screen = self._screen
        service, actor = screen.service(), screen.actor
        self._context.operations.query(lambda _p: service.habits(outline.folder, actor), owner=self._parent).on_success(
            partial(self._show_keys, outline)
        ).start()

    def _show_keys(self, outline: Outline, habits: Habits) -> None:
        dialog = PublishDialog(outline, habits, self._context.theme, self._parent)
        dialog.agreed.connect(partial(self._publish, outline, dialog))
        dialog.copied.connect(self._copy)
        dialog.open()

    def _publish(self, outline: Outline, dialog: PublishDialog, signing: Signing) -> None:
        screen = self._screen
        service, actor, stop = screen.service(), screen.actor, Event()

        def work(progress: Progress) -> tuple[tuple[Released | None, str], None]:
            released = service.publish(
                outline.folder, signing, actor, lambda done, total: progress(done, total) and not stop.is_set()
            )
            return (released, service.fingerprint(signing.publication, actor) if released else ""), None

        op = self._context.operations.command(work, owner=dialog)
        dialog.cancelled.connect(stop.set)  # asked between two steps, so that what is said of it is what happened
        op.with_progress(dialog.show_progress).on_success(partial(self._published, dialog)).on_failure(
            lambda error: dialog.show_fault(error_text(error))
        ).start()

    def _published(self, dialog: PublishDialog, found: tuple[Released | None, str]) -> None:
        released, fingerprint = found
        if released is not None:
            dialog.show_released(released, fingerprint)
        else:
            dialog.show_stopped()
        self._screen.reload()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.navigator.say(_("Copied."))


def _whose(stage: Stage) -> str:
    return {
        Stage.DRAFT: _("An author sends the pack to review."),
        Stage.REVIEW: _("The pack is under review: an approver who did not write in it decides."),
        Stage.APPROVED: _("The pack is approved: an author or approver publishes it."),
        Stage.SIGNED: _("The pack is approved: an author or approver publishes it."),
        Stage.PUBLISHED: _("The pack is published. Change an item to begin the next issue."),
    }[stage]
