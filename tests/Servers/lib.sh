# Sourced by every server script. A script sets NAME and defines
#   missing   prints what is not installed, nothing when all is there
#   install   installs it (called only where can_install says yes)
#   choose    picks free ports and writes NAME=VALUE lines to "$DIR/ports"
#   launch    writes the configuration and starts the daemons with `daemon`
#   ready     succeeds once the server answers
#   settings  prints the KEY=VALUE lines for whoever uses the server
# and optionally `seed` (accounts, once it is ready); then it calls: serve "$@"
# Exit codes: 0 it runs, 1 it failed to start, 3 it is not installed and cannot be installed here.

STATE=${VIRGA_TESTS_STATE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/virga-tests}
DIR=$STATE/${NAME:?}
# Files with keys of throw-away accounts are still nobody else's business.
umask 077
mkdir -p "$DIR"

say() { printf '%s: %s\n' "$NAME" "$*" >&2; }

# --- processes: a pid counts only together with its start time, so that a reused pid is never killed.
born() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

daemon() { # LABEL COMMAND...
  local label=$1; shift
  # Descriptors 8 and 9 are the callers' locks: a daemon that kept one would hold it for ever.
  setsid "$@" >"$DIR/$label.log" 2>&1 </dev/null 8>&- 9>&- &
  printf '%s %s\n' "$!" "$(born $!)" >>"$DIR/pids"
}

same_process() { [ -n "$2" ] && [ "$(born "$1")" = "$2" ]; }

running() {
  [ -s "$DIR/pids" ] && [ -f "$DIR/ports" ] || return 1
  local pid start
  while read -r pid start; do same_process "$pid" "$start" || return 1; done <"$DIR/pids"
}

stop_daemons() { # nothing here outlives a run, so nothing needs time to save itself
  [ -f "$DIR/pids" ] || return 0
  local pid start
  while read -r pid start; do
    same_process "$pid" "$start" && { kill -KILL -- "-$pid" || kill -KILL "$pid"; } 2>/dev/null || true
  done < <(tac "$DIR/pids")
  rm -f "$DIR/pids"
}

# --- waiting and asking, with nothing but bash
await() { # SECONDS COMMAND...
  local end=$((SECONDS + $1)); shift
  until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.2; done
}

http_answer() { # PORT PATH -> the whole answer
  ( exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3 && timeout 10 cat <&3 ) 2>/dev/null | tr -d '\0'
}

http_status() { local answer; answer=$(http_answer "$1" "$2") || true; answer=${answer#* }; printf '%s' "${answer%%[!0-9]*}"; }

free_port() { # the wanted port or the next one that nobody listens on
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  printf '%s' "$port"
}

# --- installing
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

can_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

not_installed() { # PACKAGE... -> those that are not there
  local package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$package"
  done
}

apt_need() { # PACKAGE...
  local absent; absent=$(not_installed "$@")
  [ -n "$absent" ] || return 0
  # One apt at a time, with an archive folder of our own: a hook that empties the shared one breaks a neighbour's run.
  (
    flock 7
    # What packages install must stay readable for the users that they run as.
    umask 022
    mkdir -p "$STATE/apt/partial"
    say "installing $absent"
    local policy=/usr/sbin/policy-rc.d ours=
    if [ ! -e $policy ]; then
      # The packages bring services that would start on their default ports.
      printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null; as_root chmod 755 $policy; ours=1
      trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    [ -n "$(find /var/lib/apt/lists -name '*_Packages*' -mmin -1440 2>/dev/null | head -n 1)" ] || as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o DPkg::Lock::Timeout=300 -o Dir::Cache::archives="$STATE/apt" $absent
  ) 7>"$STATE/apt.lock" >"$DIR/apt.log" 2>&1 </dev/null && return 0
  tail -n 20 "$DIR/apt.log" >&2
  return 1
}

# --- start, stop, status
locked() { # one start or stop of a server at a time, whichever clone it comes from
  if command -v flock >/dev/null; then exec 9>"$DIR/lock"; flock 9; fi
  "$@"
}

load_ports() { set -a; . "$DIR/ports"; set +a; }

start_once() {
  if running && load_ports && ready; then say "runs already"; settings; return; fi
  stop_daemons
  local absent; absent=$(missing)
  if [ -n "$absent" ]; then
    can_install || { say "not installed ($absent), and it cannot be installed here (needs root on Debian or Ubuntu)"; exit 3; }
    install || { say "cannot be installed ($absent)"; exit 3; }
  fi
  rm -rf "$DIR/data"; mkdir -p "$DIR/data"
  choose; load_ports
  local began=$SECONDS
  if launch && await 90 ready && { ! declare -F seed >/dev/null || seed; }; then
    say "started in $((SECONDS - began)) s"
    # tests/run.sh stops what a run of it started and leaves alone what a person started.
    if [ -n "${VIRGA_TESTS_RUN:-}" ]; then touch "$DIR/by-run"; else rm -f "$DIR/by-run"; fi
    settings
    return
  fi
  say "did not start; the ends of its logs:"
  tail -n 5 "$DIR"/*.log >&2 || true
  stop_daemons
  exit 1
}

stop_once() { stop_daemons; rm -f "$DIR/by-run"; }

serve() {
  case ${1:-} in
    start) locked start_once ;;
    stop) locked stop_once ;;
    status) if running && load_ports && ready; then settings; else say "does not run"; exit 1; fi ;;
    *) echo "usage: $(basename "$0") start|stop|status" >&2; exit 2 ;;
  esac
}

# --- a client instead of a server: Debian's own package wins, because that is what is promised to work with us
tool() { # VARIABLE COMMAND ACTION
  local variable=$1 command=$2 action=${3:-} found
  case $action in
    start)
      if [ -n "$(not_installed "$NAME")" ]; then
        if can_install; then locked apt_need "$NAME" || say "Debian's package cannot be installed"
        else say "Debian's package is not installed, and it cannot be installed here (needs root on Debian or Ubuntu)"; fi
      fi
      found=$(tool_path "$command") || exit 3
      case $found in /usr/bin/*) ;; *) say "takes $found instead" ;; esac
      echo "$variable=$found" ;;
    stop) ;;
    status) found=$(tool_path "$command") || { say "not installed"; exit 1; }; echo "$variable=$found" ;;
    *) echo "usage: $(basename "$0") start|stop|status" >&2; exit 2 ;;
  esac
}

tool_path() { # COMMAND -> where Debian puts it, else whatever the PATH has
  if [ -z "$(not_installed "$NAME")" ] && [ -x "/usr/bin/$1" ]; then printf '/usr/bin/%s' "$1"; else command -v "$1"; fi
}
