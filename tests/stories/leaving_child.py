"""Works on records as told by its words, then crashes or is killed in the middle: what is left behind is searched."""

import os
import signal
import sys
from pathlib import Path

from hfc_desktop.bootstrap import open_application
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.paths import DataDir
from hfc_desktop.ui import crash_reports

data, ending, file = DataDir(Path(sys.argv[1])), sys.argv[2], Path(sys.argv[3])
application = open_application(data)
records = application.open_records()
manager = records.people.sign_in("M1", os.environ["HFC_TEST_PIN"]).actor


def killed(done: int, total: int) -> bool:
    if done >= 100:
        sys.stdout.write(f"{done} {total}\n")
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    return True


if ending == "kill":
    plan = records.custody.imports.plan(file, manager)
    records.custody.imports.commit(plan, manager, killed)
else:
    row = records.complaints.rows(ComplaintFilter(), manager)[0]
    case = records.reading.reveal(row.id, manager, "崩溃")
    try:
        raise RuntimeError(str(case))
    except RuntimeError as error:
        report = crash_reports.write(data.logs, error, application.now())
    sys.stdout.write(f"{report}\n")
    sys.stdout.flush()
    os.abort()
