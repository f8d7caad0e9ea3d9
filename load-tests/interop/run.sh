#!/usr/bin/env bash
# Foreign clients against a whole server, and the reference clients of load-tests/clients.
#   run.sh [SUITE]...      all when none is named
#     slixmpp      a conversation and personal data                  python3-slixmpp
#     javascript   xmpp.js over TCP, TLS, WebSocket; stanza           node >= 20, npm
#     converse     Converse.js in Chromium: WebSocket and BOSH, a room node >= 20, npm, chromium
#     call         two phones in Chromium call, also by a TURN server node >= 20, npm, chromium, coturn
#     webpush      a page and a push service decrypt and verify        node >= 20, npm, openssl
#     reference    the reference clients take exactly the difference  node >= 20, npm, mvn
#     federation   Prosody and ejabberd, found by DNS: certificates, dialback, a client on each   prosody, ejabberd, python3-slixmpp
#     smack        Smack's integration tests                          mvn
# The server runs in a network namespace of this run's own, so that port 5222 is free whatever else runs here.
# Needs root (ip netns), iproute2, a built tree. npm's packages are installed into a scratch folder.
# INTEROP_KEEP=yes keeps that folder, INTEROP_OUT=FOLDER takes logs and pictures. Exit code 0 only when all of it held.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(slixmpp javascript converse call webpush reference federation smack)
work=$(mktemp -d)
ns=balcony-interop-$$
server=
turn_port=3479

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

# A push service of this machine, with a certificate of its own, and our key for it.
push_port=8444
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout "$work/push.key" -out "$work/push.pem" 2>/dev/null
vapid=$("$root/balcony" push keys "$work/vapid.pem" | sed -n 's/^public key: //p')

ip netns add "$ns"
ip -n "$ns" link set lo up
# The relay of the suite "call", which starts it: whoever asks is told of it.
printf 'north star\n' >"$work/turn-secret"
cat >"$work/balcony.conf" <<EOF
balcony.services.external = [{ type = turn, host = "127.0.0.1", port = $turn_port, secret-file = "$work/turn-secret" }]
balcony.push.gateway {
  trusted-certificates-file = "$work/push.pem"
  webpush {
    vapid-key-file = "$work/vapid.pem", subject = "mailto:admin@localhost"
    hosts = ["localhost:$push_port"], private-addresses = on
  }
}
EOF
# Smack keeps a connection that never logs in for the accounts of its whole run, and takes new rooms for public ones.
ip netns exec "$ns" "$root/balcony" run --data "$work/data" --config "$work/balcony.conf" --set balcony.edge.c2s.registration=on \
  --set balcony.edge.c2s.login.seconds-max=900 --set balcony.user.requests-from-strangers=on \
  --set balcony.rooms.usual.public=on >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 1 1200); do
  grep -q '^ready' "$work/server.log" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
  sleep 0.1
done
grep -q '^ready' "$work/server.log" || { echo "interop: no ready line within 120 s" >&2; tail -50 "$work/server.log" >&2; exit 1; }
certificate=$work/data/tls/development-certificate.pem
websocket=wss://localhost:5443/xmpp-websocket
out=${INTEROP_OUT:-$work}
mkdir -p "$out"

# A page on this machine takes the ports in clear text: a browser would have to be told to trust the certificate.
plain_websocket=ws://localhost:5280/xmpp-websocket
plain_bosh=http://localhost:5280/http-bind

# Commands in the server's network, as clients that trust its certificate and know the one password.
client() {
  NODE_EXTRA_CA_CERTS=$certificate PASSWORD=secret ip netns exec "$ns" "$@"
}

users() {
  for user in "$@"; do
    printf 'secret\n' | "$root/balcony" user add "$user@localhost" --data "$work/data" --password-stdin
  done
}

# The scripts and their packages, once, in a folder that goes with this run.
javascript() {
  js=$work/javascript
  [ -d "$js" ] && return
  local version
  version=$(node --version 2>/dev/null) && command -v npm >/dev/null || {
    echo "interop: node and npm are missing: install Node.js 20 or newer" >&2
    exit 1
  }
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || { echo "interop: Node.js $version is too old: install 20 or newer" >&2; exit 1; }
  mkdir "$js"
  cp "$here"/javascript/*.js "$here"/javascript/package*.json "$js"
  cp -r "$here/../clients/javascript" "$js/phone"
  (cd "$js" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}

browser() {
  command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null || { echo "interop: chromium is missing (Debian: apt install chromium)" >&2; exit 1; }
}

# It ends with the namespace.
relay() {
  command -v turnserver >/dev/null || { echo "interop: turnserver is missing (Debian: apt install coturn)" >&2; exit 1; }
  cat >"$work/turnserver.conf" <<EOF
listening-ip=127.0.0.1
relay-ip=127.0.0.1
listening-port=$turn_port
realm=localhost
use-auth-secret
static-auth-secret=north star
allow-loopback-peers
no-tls
no-dtls
no-cli
pidfile=$work/turnserver.pid
userdb=$work/turnserver.db
log-file=stdout
EOF
  ip netns exec "$ns" turnserver -c "$work/turnserver.conf" >"$work/turnserver.log" 2>&1 &
  disown
}

for suite in "${suites[@]}"; do
  case $suite in
    slixmpp)
      users alice bob
      for script in slixmpp_chat slixmpp_pep; do
        ip netns exec "$ns" /usr/bin/python3 "$here/$script.py" 127.0.0.1 5222 "$certificate" alice@localhost secret bob@localhost secret
      done
      ;;
    javascript)
      javascript
      users anna ben
      client node "$js/xmpp_client.js" anna@localhost ben@localhost xmpp://localhost:5222 xmpps://localhost:5223 "$websocket"
      client node "$js/stanza_client.js" anna@localhost ben@localhost "$websocket" https://localhost:5443/http-bind
      ;;
    converse)
      javascript
      browser
      users carla dan
      client node "$js/converse_chat.js" carla@localhost dan@localhost "$plain_websocket" "$plain_bosh" "$out"
      client node "$js/converse_room.js" carla@localhost dan@localhost "$plain_websocket" hall@conference.localhost "$out"
      ;;
    call)
      javascript
      browser
      relay
      users emma finn
      client node "$js/call.js" emma@localhost finn@localhost "$plain_websocket"
      ;;
    webpush)
      javascript
      users paula quinn
      client node "$js/web_push.js" paula@localhost quinn@localhost "$websocket" "$push_port" "$work/push.pem" "$work/push.key" "$vapid"
      ;;
    reference)
      javascript
      "$here/../clients/java/phone" --build
      for language in javascript java; do
        mkdir "$work/$language-stores"
        users "$language-phone" "$language-peer" "$language-stranger"
        case $language in
          javascript) phone=(node "$js/phone/phone.js" --service "$websocket" --jid javascript-phone@localhost --store '{store}') ;;
          java) phone=("$here/../clients/java/phone" localhost 5222 java-phone@localhost '{store}') ;;
        esac
        client env TRUSTED="$certificate" node "$js/reference_client.js" "$websocket" "$language"-{phone,peer,stranger}@localhost \
          "$work/$language-stores" "${phone[@]}"
      done
      ;;
    federation)
      "$here/federation.sh" "$out/federation"
      ;;
    smack)
      ip netns exec "$ns" "$here/smack.sh" "$out/smack" "$certificate"
      ;;
    *)
      echo "interop: there is no suite $suite" >&2
      exit 2
      ;;
  esac
  echo "interop: $suite held"
done
