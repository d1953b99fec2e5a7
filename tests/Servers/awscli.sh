#!/usr/bin/env bash
# Not a server: the aws command, with which tests write what Virga reads and read what it wrote.
set -euo pipefail
NAME=awscli
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tool VIRGA_AWSCLI aws "${1:-}"
