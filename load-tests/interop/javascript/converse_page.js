/**
 * What the scripts of Converse.js share: the page that an operator would put up, a headless Chromium, and a contact that
 * speaks by @xmpp/client.
 */
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize } from "node:path";
import { client } from "@xmpp/client";
import { chromium } from "playwright-core";
import { WebSocket } from "ws";
import { within } from "./checks.js";

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

/** The page, with these settings and those of its query, and Converse's own files. */
export function serve(settings) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    if (url.pathname === "/") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page({ ...settings, ...Object.fromEntries(url.searchParams) }));
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

function page(given) {
  const settings = {
    ...given,
    authentication: "login",
    auto_login: true,
    password: process.env.PASSWORD,
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

/** @param more flags of this run */
export function launch(more = []) {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: [...FLAGS, ...more] });
}

/** A tab of a browser that has kept nothing, where this stands before long. */
export async function open(browser, url, selector) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const tab = await context.newPage();
  tab.setDefaultTimeout(WAIT_MILLIS);
  tab.on("pageerror", (error) => console.error(`page: ${error.message}`));
  await tab.goto(url);
  await tab.waitForSelector(selector);
  return tab;
}

/** How often a text stands in the chat, once it stands there. */
export async function seen(tab, text) {
  const line = tab.locator(".chat-msg__text", { hasText: new RegExp(`^\\s*${text}\\s*$`) });
  await line.first().waitFor();
  return line.count();
}

/** Somebody who is logged in; it answers nothing by itself. */
export async function login(jid, webSocket, onStanza) {
  const [username, domain] = jid.split("@");
  const xmpp = client({ service: webSocket, domain, username, password: process.env.PASSWORD });
  xmpp.on("error", (error) => console.error(error.message));
  xmpp.on("stanza", onStanza);
  await within(xmpp.start(), `the login of ${jid}`);
  return xmpp;
}
