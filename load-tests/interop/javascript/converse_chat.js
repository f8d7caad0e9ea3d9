/**
 * Converse.js in headless Chromium: a person logs in, writes to a contact, reads the answer, and finds both again after
 * a reload and in another browser; over WebSocket and over BOSH.
 *
 * usage: PASSWORD=... node converse_chat.js JID1 JID2 WEBSOCKET_URL BOSH_URL [SCREENSHOT_FOLDER]
 * JID1 sits at the browser, JID2 speaks by @xmpp/client. Prints one line a check; exit code 0 only when all held.
 */
import { join } from "node:path";
import { xml } from "@xmpp/client";
import { check, Queue } from "./checks.js";
import { launch, login, open, seen, serve } from "./converse_page.js";

const [jid1, jid2, webSocket, bosh, screenshots] = process.argv.slice(2);
const AREA = `converse-chat[jid="${jid2}"] textarea.chat-textarea`;

async function contact() {
  const bodies = new Queue();
  const xmpp = await login(jid2, webSocket, (stanza) => {
    const body = stanza.is("message") && stanza.getChildText("body");
    if (body) bodies.put(body);
  });
  await xmpp.send(xml("presence"));
  const say = (body) => xmpp.send(xml("message", { to: jid1, type: "chat", id: crypto.randomUUID() }, xml("body", {}, body)));
  return { xmpp, bodies, say };
}

async function over(name, browser, url, bob) {
  console.log(`-- Converse.js over ${name}`);
  const tab = await open(browser, url, AREA);
  check("alice is logged in and sees the chat", true);
  const mark = `${name} ${Date.now()}`;
  const area = tab.locator(AREA);
  await area.fill(`${mark} hello`);
  await area.press("Enter");
  check("bob got what alice typed", (await bob.bodies.take("alice's message")) === `${mark} hello`);
  await bob.say(`${mark} hello back`);
  check("alice sees the answer", (await seen(tab, `${mark} hello back`)) === 1);

  await tab.reload();
  check("after a reload she sees her own message once", (await seen(tab, `${mark} hello`)) === 1);
  check("and the answer once", (await seen(tab, `${mark} hello back`)) === 1);
  await tab.context().close();

  const other = await open(browser, url, AREA);
  check("another browser, which kept nothing, shows the history", (await seen(other, `${mark} hello back`)) === 1);
  check("with both messages", (await seen(other, `${mark} hello`)) === 1);
  if (screenshots) await other.screenshot({ path: join(screenshots, `converse-${name}.png`) });
  await other.context().close();
}

const server = await serve({ jid: jid1, auto_join_private_chats: [jid2] });
const browser = await launch();
const bob = await contact();
const base = `http://localhost:${server.address().port}/`;
await over("WebSocket", browser, `${base}?${new URLSearchParams({ websocket_url: webSocket })}`, bob);
await over("BOSH", browser, `${base}?${new URLSearchParams({ bosh_service_url: bosh })}`, bob);
await bob.xmpp.stop();
await browser.close();
server.close();
process.exit(0);
