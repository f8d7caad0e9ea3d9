#!/usr/bin/env bash
# Foreign clients against a whole server: Smack's integration tests and slixmpp: a conversation, and personal data.
#   run.sh [smack|slixmpp]...      both when none is named
# The server runs in a network namespace of this run's own, so that port 5222 is free whatever else runs here.
# Needs root (ip netns), iproute2, python3-slixmpp, a built tree. Exit code 0 only when all of it held.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(slixmpp smack)
work=$(mktemp -d)
ns=balcony-interop-$$
server=

stop() {
  if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
    kill "$server" 2>/dev/null || true
    for _ in $(seq 1 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$server" 2>/dev/null || true
  fi
  ip netns pids "$ns" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
  ip netns del "$ns" 2>/dev/null || true
  if [ "${INTEROP_KEEP:-no}" = no ]; then rm -rf "$work"; else echo "interop: kept $work"; fi
}
trap stop EXIT INT TERM

ip netns add "$ns"
ip -n "$ns" link set lo up
ip netns exec "$ns" "$root/balcony" run --data "$work/data" --set balcony.edge.c2s.registration=on \
  --set balcony.user.requests-from-strangers=on >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 1 1200); do
  grep -q '^ready' "$work/server.log" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
  sleep 0.1
done
grep -q '^ready' "$work/server.log" || { echo "interop: no ready line within 120 s" >&2; tail -50 "$work/server.log" >&2; exit 1; }
certificate=$work/data/tls/development-certificate.pem

for suite in "${suites[@]}"; do
  case $suite in
    slixmpp)
      for user in alice bob; do
        printf 'secret\n' | "$root/balcony" user add "$user@localhost" --data "$work/data" --password-stdin
      done
      for script in slixmpp_chat slixmpp_pep; do
        ip netns exec "$ns" /usr/bin/python3 "$here/$script.py" 127.0.0.1 5222 "$certificate" alice@localhost secret bob@localhost secret
      done
      ;;
    smack)
      ip netns exec "$ns" "$here/smack.sh" "${INTEROP_OUT:-$work}/smack" "$certificate"
      ;;
    *)
      echo "interop: there is no suite $suite" >&2
      exit 2
      ;;
  esac
  echo "interop: $suite held"
done
