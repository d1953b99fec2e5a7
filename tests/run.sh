#!/usr/bin/env bash
# Sets up what the tests need and runs them. Ends with the line "N passed, N failed, N skipped".
#   --filter EXPRESSION   hands a filter to the test runner
#   --project NAME        runs only that test project (repeatable)
#   --no-servers          starts no real servers; the tests that need one are skipped
# A missing server is a failure when CI=true.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Release, because the tests measure memory and allocations: a debug build keeps locals alive and boxes what the shipped code does not.
CONFIGURATION=Release
SERVERS=(ceph swift moto dynalite awscli rclone s3cmd shells native prism)
PROJECT_TIMEOUT=${VIRGA_TEST_TIMEOUT:-900}

filter='' projects=() start_servers=1
while [ $# -gt 0 ]; do
  case $1 in
    --filter) filter=${2:?--filter needs an expression}; shift 2 ;;
    --project) projects+=("${2:?--project needs a name}"); shift 2 ;;
    --no-servers) start_servers=; shift ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done
if [ "${CI:-}" = true ] && [ -z "$start_servers" ]; then echo "run.sh: with CI=true the servers are wanted; leave out --no-servers" >&2; exit 2; fi
command -v dotnet >/dev/null || { echo "run.sh: dotnet is not on the PATH; install the SDK that global.json names" >&2; exit 1; }

