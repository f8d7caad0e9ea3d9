-- The peer that Balcony's figures stand beside: Prosody 0.12 (Debian), archive on, TLS off, loopback only.
-- mkdir -p peer/data && cd peer && prosody --config ../load-tests/peers/prosody.cfg.lua
daemonize = false
run_as_root = true
data_path = "./data"
pidfile = "./prosody.pid"
interfaces = { "127.0.0.1" }
local_interfaces = { "127.0.0.1" }
c2s_ports = { 15222 }
c2s_direct_tls_ports = { }
s2s_ports = { }
http_ports = { }
https_ports = { }
component_ports = { }
modules_enabled = {
  "roster", "saslauth", "disco", "carbons", "ping", "mam", "smacks", "blocklist", "private", "version", "time",
}
modules_disabled = { "s2s", "tls", "offline", "http", "admin_shell" }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
storage = "internal"
archive_expires_after = "never"
default_archive_policy = true
max_archive_query_results = 250
smacks_max_queue_size = 5000
limits = { }
log = { info = "./prosody.log" }
VirtualHost "localhost"
Component "conference.localhost" "muc"
modules_enabled = { "muc_mam" }
muc_log_by_default = true
muc_log_expires_after = "never"
