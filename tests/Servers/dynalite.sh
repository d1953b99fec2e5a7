#!/usr/bin/env bash
# dynalite: the DynamoDB API in memory, with its validation of keys, conditions and expressions. It knows no transactions; it checks the form of signatures, not the secret.
set -euo pipefail
NAME=dynalite
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
VERSION=4.0.0
MODULE=$DIR/npm/node_modules/dynalite

missing() {
  command -v node >/dev/null || { printf 'nodejs'; return; }
  [ -d "$MODULE" ] || printf 'dynalite@%s' "$VERSION"
}

# Packages of npm need no root, only node and a registry that npm knows of.
can_install() { { command -v node && command -v npm; } >/dev/null || { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }; }

install() {
  { command -v node && command -v npm; } >/dev/null || apt_need nodejs npm || return 1
  mkdir -p "$DIR/npm"
  (
    cd "$DIR/npm"
    echo '{ "private": true }' >package.json
    timeout 120 npm install --no-audit --no-fund --ignore-scripts --loglevel=error "dynalite@$VERSION"
  ) >"$DIR/npm.log" 2>&1 </dev/null || { tail -n 3 "$DIR/npm.log" >&2; return 1; }
}

choose() { echo "PORT=$(free_port "${VIRGA_DYNALITE_PORT:-15567}")" >"$DIR/ports"; }

launch() {
  daemon dynalite node -e 'require(process.argv[1])({ createTableMs: 10, deleteTableMs: 10, updateTableMs: 10 }).listen(+process.argv[2], "127.0.0.1")' "$MODULE" "$PORT"
}

# dynalite answers a plain GET with "healthy".
ready() { [ "$(http_status "$PORT" /)" = 200 ]; }
settings() { echo "VIRGA_SERVER_DYNALITE=http://127.0.0.1:$PORT"; }

serve "$@"
