#!/usr/bin/env bash
# Balcony, Prosody and ejabberd as three servers that find each other by DNS, with a client of slixmpp on each.
#   federation.sh OUT      logs go to the folder OUT
# Prosody's certificate and ours are of an authority that both trust (SASL EXTERNAL); ejabberd's is of one that nobody trusts
# (dialback). Everything runs in a network namespace of this run's own. Needs root, iproute2, openssl, a built tree, and
# Debian's prosody, ejabberd and python3-slixmpp. Exit code 0 only when all of it held.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
out=${1:?the folder for logs}
work=$(mktemp -d)
chmod 755 "$work"
ns=balcony-fed-$$
balcony=balcony.example prosody=prosody.example ejabberd=ejabberd.example

for tool in prosody prosodyctl ejabberdctl openssl ip; do
  PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || { echo "federation: $tool is missing (Debian: apt install prosody ejabberd openssl iproute2)" >&2; exit 1; }
done

stop() {
  local status=$?
  [ "$status" -eq 0 ] || tail -n 20 "$work"/balcony.log "$work"/prosody-out.log "$work"/ejabberd-out.log >&2 2>/dev/null || true
  ip netns pids "$ns" 2>/dev/null | xargs -r kill 2>/dev/null || true
  for _ in $(seq 1 100); do [ -n "$(ip netns pids "$ns" 2>/dev/null)" ] || break; sleep 0.1; done
  ip netns pids "$ns" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
  ip netns del "$ns" 2>/dev/null || true
  rm -rf "/etc/netns/$ns"
  mkdir -p "$out"
  cp "$work"/*.log "$out" 2>/dev/null || true
  cp "$work"/ejabberd-logs/*.log "$out" 2>/dev/null || true
  if [ "${INTEROP_KEEP:-no}" = no ]; then rm -rf "$work"; else echo "federation: kept $work"; fi
}
trap stop EXIT INT TERM

mkdir -p "/etc/netns/$ns"
echo 'nameserver 127.0.0.1' >"/etc/netns/$ns/resolv.conf"
printf '127.0.0.1 localhost\n' >"/etc/netns/$ns/hosts"
ip netns add "$ns"
ip -n "$ns" link set lo up
inside() { ip netns exec "$ns" "$@"; }

# ---- authorities and certificates
authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" -addext basicConstraints=critical,CA:true \
    -keyout "$work/$1.key" -out "$work/$1.pem" 2>/dev/null
}
certificate() { # domain authority
  openssl req -newkey rsa:2048 -nodes -subj "/CN=of no meaning" -keyout "$work/$1.key" -out "$work/$1.csr" 2>/dev/null
  openssl x509 -req -days 2 -in "$work/$1.csr" -CA "$work/$2.pem" -CAkey "$work/$2.key" -CAcreateserial -out "$work/$1.pem" \
    -extfile <(printf 'subjectAltName=DNS:%s,DNS:conference.%s\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n' "$1" "$1") 2>/dev/null
}
authority trusted
authority unknown
certificate "$balcony" trusted
certificate "$prosody" trusted
certificate "$ejabberd" unknown
cat "$work/trusted.pem" "$work/unknown.pem" >"$work/authorities.pem"
cat "$work/$ejabberd.pem" "$work/$ejabberd.key" >"$work/$ejabberd.both.pem"
chmod 644 "$work"/*.key "$work"/*.pem

# ---- names: Balcony by both services, Prosody by SRV, ejabberd by its address alone
inside /usr/bin/python3 "$here/names.py" 127.0.0.1 "$balcony=127.0.0.1,5269,5270" "$prosody=127.0.0.2,5269" "$ejabberd=127.0.0.3" \
  >"$work/names.log" 2>&1 &

# ---- Prosody
mkdir "$work/prosody-data"
cat >"$work/prosody.cfg.lua" <<EOF
run_as_root = true
daemonize = false
pidfile = "$work/prosody.pid"
data_path = "$work/prosody-data"
interfaces = { "127.0.0.2" }
modules_enabled = { "roster", "saslauth", "tls", "dialback", "disco", "ping", "smacks", "s2s_bidi", "mam", "offline" }
c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true
log = { debug = "$work/prosody.log" }
ssl = { cafile = "$work/trusted.pem" }
VirtualHost "$prosody"
  ssl = { certificate = "$work/$prosody.pem", key = "$work/$prosody.key", cafile = "$work/trusted.pem" }
Component "conference.$prosody" "muc"
  restrict_room_creation = false
  ssl = { certificate = "$work/$prosody.pem", key = "$work/$prosody.key", cafile = "$work/trusted.pem" }
EOF
inside prosodyctl --root --config "$work/prosody.cfg.lua" register anna "$prosody" secret >>"$work/prosodyctl.log" 2>&1
start_prosody() { inside prosody --config "$work/prosody.cfg.lua" -F >>"$work/prosody-out.log" 2>&1 & }
start_prosody

# ---- ejabberd
mkdir "$work/ejabberd-logs" "$work/ejabberd-spool"
cat >"$work/ejabberd.yml" <<EOF
hosts: ["$ejabberd"]
loglevel: debug
certfiles: ["$work/$ejabberd.both.pem"]
ca_file: "$work/trusted.pem"
s2s_use_starttls: required
listen:
  - { port: 5222, ip: "127.0.0.3", module: ejabberd_c2s, starttls_required: true }
  - { port: 5269, ip: "127.0.0.3", module: ejabberd_s2s_in }
acl: { local: { user_regexp: "" } }
access_rules: { local: { allow: local } }
modules:
  mod_roster: {}
  mod_disco: {}
  mod_ping: {}
  mod_s2s_dialback: {}
  mod_muc: { access: all, access_create: all, host: "conference.$ejabberd" }
EOF
: >"$work/ejabberdctl.cfg"
chown -R ejabberd "$work/ejabberd-logs" "$work/ejabberd-spool"
ejabberd() {
  inside ejabberdctl --node "ejabberd@localhost" --config "$work/ejabberd.yml" --ctl-config "$work/ejabberdctl.cfg" \
    --logs "$work/ejabberd-logs" --spool "$work/ejabberd-spool" "$@"
}
ejabberd foreground >"$work/ejabberd-out.log" 2>&1 &

# ---- Balcony
cat >"$work/balcony.conf" <<EOF
balcony.domains = ["$balcony"]
balcony.edge {
  host = "127.0.0.1"
  tls { certificate-file = "$work/$balcony.pem", key-file = "$work/$balcony.key" }
  s2s { enabled = on, ca-file = "$work/trusted.pem", outbound.backoff-seconds-first = 1, outbound.backoff-seconds-max = 2 }
}
EOF
inside "$root/balcony" run --data "$work/data" --config "$work/balcony.conf" --set balcony.user.requests-from-strangers=on \
  >"$work/balcony.log" 2>&1 &
server=$!
for _ in $(seq 1 1800); do
  grep -q '^ready' "$work/balcony.log" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/balcony.log" >&2; exit 1; }
  sleep 0.1
done
grep -q '^ready' "$work/balcony.log" || { echo "federation: no ready line within 180 s" >&2; exit 1; }
printf 'secret\n' | "$root/balcony" user add "romeo@$balcony" --data "$work/data" --password-stdin
for _ in $(seq 1 60); do
  ejabberd register nora "$ejabberd" secret >>"$work/ejabberdctl.log" 2>&1 && break
  sleep 1
done

talk() { inside /usr/bin/python3 "$here/federation.py" "$@"; }
talk together "$work/authorities.pem" "romeo@$balcony" 127.0.0.1 "anna@$prosody" 127.0.0.2 "nora@$ejabberd" 127.0.0.3

kill "$(cat "$work/prosody.pid")"
for _ in $(seq 1 100); do kill -0 "$(cat "$work/prosody.pid" 2>/dev/null || echo 0)" 2>/dev/null || break; sleep 0.1; done
talk down "$work/authorities.pem" "romeo@$balcony" 127.0.0.1 "anna@$prosody"
start_prosody
for _ in $(seq 1 100); do inside /usr/bin/python3 -c 'import socket; socket.create_connection(("127.0.0.2", 5222), 1)' 2>/dev/null && break; sleep 0.1; done
talk up "$work/authorities.pem" "anna@$prosody" 127.0.0.2

# ---- the other sides say how each was proved
saw() { # file pattern what
  grep -q "$2" "$work/$1" || { echo "FAIL $3: no '$2' in $1" >&2; exit 1; }
  echo "ok   $3"
}
saw prosody.log "Accepting SASL EXTERNAL identity from $balcony" "Prosody believes our certificate"
saw prosody.log "SASL EXTERNAL with .*$balcony succeeded" "and we believe Prosody's"
saw prosody.log "Enabling stream management" "streams to it are acknowledged"
saw prosody.log "Requested bidirectional stream" "and go both ways"
saw ejabberd-logs/ejabberd.log "Retrying with s2s dialback authentication: .*-> $balcony" "ejabberd's key is asked about, not its certificate"
