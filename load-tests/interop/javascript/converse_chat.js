/**
 * Converse.js in headless Chromium: a person logs in, writes to a contact, reads the answer, and finds both again after
 * a reload and in another browser; over WebSocket and over BOSH.
 *
 * usage: PASSWORD=... node converse_chat.js JID1 JID2 WEBSOCKET_URL BOSH_URL [SCREENSHOT_FOLDER]
 * JID1 sits at the browser, JID2 speaks by @xmpp/client. Prints one line a check; exit code 0 only when all held.
 */
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize } from "node:path";
import { client, xml } from "@xmpp/client";
import { chromium } from "playwright-core";
import { WebSocket } from "ws";
import { check, Queue, within } from "./checks.js";

globalThis.WebSocket ??= WebSocket;

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox", // the suite runs as root, in a network of its own
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const WAIT_MILLIS = 60_000;
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };
const DIST = dirname(createRequire(import.meta.url).resolve("converse.js/dist/converse.min.js"));

const [jid1, jid2, webSocket, bosh, screenshots] = process.argv.slice(2);

/** The page that an operator would put up, and Converse's own files. */
function serve() {
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    if (url.pathname === "/") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page(Object.fromEntries(url.searchParams)));
      return;
    }
    const file = join(DIST, normalize(url.pathname).replace(/^\/dist\//, ""));
    if (!file.startsWith(DIST) || !existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "localhost", () => resolve(server)));
}

function page(connection) {
  const settings = {
    ...connection,
    jid: jid1,
    authentication: "login",
    auto_login: true,
    password: process.env.PASSWORD,
    auto_join_private_chats: [jid2],
    assets_path: "/dist/",
    discover_connection_methods: false,
    // After a reload this plugin may ask for devices between SASL's success and the new stream, which ends the stream.
    blacklisted_plugins: ["converse-omemo"],
    view_mode: "fullscreen",
    i18n: "en",
  };
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Converse</title>
    <link rel="stylesheet" href="/dist/converse.min.css"></head><body class="converse-fullscreen">
    <script type="module">import converse from "/dist/converse.min.js"; converse.initialize(${JSON.stringify(settings)});</script>
    </body></html>`;
}

/** The contact: it answers nothing by itself. */
async function contact() {
  const [username, domain] = jid2.split("@");
  const xmpp = client({ service: webSocket, domain, username, password: process.env.PASSWORD });
  const bodies = new Queue();
  xmpp.on("error", (error) => console.error(error.message));
  xmpp.on("stanza", (stanza) => {
    const body = stanza.is("message") && stanza.getChildText("body");
    if (body) bodies.put(body);
  });
  await within(xmpp.start(), "the contact's login");
  await xmpp.send(xml("presence"));
  const say = (body) => xmpp.send(xml("message", { to: jid1, type: "chat", id: crypto.randomUUID() }, xml("body", {}, body)));
  return { xmpp, bodies, say };
}

/** A page with an open chat, logged in. */
async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const tab = await context.newPage();
  tab.setDefaultTimeout(WAIT_MILLIS);
  tab.on("pageerror", (error) => console.error(`page: ${error.message}`));
  await tab.goto(url);
  await tab.waitForSelector(`converse-chat[jid="${jid2}"] textarea.chat-textarea`);
  return tab;
}

/** How often a text stands in the chat, once it stands there. */
async function seen(tab, text) {
  const line = tab.locator(".chat-msg__text", { hasText: new RegExp(`^\\s*${text}\\s*$`) });
  await line.first().waitFor();
  return line.count();
}

async function over(name, browser, url, bob) {
  console.log(`-- Converse.js over ${name}`);
  const tab = await open(browser, url);
  check("alice is logged in and sees the chat", true);
  const mark = `${name} ${Date.now()}`;
  const area = tab.locator(`converse-chat[jid="${jid2}"] textarea.chat-textarea`);
  await area.fill(`${mark} hello`);
  await area.press("Enter");
  check("bob got what alice typed", (await bob.bodies.take("alice's message")) === `${mark} hello`);
  await bob.say(`${mark} hello back`);
  check("alice sees the answer", (await seen(tab, `${mark} hello back`)) === 1);

  await tab.reload();
  check("after a reload she sees her own message once", (await seen(tab, `${mark} hello`)) === 1);
  check("and the answer once", (await seen(tab, `${mark} hello back`)) === 1);
  await tab.context().close();

  const other = await open(browser, url);
  check("another browser, which kept nothing, shows the history", (await seen(other, `${mark} hello back`)) === 1);
  check("with both messages", (await seen(other, `${mark} hello`)) === 1);
  if (screenshots) await other.screenshot({ path: join(screenshots, `converse-${name}.png`) });
  await other.context().close();
}

const server = await serve();
const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
const bob = await contact();
const base = `http://localhost:${server.address().port}/`;
await over("WebSocket", browser, `${base}?${new URLSearchParams({ websocket_url: webSocket })}`, bob);
await over("BOSH", browser, `${base}?${new URLSearchParams({ bosh_service_url: bosh })}`, bob);
await bob.xmpp.stop();
await browser.close();
server.close();
process.exit(0);
