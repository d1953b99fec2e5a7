#!/usr/bin/env bash
# moto: many AWS services in one process; it checks no signatures.
set -euo pipefail
NAME=moto
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
VERSION=5.2.1

# The first python that can import it: the machine's own, else the one of our environment.
python() {
  local candidate
  for candidate in python3 "$STATE/moto/venv/bin/python"; do
    "$candidate" -c 'import moto.server' 2>/dev/null && { printf '%s' "$candidate"; return 0; }
  done
  return 1
}

missing() { python >/dev/null || printf 'moto[server]'; }

# An environment of our own needs no root, only python and a package index that pip knows of.
can_install() { command -v python3 >/dev/null; }

install() {
  {
    python3 -m venv "$DIR/venv" || { command -v apt-get >/dev/null && apt_need python3-venv && python3 -m venv "$DIR/venv"; } || return 1
    "$DIR/venv/bin/pip" install --disable-pip-version-check --quiet --timeout 20 --retries 1 "moto[server]==$VERSION"
  } >"$DIR/pip.log" 2>&1 </dev/null || { tail -n 3 "$DIR/pip.log" >&2; return 1; }
}

choose() { echo "PORT=$(free_port "${VIRGA_MOTO_PORT:-15555}")" >"$DIR/ports"; }
launch() { daemon moto "$(python)" -m moto.server -H 127.0.0.1 -p "$PORT"; }
ready() { [ "$(http_status "$PORT" /moto-api/)" = 200 ]; }
settings() { echo "VIRGA_SERVER_MOTO=http://127.0.0.1:$PORT"; }

serve "$@"
