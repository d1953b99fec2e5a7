#!/usr/bin/env bash
# Not a server: the aws command, with which tests write what Virga reads and read what it wrote.
set -euo pipefail
NAME=awscli
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

missing() { command -v aws >/dev/null || printf 'awscli'; }

case ${1:-} in
  start)
    if [ -n "$(missing)" ]; then
      can_install || { say "not installed, and it cannot be installed here (needs root on Debian or Ubuntu)"; exit 3; }
      locked apt_need awscli || { say "cannot be installed"; exit 3; }
    fi
    echo "VIRGA_AWSCLI=$(command -v aws)" ;;
  stop) ;;
  status) [ -z "$(missing)" ] || exit 1; echo "VIRGA_AWSCLI=$(command -v aws)" ;;
  *) echo "usage: $(basename "$0") start|stop|status" >&2; exit 2 ;;
esac
