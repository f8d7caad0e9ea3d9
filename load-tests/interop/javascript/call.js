/**
 * Two phones of the stanza library call each other in headless Chromium: XEP-0353, Jingle, the browser's ICE, DTLS and sound,
 * once directly and once through nothing but a TURN server that they learn by XEP-0215. The callee has a second phone.
 *
 * usage: PASSWORD=... node call.js JID1 JID2 WEBSOCKET_URL
 * Prints one line a check; exit code 0 only when all of them held.
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { build } from "esbuild";
import { check, within } from "./checks.js";
import { launch } from "./converse_page.js";

const [jid1, jid2, webSocket] = process.argv.slice(2);
/** Half a second of sound. */
const PACKETS = 25;
const FLAGS = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--allow-loopback-in-peer-connection"];

async function serve() {
  const options = { entryPoints: ["call_phone.js"], absWorkingDir: import.meta.dirname, bundle: true, write: false };
  const bundle = await build({ ...options, globalName: "phone", format: "iife", define: { global: "globalThis" }, logLevel: "error" });
  const script = bundle.outputFiles[0].text;
  const server = createServer((request, response) => {
    const isScript = request.url === "/phone.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    response.end(isScript ? script : '<!DOCTYPE html><title>phone</title><script src="/phone.js"></script>');
  });
  return new Promise((resolve) => server.listen(0, "localhost", () => resolve(server)));
}

/** What a page's phone does, by the names of call_phone.js. */
async function phone(browser, url, jid, policy) {
  const tab = await (await browser.newContext()).newPage();
  tab.on("pageerror", (error) => console.error(`${jid}: ${error.message}`));
  await tab.goto(url);
  const ask = (name, ...values) =>
    within(tab.evaluate(([name, values]) => globalThis.phone[name](...values), [name, values]), `${name} ${values} of ${jid}`);
  return { ask, ...(await ask("login", jid, process.env.PASSWORD, webSocket, policy)) };
}

async function call(browser, url, policy) {
  const caller = await phone(browser, url, jid1, policy);
  const taker = await phone(browser, url, jid2, policy);
  const other = await phone(browser, url, jid2, policy);
  check(`${policy}: the phones are told of STUN and TURN`, ["stun", "turn"].every((type) => caller.services.includes(type)));

  const sid = randomUUID();
  await caller.ask("step", jid2, "propose", sid);
  for (const rings of [taker, other]) {
    check(`${policy}: a phone of the callee rings`, (await rings.ask("take", "propose")).id === sid);
  }
  await taker.ask("step", jid1, "ringing", sid);
  check(`${policy}: the caller hears it ring`, (await caller.ask("take", "ringing")).id === sid);
  await taker.ask("step", jid1, "proceed", sid);
  const taken = await caller.ask("take", "proceed");
  check(`${policy}: the caller hears who takes it`, taken.id === sid && taken.from === taker.jid);
  check(`${policy}: the other phone stops ringing`, (await other.ask("take", "sent proceed")).id === sid);

  await caller.ask("offer", taken.from, sid);
  check(`${policy}: the offer is there`, (await taker.ask("take", "incoming")) === sid);
  await taker.ask("accept");
  for (const side of [caller, taker]) {
    await side.ask("take", "connected");
    const media = await side.ask("media", PACKETS);
    console.log(`     ${side.jid.split("@")[0]}: ${JSON.stringify(media)}`);
    check(`${policy}: sound comes, encrypted`, media.bytes > 0 && media.dtls === "connected");
    if (policy === "relay") check("relay: through the TURN server and nothing else", media.local === "relay" && media.remote === "relay");
  }

  await caller.ask("hangUp");
  await taker.ask("take", "ended");
  for (const [side, peer] of [[caller, jid2], [taker, jid1]]) {
    // one of an earlier call comes first where a phone had not acknowledged it
    let told = await side.ask("take", "record");
    while (told.sid !== sid) told = await side.ask("take", "record");
    const kept = (await side.ask("records", peer)).at(-1);
    for (const record of [told, kept]) {
      const { initiator, responder, answer, ssrc, "termination-reason": reason } = record;
      const parties = record.sid === sid && initiator === caller.jid && responder === taker.jid;
      const holds = parties && answer === "true" && reason === "success" && new Set(ssrc).size === 2;
      check(`${policy}: the record is ${record === told ? "told" : "in the archive"}`, holds);
    }
  }
  for (const one of [caller, taker, other]) await one.ask("logout");
}

const server = await serve();
const browser = await launch(FLAGS);
const url = `http://localhost:${server.address().port}/`;
await call(browser, url, "all");
await call(browser, url, "relay");
await browser.close();
process.exit(0);
