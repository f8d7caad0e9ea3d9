/**
 * @xmpp/client (xmpp.js) over STARTTLS, TLS and WebSocket: logs in by SASL2 with Bind 2, comes back by its token
 * (FAST), chats, reads its archive and resumes its stream.
 *
 * usage: PASSWORD=... NODE_EXTRA_CA_CERTS=certificate.pem node xmpp_client.js JID1 JID2 SERVICE...
 * Prints one line a check; exit code 0 only when all of them held.
 */
import { client, xml } from "@xmpp/client";
import { WebSocket } from "ws";
import { check, Queue, within } from "./checks.js";

globalThis.WebSocket ??= WebSocket; // Node has one of its own from version 22 on

const SASL2 = "urn:xmpp:sasl:2";
const MAM = "urn:xmpp:mam:2";

class Client {
  bodies = new Queue();
  results = [];
  sent = [];

  constructor(service, jid, token = null) {
    const [username, domain] = jid.split("@");
    this.jid = jid;
    this.token = token;
    const userAgent = token?.userAgent ?? xml("user-agent", { id: crypto.randomUUID() });
    this.xmpp = client({ service, domain, username, password: token ? undefined : process.env.PASSWORD, userAgent });
    this.xmpp.fast.fetchToken = async () => this.token;
    this.xmpp.fast.saveToken = async (given) => (this.token = { ...given, userAgent });
    this.xmpp.on("error", (error) => console.error(`${jid}: ${error.message}`));
    this.xmpp.on("send", (element) => this.sent.push(element));
    this.xmpp.on("stanza", (stanza) => this.onStanza(stanza));
  }

  onStanza(stanza) {
    const result = stanza.getChild("result", MAM);
    const body = stanza.getChildText("body");
    if (result) this.results.push(result);
    else if (stanza.is("message") && body) this.bodies.put(body);
  }

  async start() {
    await within(this.xmpp.start(), `the login of ${this.jid}`);
    await this.xmpp.send(xml("presence"));
  }

  /** The login that it sent last. */
  authenticate() {
    return this.sent.findLast((element) => element.is("authenticate", SASL2));
  }

  /** The connection breaks; the library connects again by itself. */
  cut() {
    const socket = this.xmpp.socket.socket ?? this.xmpp.socket;
    (socket.terminate ?? socket.destroy).call(socket);
  }

  say(to, body) {
    return this.xmpp.send(xml("message", { to, type: "chat", id: crypto.randomUUID() }, xml("body", {}, body)));
  }

  /** The bodies of the newest page of the archive. */
  async archive(peer) {
    this.results = [];
    const form = xml(
      "x",
      { xmlns: "jabber:x:data", type: "submit" },
      xml("field", { var: "FORM_TYPE", type: "hidden" }, xml("value", {}, MAM)),
      xml("field", { var: "with" }, xml("value", {}, peer)),
    );
    const page = xml("set", { xmlns: "http://jabber.org/protocol/rsm" }, xml("max", {}, "10"), xml("before"));
    await this.xmpp.iqCaller.set(xml("query", { xmlns: MAM }, form, page));
    return this.results.map((result) =>
      result.getChild("forwarded", "urn:xmpp:forward:0").getChild("message").getChildText("body"),
    );
  }
}

async function over(service, jid1, jid2) {
  console.log(`-- ${service}`);
  const alice = new Client(service, jid1);
  await alice.start();
  const bind = alice.authenticate()?.getChild("bind", "urn:xmpp:bind:0");
  check("alice logged in by SASL2", alice.authenticate() !== undefined);
  check("Bind 2 with Stream Management was asked for along with it", bind?.getChild("enable", "urn:xmpp:sm:3") !== undefined);
  check(`she is ${alice.xmpp.jid}`, alice.xmpp.jid.bare().toString() === jid1 && alice.xmpp.jid.resource !== "");
  check("she has a token", alice.token?.mechanism === "HT-SHA-256-NONE");
  await alice.xmpp.stop();

  const again = new Client(service, jid1, alice.token);
  const bob = new Client(service, jid2);
  await again.start();
  await bob.start();
  check("she comes back by her token", again.authenticate().attrs.mechanism === "HT-SHA-256-NONE");

  const mark = `${service} ${Date.now()}`;
  await again.say(jid2, `${mark} hello`);
  check("bob got alice's message", (await bob.bodies.take("alice's message")) === `${mark} hello`);
  await bob.say(jid1, `${mark} hello back`);
  check("alice got the answer", (await again.bodies.take("bob's answer")) === `${mark} hello back`);
  const archive = await again.archive(jid2);
  check("her archive ends with both", archive.slice(-2).join("|") === `${mark} hello|${mark} hello back`);

  const resumed = new Promise((resolve) => again.xmpp.streamManagement.once("resumed", resolve));
  const full = again.xmpp.jid.toString();
  again.cut();
  await bob.say(full, `${mark} while away`);
  await within(resumed, "the resumption");
  check("alice resumed her stream along with a login by token", again.authenticate().getChild("resume", "urn:xmpp:sm:3") !== undefined);
  check("and got what came meanwhile", (await again.bodies.take("what came meanwhile")) === `${mark} while away`);

  await again.xmpp.stop();
  await bob.xmpp.stop();
}

const [jid1, jid2, ...services] = process.argv.slice(2);
for (const service of services) await over(service, jid1, jid2);
process.exit(0);
