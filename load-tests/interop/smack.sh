#!/usr/bin/env bash
# Runs Smack's integration test framework against a server at 127.0.0.1:5222 of the network namespace it is started in.
#   smack.sh OUT_DIR CERTIFICATE.pem [class ...]     with classes: only these test classes
# The certificate is the only one trusted: the framework makes accounts over TLS only.
# The server must offer in-band registration (XEP-0077): the framework makes its accounts itself.
# Exit code 0 only when at least one test ran and none failed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$1
certificate=$2
shift 2
mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -f "$out/trust.p12"
keytool -importcert -noprompt -alias server -file "$certificate" -keystore "$out/trust.p12" -storepass changeit 2>"$out/keytool.log"

# Its libraries are downloaded once; a name server that does not answer for a minute is no finding about the server.
for left in 4 3 2 1 0; do
  [ -d "$here/target/lib" ] && break
  mvn -B -ntp -q -f "$here/pom.xml" package && break
  [ "$left" -gt 0 ] || exit 1
  sleep 15
done

# Class names of a list as the framework takes them: comments out, commas between.
classes() {
  sed -e 's/#.*//' "$1" | tr -s ' \n' ',' | sed 's/^,//; s/,$//'
}

# Only Smack's blocking TCP connection: the modular one of this release ends the whole framework by a
# NullPointerException in its own reactor during TLS (seen against an unrelated server as well).
connections=${SMACK_CONNECTIONS:-tcp}

# One run of the framework with accounts of its own:  framework NAME PROPERTY...
framework() {
  local log=$out/$1.log code=0
  shift
  (cd "$out" && timeout "${SMACK_SECONDS_MAX:-900}" java -Xmx512m -Duser.home="$out" \
    -Dsinttest.service=localhost \
    -Dsinttest.securityMode="${SMACK_SECURITY:-required}" \
    -Dsinttest.accountRegistration=inBandRegistration \
    -Dsinttest.replyTimeout="${SMACK_REPLY_MILLIS:-10000}" \
    -Dsinttest.debugger="${SMACK_DEBUGGER:-none}" \
    -Djavax.net.ssl.trustStore="$out/trust.p12" -Djavax.net.ssl.trustStorePassword=changeit \
    -Dsinttest.enabledConnections="$connections" \
    "$@" \
    -cp "$here/target/lib/*" org.igniterealtime.smack.inttest.SmackIntegrationTestFramework) >"$log" 2>&1 || code=$?
  grep -E 'Could not run|SmackIntegrationTestFramework\[.*finished|^SEVERE: .* failed' "$log" | cut -c1-400 || true
  if ! grep -qE 'SmackIntegrationTestFramework\[' "$log"; then
    echo "smack: no summary line, the framework did not finish (exit code $code); see $log" >&2
    return 1
  fi
  return "$code"
}

if [ $# -gt 0 ]; then
  framework smack "-Dsinttest.enabledTests=$(IFS=,; echo "$*")"
  exit
fi

# The framework takes the whole class out when it is told to leave out one of its methods, so such a class gets a run of
# its own with all its other methods.
others() {
  local jar file
  jar=$(ls "$here"/target/lib/smack-integration-test-*.jar)
  file=$(jar tf "$jar" | grep "/$1\.class$")
  javap -cp "$jar" -public "${file%.class}" | sed -n 's/.* void \([A-Za-z0-9_]*\)().*/\1/p' | grep -vxF "$2" | sed "s/^/$1./" | paste -sd, -
}

left_out=$(classes "$here/smack-disabled.txt")
alone=$(classes "$here/smack-alone.txt")
all=$left_out,$alone
methods=$(echo "${all//,/$'\n'}" | grep -F . || true)
framework smack "-Dsinttest.disabledTests=$(echo "${all//,/$'\n'}" | sed 's/\..*//' | sort -u | paste -sd, -)"
for class in ${alone//,/ }; do
  framework "smack-$class" "-Dsinttest.enabledTests=$class"
done
for class in $(echo "$methods" | sed 's/\..*//' | sort -u); do
  framework "smack-$class-others" "-Dsinttest.enabledTests=$(others "$class" "$(echo "$methods" | sed -n "s/^$class\.//p")")"
done
