#!/bin/sh
# Make .venv ready on a bare Debian machine: system libraries, Python's venv, the project and its tools.
# As root with apt it installs what is missing; otherwise it names it in one line and stops.
set -eu
cd "$(dirname "$0")/.."
PYTHON="${PYTHON:-python3}"

say() { printf 'zeroshot: %s\n' "$*" >&2; }

command -v "$PYTHON" >/dev/null 2>&1 || {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || {
        say "Python is missing: install it with 'apt-get install python3 python3-venv'"; exit 1; }
    apt-get update -q >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3 >&2
}
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Python 3.11 or newer is needed, and this is $("$PYTHON" --version 2>&1); name another with 'make PYTHON=python3.12'"
    exit 1
}

# Library that must load, and Debian's package that holds it: drawing first, then what Qt needs for windows.
missing=$("$PYTHON" - <<'PY'
import ctypes

NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
packages = []
for library, package in NEEDED.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        packages.append(package)
try:
    import ensurepip  # noqa: F401  (Debian keeps it in a package of its own)
    import venv  # noqa: F401
except ImportError:
    packages.append("python3-venv")
print(" ".join(packages))
PY
)
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing $missing"
        apt-get update -q >&2
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
    else
        say "system packages are missing: install them with 'sudo apt-get install $missing', then run make again"
        exit 1
    fi
fi

[ -x .venv/bin/python ] || { say "making .venv"; "$PYTHON" -m venv .venv; }
say "installing the project and its tools into .venv"
# --group needs pip 25.1, which Debian 12 does not have.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
    --editable '.[dae,step]' --group dev
touch .venv/ready
