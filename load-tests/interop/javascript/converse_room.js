/**
 * Converse.js in headless Chromium, as a new user would: makes a room, somebody with an avatar comes in, both write; all
 * of it stands there again in another browser, with what was said while nobody looked. There is no reload in the same one:
 * Converse acknowledges a room's message (XEP-0198) before it has stored it, and who reloads in between misses it there.
 *
 * usage: PASSWORD=... node converse_room.js JID1 JID2 WEBSOCKET_URL ROOM [SCREENSHOT_FOLDER]
 * JID1 sits at the browser, JID2 speaks by @xmpp/client. Prints one line a check; exit code 0 only when all held.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { xml } from "@xmpp/client";
import { check, Queue } from "./checks.js";
import { launch, login, open, seen, serve } from "./converse_page.js";

const [jid1, jid2, webSocket, room, screenshots] = process.argv.slice(2);
const AREA = `converse-muc[jid="${room}"] textarea.chat-textarea`;
/** One red pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

/** By the form behind "add a groupchat". */
async function enter(tab) {
  await tab.locator(".show-add-muc-modal").first().evaluate((item) => item.click());
  const form = tab.locator("converse-add-muc-modal form.add-chatroom");
  await form.locator("input[name=chatroom]").fill(room);
  await form.locator("input[name=nickname]").fill("carla");
  await form.locator("input[name=join]").click();
  await tab.waitForSelector(AREA);
}

/** Comes in with an avatar in its vCard (XEP-0153). */
async function guest() {
  const bodies = new Queue();
  const entered = new Queue();
  const xmpp = await login(jid2, webSocket, (stanza) => {
    const from = String(stanza.attrs.from);
    if (!from.startsWith(room)) return;
    const body = stanza.is("message") && stanza.getChildText("body");
    if (body) bodies.put({ from, body });
    const codes = stanza.getChild("x", "http://jabber.org/protocol/muc#user")?.getChildren("status") ?? [];
    if (stanza.is("presence") && codes.some((status) => status.attrs.code === "110")) entered.put(stanza.attrs.type ?? "in");
  });
  const photo = xml("PHOTO", {}, xml("TYPE", {}, "image/png"), xml("BINVAL", {}, PIXEL));
  await xmpp.iqCaller.set(xml("vCard", { xmlns: "vcard-temp" }, photo));
  const hash = createHash("sha1").update(Buffer.from(PIXEL, "base64")).digest("hex");
  await xmpp.send(
    xml(
      "presence",
      { to: `${room}/dan` },
      xml("x", { xmlns: "http://jabber.org/protocol/muc" }),
      xml("x", { xmlns: "vcard-temp:x:update" }, xml("photo", {}, hash)),
    ),
  );
  check("dan is in", (await entered.take("dan's own presence")) === "in");
  const say = (body) => xmpp.send(xml("message", { to: room, type: "groupchat", id: crypto.randomUUID() }, xml("body", {}, body)));
  return { xmpp, bodies, say };
}

console.log("-- Converse.js in a room");
const server = await serve({ jid: jid1, websocket_url: webSocket });
const url = `http://localhost:${server.address().port}/`;
const browser = await launch();
const tab = await open(browser, url, "converse-rooms-list");
await enter(tab);
check("carla has made a room and may write", true);

const dan = await guest();
const mark = `room ${Date.now()}`;
await dan.say(`${mark} hello`);
check("dan hears himself", (await dan.bodies.take("dan's message")).body === `${mark} hello`);
check("carla sees what dan said, once", (await seen(tab, `${mark} hello`)) === 1);
const avatar = tab.locator(`${AREA.split(" ")[0]} converse-chat-message converse-avatar svg image`);
await avatar.first().waitFor();
check("with his avatar", (await avatar.first().evaluate((image) => image.getAttribute("href") ?? image.href.baseVal)).includes(PIXEL));

const area = tab.locator(AREA);
await area.fill(`${mark} welcome`);
await area.press("Enter");
const heard = await dan.bodies.take("carla's message");
check("dan hears carla", heard.body === `${mark} welcome` && heard.from === `${room}/carla`);

check("carla sees what she said, once", (await seen(tab, `${mark} welcome`)) === 1);
await tab.context().close();
await dan.say(`${mark} nobody sees it`);

const other = await open(browser, url, "converse-rooms-list");
if ((await other.locator(AREA).count()) === 0) await enter(other);
for (const text of ["hello", "welcome", "nobody sees it"]) {
  check(`another browser shows "${text}" once`, (await seen(other, `${mark} ${text}`)) === 1);
}
if (screenshots) await other.screenshot({ path: join(screenshots, "converse-room.png") });
await dan.xmpp.stop();
await browser.close();
server.close();
process.exit(0);
