#!/bin/sh
# Sets HFC Desktop up in .venv beside this checkout, then does what is asked:
#   sh packaging/run.sh demo          the window on demo data
#   sh packaging/run.sh test [ARGS]   all tests (arguments go to pytest)
#   sh packaging/run.sh check         lint, types, architecture
#   sh packaging/run.sh hfc ARGS      the command line
#   sh packaging/run.sh setup         only set up
# Works from any folder, also one with spaces or Chinese in its name.
set -eu
export PYTHONUTF8=1
cd "$(dirname "$0")/.."

task="${1:-demo}"
[ $# -gt 0 ] && shift

have() { command -v "$1" >/dev/null 2>&1; }

# Libraries that Qt's wheels expect of the system, as "library package" lines.
qt_libraries="libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libglib-2.0.so.0 libglib2.0-0
libfreetype.so.6 libfreetype6
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3"
x_libraries="libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0"

missing_packages() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
    printf '%s\n' "$1" | while read -r library package; do
        case "$known" in *"$library"*) ;; *) printf ' %s' "$package" ;; esac
    done
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then runner=""; elif have sudo && sudo -n true 2>/dev/null; then runner="sudo"; else return 1; fi
    $runner apt-get update -qq && DEBIAN_FRONTEND=noninteractive $runner apt-get install -y -qq $1 >/dev/null
}

system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    needed=$(missing_packages "$qt_libraries")
    [ -z "${DISPLAY:-}" ] || needed="$needed$(missing_packages "$x_libraries")"
    if [ "$task" = test ] && ! have pdftotext; then needed="$needed poppler-utils"; fi
    python3 -c 'import ensurepip, venv' 2>/dev/null || needed="$needed python3 python3-venv"
    [ -n "$needed" ] || return 0
    echo "Installing what the system lacks:$needed" >&2
    if ! have apt-get || ! install_packages "$needed"; then
        echo "Please install these packages, then run this again:$needed" >&2
        echo "请先安装以下系统软件包，再重新运行本命令：$needed" >&2
        exit 3
    fi
}

set_up() {
    system_packages
    if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "Python 3.11 or newer is needed; found: $(python3 --version 2>&1)" >&2
        echo "需要 Python 3.11 或更新版本。" >&2
        exit 3
    fi
    python="$PWD/.venv/bin/python"
    [ -x "$python" ] && "$python" -c '' 2>/dev/null || python3 -m venv --clear .venv
    stamp=.venv/installed.txt
    if ! cmp -s requirements.lock "$stamp" 2>/dev/null; then
        "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
        "$python" -m pip install --quiet --disable-pip-version-check hatchling editables
        "$python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
        cp requirements.lock "$stamp"
    fi
}

set_up
case "$task" in
setup) ;;
demo)
    if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
        echo "No display found: the window runs off-screen and cannot be seen. 未找到显示器，窗口在后台离屏运行。" >&2
        export QT_QPA_PLATFORM=offscreen
    fi
    exec "$python" main.py --demo "$@" ;;
test) exec "$python" -m pytest -n auto --dist loadfile "$@" ;;  # one worker a core; a file stays together
check)
    "$python" -m ruff check .
    "$python" -m ruff format --check .
    "$python" -m mypy
    "$python" -c 'import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())' ;;
hfc) exec "$python" -m hfc_desktop "$@" ;;
*)
    echo "usage: sh packaging/run.sh demo|test|check|hfc|setup" >&2
    exit 2 ;;
esac