STATE=${VIRGA_TESTS_STATE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/virga-tests}
export VIRGA_TESTS_STATE=$STATE VIRGA_TESTS_RUN=1
ENV_FILE=$STATE/servers.env
RESULTS=$ROOT/artifacts/tests
mkdir -p "$STATE" "$RESULTS"
rm -rf "${RESULTS:?}"/*

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
[ -n "${HOME:-}" ] || export DOTNET_CLI_HOME=$STATE
# Build nodes that stay alive would keep our output open, and who reads it through a pipe would wait for them.
export MSBUILDDISABLENODEREUSE=1
# The servers are on loopback; a proxy has no business there.
export NO_PROXY="127.0.0.1,localhost${NO_PROXY:+,$NO_PROXY}"; export no_proxy=$NO_PROXY

passed=0 failed=0 skipped=0 broken='' child='' reported=''

heading() { printf '\n== %s\n' "$*"; }

stop_servers() {
  [ -n "$start_servers" ] || return 0
  if command -v flock >/dev/null; then
    # Every run holds the lock shared; whoever gets it alone is the last and stops what runs have started.
    flock -u 8
    flock -xn 8 || return 0
  fi
  local name
  for name in "${SERVERS[@]}"; do
    [ ! -f "$STATE/$name/by-run" ] || bash "$ROOT/tests/Servers/$name.sh" stop </dev/null || true
  done
  rm -f "$ENV_FILE" "$ENV_FILE".*
}

finish() {
  local code=$?
  trap - EXIT INT TERM
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
  wait || true
  stop_servers
  if [ -n "$reported" ]; then
    [ -z "$broken" ] || { printf '\n'; printf '%b' "$broken"; code=1; }
    [ "$failed" -eq 0 ] || code=1
    [ $((passed + failed)) -gt 0 ] || { echo "No test ran."; code=1; }
  elif [ $code -eq 0 ]; then code=1; fi
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  exit $code
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In the background, so that a signal is handled at once and not after the command has ended.
attended() { "$@" </dev/null 8>&- & child=$!; local code=0; wait "$child" || code=$?; child=''; return $code; }

# --- the servers start while the solution is built
declare -A starting=()
begin_servers() {
  if command -v flock >/dev/null; then exec 8>"$STATE/run.lock"; flock -s 8; fi
  local name given
  for name in "${SERVERS[@]}"; do
    given=VIRGA_SERVER_${name^^}
    # An endpoint that the caller gave wins over a server of ours.
    [ -z "${!given:-}" ] || continue
    bash "$ROOT/tests/Servers/$name.sh" start >"$RESULTS/$name.env" 2>"$RESULTS/$name.txt" </dev/null 8>&- &
    starting[$name]=$!
  done
}

await_servers() {
  local name line code
  heading "Servers"
  : >"$ENV_FILE.$$"
  for name in "${SERVERS[@]}"; do
    [ -n "${starting[$name]:-}" ] || { printf '%-8s given by the environment\n' "$name"; continue; }
    code=0; wait "${starting[$name]}" || code=$?
    if [ $code -eq 0 ]; then
      cat "$RESULTS/$name.env" >>"$ENV_FILE.$$"
      printf '%-8s %s\n' "$name" "$(tail -n 1 "$RESULTS/$name.env")"
    else
      sed 's/^/  /' "$RESULTS/$name.txt"
      printf '%-8s missing\n' "$name"
      [ "${CI:-}" != true ] || broken+="With CI=true every server is wanted, and $name is missing (exit code $code of tests/Servers/$name.sh).\n"
    fi
  done
  mv "$ENV_FILE.$$" "$ENV_FILE"
  while IFS='=' read -r name line; do export "$name=$line"; done <"$ENV_FILE"
  [ "${CI:-}" != true ] || export VIRGA_REQUIRE_SERVERS=1
}

# --- one test project: run it, read its counters
counter() { sed -n "s/.*<Counters[^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

run_project() { # NAME
  local name=$1 trx=$RESULTS/$1.trx began=$SECONDS code=0 total=0 executed=0 good=0
  heading "$name"
  local arguments=("$ROOT/tests/$name/bin/$CONFIGURATION/net10.0/$name.dll" --results-directory "$RESULTS"
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal")
  [ -z "$filter" ] || arguments+=(--filter "$filter")
  attended timeout --kill-after=20 "$PROJECT_TIMEOUT" dotnet test "${arguments[@]}" || code=$?
  [ $code -ne 124 ] || broken+="$name was stopped after $PROJECT_TIMEOUT seconds.\n"
  if [ -f "$trx" ]; then
    total=$(counter "$trx" total) executed=$(counter "$trx" executed) good=$(counter "$trx" passed)
  fi
  local bad=$((executed - good))
  # A run that broke off has no failed test to show for it.
  [ $code -eq 0 ] || [ $bad -gt 0 ] || { bad=1; broken+="$name ended with exit code $code and names no failed test.\n"; }
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
  local seconds=$((SECONDS - began))
  table+=$(printf '%-36s %3d:%02d  %5d passed  %4d failed  %4d skipped' "$name" $((seconds / 60)) $((seconds % 60)) "$good" "$bad" $((total - executed)))$'\n'
}

skip_reasons() { # how often each reason was given
  awk '/<UnitTestResult /{skipped = /outcome="NotExecuted"/}
       skipped && /<Message>/{gsub(/^ *<Message>|<\/Message>.*$/, ""); print; skipped = 0}' "$RESULTS"/*.trx 2>/dev/null |
    sort | uniq -c | sort -rn | head -n 40
}

[ -z "$start_servers" ] || begin_servers

heading "Build ($CONFIGURATION)"
build_began=$SECONDS
attended dotnet build "$ROOT/Clients.sln" -c "$CONFIGURATION" -nologo -v quiet -clp:NoSummary || { echo "The build failed; no test ran."; exit 1; }
printf 'built in %d:%02d\n' $(((SECONDS - build_began) / 60)) $(((SECONDS - build_began) % 60))

[ -z "$start_servers" ] || await_servers

table=''
if [ ${#projects[@]} -eq 0 ]; then
  for path in "$ROOT"/tests/*.Tests/*.csproj; do projects+=("$(basename "$path" .csproj)"); done
fi
for project in "${projects[@]}"; do
  [ -f "$ROOT/tests/$project/$project.csproj" ] || { echo "run.sh: there is no tests/$project" >&2; exit 2; }
  run_project "$project"
done

heading "Minutes by test project"
printf '%s' "$table"
reasons=$(skip_reasons)
[ -z "$reasons" ] || { heading "Why tests were skipped"; printf '%s\n' "$reasons"; }
reported=1
