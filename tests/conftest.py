"""Window tests run off-screen, wherever they are started; set before Qt is loaded."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
