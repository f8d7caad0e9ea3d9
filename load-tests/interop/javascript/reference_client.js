/**
 * Runs a reference client (load-tests/clients), lets things happen elsewhere, runs it again: it must take exactly what
 * happened, and know then what a client knows that takes everything.
 *
 * usage: PASSWORD=... NODE_EXTRA_CA_CERTS=certificate.pem node reference_client.js SERVICE JID PEER STRANGER FOLDER COMMAND...
 * COMMAND runs the client; {store} in it stands for its store. Prints one line a check; exit code 0 only when all held.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { client, xml } from "@xmpp/client";
import { WebSocket } from "ws";
import { check, within } from "./checks.js";

globalThis.WebSocket ??= WebSocket;

const [service, jid, peer, stranger, folder, ...command] = process.argv.slice(2);
const CORRECT = "urn:xmpp:message-correct:0";
const RETRACT = "urn:xmpp:message-retract:1";
const REACTIONS = "urn:xmpp:reactions:0";
const MARKERS = "urn:xmpp:chat-markers:0";
const SYNC = "https://xabber.com/protocol/synchronization";

/** One run of the client; what it says of itself. */
function run(name) {
  const [program, ...args] = command.map((word) => word.replace("{store}", join(folder, `${name}.json`)));
  const output = execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(output.trim().split("\n").at(-1));
}

function stored(name) {
  const { rows, conversations, stamp } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  return { rows, conversations, stamp };
}

/** A client elsewhere; what it says is durable when the promise ends (XEP-0198). */
async function elsewhere(account) {
  const [username, domain] = account.split("@");
  const xmpp = client({ service, domain, username, password: process.env.PASSWORD });
  xmpp.on("error", (error) => console.error(`${account}: ${error.message}`));
  const waiting = new Map();
  xmpp.streamManagement.on("ack", (stanza) => waiting.get(stanza.attrs.id)?.());
  await within(xmpp.start(), `the login of ${account}`);
  await xmpp.send(xml("presence"));
  let count = 0;
  const say = async (to, ...payload) => {
    const id = `${username}-${Date.now()}-${++count}`;
    const acknowledged = new Promise((resolve) => waiting.set(id, resolve));
    await xmpp.send(xml("message", { to, type: "chat", id }, ...payload));
    await within(acknowledged, `the acknowledgement of ${id}`);
    return id;
  };
  return { xmpp, say, text: (to, body) => say(to, xml("body", {}, body)) };
}

const sent = await elsewhere(peer);
const other = await elsewhere(stranger);
const tablet = await elsewhere(jid);

const first = await sent.text(jid, "one");
const second = await sent.text(jid, "two");
const third = await sent.text(jid, "three");
for (const body of ["not", "of", "interest"]) await other.text(jid, body);

const before = run("phone");
check("the first run logs in by password", before.login === "password");
check(`it takes both conversations: ${JSON.stringify(before)}`, before.rows >= 2 && before.events >= 6);

const idle = run("phone");
check("the next logs in by its token and asks along with it", idle.login === "token" && idle.firstStanzas);
check("nothing happened, nothing is taken", idle.rows === 0 && idle.events === 0);

await sent.say(jid, xml("body", {}, "two, corrected"), xml("replace", { xmlns: CORRECT, id: second }));
await sent.say(jid, xml("retract", { xmlns: RETRACT, id: first }));
const fourth = await sent.text(jid, "four");
await tablet.say(peer, xml("reactions", { xmlns: REACTIONS, id: third }, xml("reaction", {}, "👍")));
await tablet.say(peer, xml("displayed", { xmlns: MARKERS, id: fourth }));
const answer = await tablet.text(peer, "five");
await sent.say(jid, xml("displayed", { xmlns: MARKERS, id: answer }));
const pinned = xml("conversation", { jid: peer, type: "urn:xabber:chat", pinned: "1699000000000" });
await tablet.xmpp.iqCaller.set(xml("query", { xmlns: SYNC }, pinned));

const again = run("phone");
check(`the difference is one row and seven events: ${JSON.stringify(again)}`, again.rows === 1 && again.events === 7);
const lines = Object.values(stored("phone").conversations[peer].lines);
check("what was corrected is shown corrected", lines.some(({ text }) => text.text === "two, corrected"));
check("what was taken back is not shown", !lines.some(({ text }) => text.text === "one" || text.text === "two"));
check("the conversation is pinned", stored("phone").rows[`${peer} urn:xabber:chat`].pinned === "1699000000000");

run("fresh");
check("the store is what a client has that takes everything", isDeepStrictEqual(stored("phone"), stored("fresh")));

for (const { xmpp } of [sent, other, tablet]) await xmpp.stop();
process.exit(0);
