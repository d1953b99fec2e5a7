#!/usr/bin/env bash
# Not a server: the rclone command, a client in Go that tests run against Virga.LocalCloud.
set -euo pipefail
NAME=rclone
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tool VIRGA_RCLONE rclone "${1:-}"
