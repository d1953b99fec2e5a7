#!/usr/bin/env bash
# Ceph on one node, in memory: a monitor, one memstore OSD and radosgw (S3, IAM, STS, Swift v1).
# Accounts: testaccesskey/testsecretkey (with admin caps), otheraccesskey/othersecretkey, Swift tester:swift/swiftsecret.
set -euo pipefail
NAME=ceph
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
PACKAGES="ceph-mon ceph-osd radosgw ceph-common"
CONF=$DIR/data/ceph.conf

missing() { not_installed $PACKAGES; }
install() { apt_need $PACKAGES; }

choose() {
  {
    echo "PORT=$(free_port "${VIRGA_CEPH_PORT:-17480}")"
    echo "MON2=$(free_port "${VIRGA_CEPH_MON2_PORT:-23300}")"
    echo "MON1=$(free_port "${VIRGA_CEPH_MON1_PORT:-23789}")"
  } >"$DIR/ports"
}

configuration() { # FSID
  local data=$DIR/data
  cat <<C
[global]
fsid = $1
mon_initial_members = a
mon_host = [v2:127.0.0.1:$MON2,v1:127.0.0.1:$MON1]
public_network = 127.0.0.0/8
ms_bind_ipv6 = false
ms_mon_client_mode = crc
debug_ms = 0
# Everything is on loopback and thrown away: no cluster keys.
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
keyring = $data/keyring
run_dir = $data/run
# A socket's path is limited to 107 characters, and nobody asks these.
admin_socket =
pid_file = $data/run/\$name.pid
log_file = $data/log/\$name.log
crash_dir = $data/log
# One OSD: no replicas, few placement groups, so that pools appear quickly.
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_max_pg_per_osd = 1000

[mon]
mon_data = $data/mon
mon_cluster_log_file = $data/log/cluster.log
# A nearly full disk must not stop a cluster that writes nothing to it.
mon_data_avail_crit = 1
mon_data_avail_warn = 2
paxos_propose_interval = 0.1
paxos_min_wait = 0.01

[osd]
osd_data = $data/osd
osd_objectstore = memstore
memstore_device_bytes = 4294967296
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
osd_class_load_list = *
osd_class_default_list = *

[client.rgw.a]
rgw_data = $data/rgw
rgw_frontends = beast endpoint=127.0.0.1:$PORT
rgw_enable_apis = s3, s3website, swift, swift_auth, admin, sts, iam, notifications
rgw_dns_name = s3.localhost
rgw_enable_static_website = true
rgw_dns_s3website_name = s3-website.localhost
rgw_s3_auth_use_sts = true
rgw_sts_key = abcdefghijklmnop
rgw_swift_account_in_url = false
rgw_swift_versioning_enabled = true
rgw_crypt_require_ssl = false
rgw_lc_debug_interval = 10
rgw_thread_pool_size = 64
rgw_relaxed_s3_bucket_names = false
C
}

quiet() { "$@" >>"$DIR/setup.log" 2>&1; }

launch() {
  local fsid uuid id
  fsid=$(cat /proc/sys/kernel/random/uuid)
  mkdir -p "$DIR"/data/{mon,osd,rgw,log,run}
  : >"$DIR/setup.log"
  configuration "$fsid" >"$CONF"
  export CEPH_CONF=$CONF
  quiet monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$MON2,v1:127.0.0.1:$MON1]" "$DIR/data/monmap" || return 1
  quiet ceph-mon -c "$CONF" --mkfs -i a --monmap "$DIR/data/monmap" || return 1
  daemon mon ceph-mon -c "$CONF" -f -i a
  await 30 quiet timeout 5 ceph -c "$CONF" mon stat || return 1
  uuid=$(cat /proc/sys/kernel/random/uuid)
  id=$(ceph -c "$CONF" osd new "$uuid" 2>>"$DIR/setup.log") || return 1
  quiet ceph-osd -c "$CONF" -i "$id" --mkfs --osd-uuid "$uuid" || return 1
  daemon osd ceph-osd -c "$CONF" -f -i "$id"
  await 30 one_osd_is_up || return 1
  daemon rgw radosgw -c "$CONF" -f -n client.rgw.a
}

one_osd_is_up() { timeout 10 ceph -c "$CONF" osd stat 2>/dev/null | grep -q ' 1 up'; }
ready() { [ "$(http_status "$PORT" /)" = 200 ]; }

seed() {
  local admin=(radosgw-admin -c "$CONF" -n client.rgw.a)
  quiet "${admin[@]}" user create --uid=tester --display-name=Tester --access-key=testaccesskey --secret-key=testsecretkey \
    --caps='users=*;buckets=*;metadata=*;usage=*;roles=*;user-policy=*;oidc-provider=*' &&
  quiet "${admin[@]}" subuser create --uid=tester --subuser=tester:swift --access=full --key-type=swift --secret-key=swiftsecret &&
  quiet "${admin[@]}" user create --uid=other --display-name=Other --access-key=otheraccesskey --secret-key=othersecretkey
}

settings() { echo "VIRGA_SERVER_CEPH=http://127.0.0.1:$PORT"; }

serve "$@"
