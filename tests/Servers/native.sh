#!/usr/bin/env bash
# Not a server: the linker and the headers with which the SDK makes native programs (tests/Virga.Packages.Tests).
set -euo pipefail
NAME=native
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

linker() { command -v clang || command -v gcc || true; }

missing() {
  [ -n "$(linker)" ] || printf 'gcc '
  [ -e /usr/include/zlib.h ] || [ "$(uname)" != Linux ] || printf 'zlib1g-dev '
}

case ${1:-} in
  start)
    if [ -n "$(missing)" ]; then
      can_install || { say "not installed ($(missing)), and it cannot be installed here (needs root on Debian or Ubuntu)"; exit 3; }
      locked apt_need gcc libc6-dev zlib1g-dev || { say "cannot be installed"; exit 3; }
    fi
    echo "VIRGA_NATIVE_LINKER=$(linker)" ;;
  stop) ;;
  status) [ -z "$(missing)" ] || exit 1; echo "VIRGA_NATIVE_LINKER=$(linker)" ;;
  *) echo "usage: $(basename "$0") start|stop|status" >&2; exit 2 ;;
esac
