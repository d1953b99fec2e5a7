#!/usr/bin/env bash
# OpenStack Swift all in one with tempauth and s3api (a second S3 server).
# Accounts: test:tester/testing; admin:admin/admin (reseller admin); test:reader/reading (no rights). As S3 keys: test:tester, testing.
set -euo pipefail
NAME=swift
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
PACKAGES="swift-proxy swift-account swift-container swift-object memcached"
ETC=$DIR/data/etc

missing() { not_installed $PACKAGES; }
install() { apt_need $PACKAGES; }

choose() {
  {
    echo "PORT=$(free_port "${VIRGA_SWIFT_PORT:-18090}")"
    echo "MEMCACHE=$(free_port "${VIRGA_SWIFT_MEMCACHE_PORT:-21299}")"
    echo "OBJECT=$(free_port 26200)"
    echo "CONTAINER=$(free_port 26300)"
    echo "ACCOUNT=$(free_port 26400)"
  } >"$DIR/ports"
}

storage_server() { # KIND PORT: its ring and its configuration
  local kind=$1 port=$2
  (
    cd "$ETC"
    swift-ring-builder "$kind.builder" create 4 1 0
    swift-ring-builder "$kind.builder" add "r1z1-127.0.0.1:$port/d1" 1
    swift-ring-builder "$kind.builder" rebalance
  ) >>"$DIR/setup.log" 2>&1 || return 1
  cat >"$ETC/$kind-server.conf" <<C
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $port
user = $(id -un)
swift_dir = $ETC
devices = $DIR/data/srv
mount_check = false
workers = 0
fallocate_reserve = 0
disable_fallocate = true
log_level = WARNING
log_address = /nonexistent
recon_lock_path = $DIR/data/lock

[pipeline:main]
pipeline = $kind-server

[app:$kind-server]
use = egg:swift#$kind
recon_cache_path = $DIR/data/cache
C
}

proxy_server() {
  cat <<C
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $PORT
user = $(id -un)
swift_dir = $ETC
workers = 0
log_level = WARNING
log_address = /nonexistent
expose_info = true

[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk tempurl formpost s3api tempauth staticweb copy container-quotas account-quotas slo dlo versioned_writes symlink proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true

[filter:tempauth]
use = egg:swift#tempauth
reseller_prefix = AUTH
token_life = 86400
user_admin_admin = admin .admin .reseller_admin
user_test_tester = testing .admin
user_test_reader = reading

[filter:s3api]
use = egg:swift#s3api
location = us-east-1
dns_compliant_bucket_names = true
s3_acl = false
min_segment_size = 5242880
allow_multipart_uploads = true

[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:$MEMCACHE

[filter:tempurl]
use = egg:swift#tempurl
allowed_digests = sha1 sha256 sha512

[filter:formpost]
use = egg:swift#formpost
allowed_digests = sha1 sha256 sha512

[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_versioned_writes = true
allow_object_versioning = true
C
  # The rest runs as it comes; a filter and its entry point differ only in the dash.
  local filter
  for filter in catch_errors gatekeeper healthcheck listing_formats bulk staticweb copy container-quotas account-quotas slo dlo symlink; do
    printf '\n[filter:%s]\nuse = egg:swift#%s\n' "$filter" "${filter//-/_}"
  done
}

launch() {
  mkdir -p "$DIR"/data/{etc,srv/d1,cache,lock}
  : >"$DIR/setup.log"
  printf '[swift-hash]\nswift_hash_path_prefix = virga\nswift_hash_path_suffix = tests\n\n[storage-policy:0]\nname = gold\ndefault = yes\n' >"$ETC/swift.conf"
  storage_server account "$ACCOUNT" && storage_server container "$CONTAINER" && storage_server object "$OBJECT" || return 1
  proxy_server >"$ETC/proxy-server.conf"
  local drop=()
  [ "$(id -u)" != 0 ] || drop=(-u nobody)
  daemon memcached memcached "${drop[@]}" -l 127.0.0.1 -p "$MEMCACHE" -m 64
  local kind
  # The system's python, by its path: the packages install for it and for no other.
  for kind in account container object; do
    daemon "$kind" /usr/bin/python3 "/usr/bin/swift-$kind-server" "$ETC/$kind-server.conf"
  done
  daemon proxy /usr/bin/python3 /usr/bin/swift-proxy-server "$ETC/proxy-server.conf"
}

ready() {
  [ "$(http_status "$PORT" /healthcheck)" = 200 ] || return 1
  local port
  for port in "$ACCOUNT" "$CONTAINER" "$OBJECT"; do [ -n "$(http_status "$port" /)" ] || return 1; done
}

settings() { echo "VIRGA_SERVER_SWIFT=http://127.0.0.1:$PORT"; }

serve "$@"
