#!/usr/bin/env bash
# Not a server: the s3cmd command, a client in Python that tests run against Virga.LocalCloud.
set -euo pipefail
NAME=s3cmd
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tool VIRGA_S3CMD s3cmd "${1:-}"
