"""A window in which the demo's branch manager, or somebody else, has signed in."""

MANAGER, HANDLER, AUDITOR, ADMINISTRATOR, TELLER = "60401", "60410", "10031", "10001", "60417"


def signed_in(window, staff_no=MANAGER):
    """The same window with that person in it."""
    window.settle()
    window.sign_out()
    window._sign_in_demo(staff_no=staff_no)
    assert window.context.session.user.staff_no == staff_no
    return window


def store(window):
    """The store, for looking without a trace."""
    return window.context.application.open_store().unit_of_work(read_only=True)
