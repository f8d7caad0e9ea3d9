/**
 * Web Push by foreign hands: a push service of Node.js that checks our name (RFC 8292) by OpenSSL, and a page whose
 * messages http_ece decrypts (RFC 8291). The page registers with the push service of the deployment by xmpp.js.
 *
 * usage: PASSWORD=... NODE_EXTRA_CA_CERTS=certificate.pem node web_push.js JID1 JID2 SERVICE PORT CERTIFICATE KEY VAPID_KEY
 * Prints one line a check; exit code 0 only when all of them held.
 */
import { client, xml } from "@xmpp/client";
import ece from "http_ece";
import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { WebSocket } from "ws";
import { check, Queue, within } from "./checks.js";

globalThis.WebSocket ??= WebSocket; // Node has one of its own from version 22 on

const COMMANDS = "http://jabber.org/protocol/commands";
const FORM = "jabber:x:data";

const [jid1, jid2, service, port, certificate, key, vapidKey] = process.argv.slice(2);
const origin = `https://localhost:${port}`;
const requests = new Queue();
let status = 201;

const pushService = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, async (request, response) => {
  const body = [];
  for await (const piece of request) body.push(piece);
  requests.put({ path: request.url, headers: request.headers, body: Buffer.concat(body) });
  response.writeHead(status).end();
});
await new Promise((done) => pushService.listen(Number(port), "localhost", done));

async function start(jid) {
  const [username, domain] = jid.split("@");
  const xmpp = client({ service, domain, username, password: process.env.PASSWORD });
  xmpp.on("error", (error) => console.error(`${jid}: ${error.message}`));
  await within(xmpp.start(), `the login of ${jid}`);
  await xmpp.send(xml("presence"));
  return xmpp;
}

const field = (name, value) => xml("field", { var: name }, xml("value", {}, value));
const values = (form) =>
  Object.fromEntries(form.getChildren("field").map((each) => [each.attrs.var, each.getChildText("value")]));

/** RFC 8292 section 4, by OpenSSL. */
function isOurs(request) {
  const [, header, claims, signature, k] = request.headers.authorization.match(/^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=(.+)$/);
  const point = Buffer.from(k, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url"));
  const left = exp - Date.now() / 1000;
  return (
    k === vapidKey &&
    aud === origin &&
    sub === "mailto:admin@localhost" &&
    left > 0 &&
    left <= 86_400 &&
    verify(
      "sha256",
      Buffer.from(`${header}.${claims}`),
      { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
      Buffer.from(signature, "base64url"),
    )
  );
}

// What a browser makes when a page subscribes.
const page = createECDH("prime256v1");
page.generateKeys();
const auth = randomBytes(16);
const open = (request) =>
  JSON.parse(ece.decrypt(request.body, { version: "aes128gcm", privateKey: page, authSecret: auth.toString("base64url") }));

const receiver = await start(jid1);
const push = "push.localhost";
const info = await receiver.iqCaller.get(xml("query", { xmlns: "http://jabber.org/protocol/disco#info" }), push);
check("the service tells the key to subscribe with", values(info.getChild("x", FORM))["vapid-key"] === vapidKey);
const form = xml(
  "x",
  { xmlns: FORM, type: "submit" },
  field("provider", "webpush"),
  field("endpoint", `${origin}/subscription/1`),
  field("p256dh", page.getPublicKey("base64url")),
  field("auth", auth.toString("base64url")),
);
const answer = await receiver.iqCaller.set(xml("command", { xmlns: COMMANDS, node: "register-device" }, form), push);
const node = values(answer.getChild("x", FORM)).node;
check("the page gets a node", answer.attrs.status === "completed" && node.length > 100);
await receiver.iqCaller.set(xml("enable", { xmlns: "urn:xmpp:push:0", jid: push, node }));
await within(receiver.stop(), "the end of the page's stream");

const sender = await start(jid2);
const say = (body) => sender.send(xml("message", { to: jid1, type: "chat", id: crypto.randomUUID() }, xml("body", {}, body)));
await say("one");
const first = await requests.take("the push of the first message");
check("it came to the page's address", first.path === "/subscription/1");
check("it names us, and OpenSSL verifies it", isOurs(first));
check("it is of RFC 8188", first.headers["content-encoding"] === "aes128gcm");
check("it says how long it may wait and how urgent it is", Number(first.headers.ttl) > 0 && /^(high|normal)$/.test(first.headers.urgency));
const told = open(first);
check(`http_ece decrypts what a page is told: ${JSON.stringify(told)}`, told.type === "chat" && told.unread === 1);
await say("two");
check("the number grows", open(await requests.take("the push of the second message")).unread === 2);

await sender.stop();
pushService.close();
process.exit(0);
