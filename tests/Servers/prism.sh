#!/usr/bin/env bash
# Not a server: Prism, by which tests answer requests of emitted clients with what a document says, and refuse those that it does not allow.
# Tests start it themselves, once a document.
set -euo pipefail
NAME=prism
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# From 5.15 on it wants a newer node than Debian's.
VERSION=5.14.2
PROGRAM=$DIR/node_modules/@stoplight/prism-cli/dist/index.js

install_prism() {
  command -v node >/dev/null && command -v npm >/dev/null || { say "needs node and npm"; return 1; }
  [ -f "$DIR/package.json" ] || echo '{"private":true}' >"$DIR/package.json"
  npm --prefix "$DIR" install --no-audit --no-fund --loglevel=error "@stoplight/prism-cli@$VERSION" >"$DIR/npm.log" 2>&1 </dev/null || { tail -n 3 "$DIR/npm.log" >&2; return 1; }
}

case ${1:-} in
  start)
    [ -f "$PROGRAM" ] || locked install_prism || { say "cannot be installed"; exit 3; }
    echo "VIRGA_PRISM=$PROGRAM" ;;
  stop) ;;
  status) [ -f "$PROGRAM" ] || { say "not installed"; exit 1; }; echo "VIRGA_PRISM=$PROGRAM" ;;
  *) echo "usage: $(basename "$0") start|stop|status" >&2; exit 2 ;;
esac
