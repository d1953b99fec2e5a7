#!/usr/bin/env bash
# Not a server: the shells in which the completion of the command is tried.
set -euo pipefail
NAME=shells
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

missing() { local shell; for shell in zsh fish; do command -v $shell >/dev/null || printf '%s ' $shell; done; }

show() { echo "VIRGA_ZSH=$(command -v zsh)"; echo "VIRGA_FISH=$(command -v fish)"; }

case ${1:-} in
  start)
    if [ -n "$(missing)" ]; then
      can_install || { say "not installed ($(missing)), and cannot be installed here (needs root on Debian or Ubuntu)"; exit 3; }
      # shellcheck disable=SC2046
      locked apt_need $(missing) || { say "cannot be installed"; exit 3; }
    fi
    show ;;
  stop) ;;
  status) [ -z "$(missing)" ] || exit 1; show ;;
  *) echo "usage: $(basename "$0") start|stop|status" >&2; exit 2 ;;
esac
