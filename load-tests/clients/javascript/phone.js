#!/usr/bin/env node
/**
 * A reference client: logs in the fast way and takes exactly what changed since its last run.
 *
 *   PASSWORD=... node phone.js --service wss://example.org/xmpp-websocket --jid juliet@example.org --store juliet.json
 *
 * `--service` may as well be xmpps://host:port (TLS) or xmpp://host:port (STARTTLS); `--stay` goes on until
 * SIGINT. At the end of a run one line of JSON says what was taken.
 *
 * The login is one request (XEP-0388) with everything in it: a token instead of the password (XEP-0484), the
 * session (XEP-0386) with Stream Management (XEP-0198) and carbons (XEP-0280), and the first question, what
 * changed in the list of conversations (docs/protocol/first-stanzas.md). When the connection breaks, the library
 * connects again and resumes the session along with that login.
 *
 * What the library (@xmpp/client 0.14) lacks: it waits for the stream features before it logs in, so a login takes
 * two round trips after TLS instead of one; it knows HT-SHA-256-NONE only, so the token is not bound to the channel.
 */
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { client, xml } from "@xmpp/client";
import { WebSocket } from "ws";
import { Store } from "./store.js";

globalThis.WebSocket ??= WebSocket; // Node has one of its own from version 22 on

const FIRST = "urn:balcony:first-stanzas:0";
const REPLAY = "urn:balcony:replay:0";
const SYNC = "https://xabber.com/protocol/synchronization";
const RSM = "http://jabber.org/protocol/rsm";
const CARBONS = "urn:xmpp:carbons:2";
const ROWS_MAX = 100;

export class Phone {
  /** How a login went, and what was taken. */
  report = { login: "password", firstStanzas: false, resumed: 0, rows: 0, events: 0 };
  #store;
  #xmpp;
  #replays = new Map(); // by queryid: whose events these are
  #syncing = Promise.resolve();
  #waiting = null;
  #firstAnswer = null;

  constructor({ service, jid, password, store }) {
    const [username, domain] = jid.split("@");
    this.#store = store;
    this.#xmpp = client({
      service,
      domain,
      username,
      password,
      resource: "phone",
      userAgent: xml("user-agent", { id: store.data.userAgentId }, xml("software", {}, "Balcony reference client")),
    });
    this.#xmpp.on("error", (error) => console.error("phone:", error.message));
    this.#xmpp.on("stanza", (stanza) => this.#onStanza(stanza));
    this.#xmpp.streamManagement.on("resumed", () => this.report.resumed++);
    this.#useToken();
    this.#askAlongWithTheLogin();
  }

  /** Ends when everything that changed is in the store. */
  async start() {
    await this.#xmpp.start();
    await this.sync();
    await this.#xmpp.send(xml("presence"));
  }

  async stop() {
    await (this.#waiting ?? this.#syncing);
    await this.#xmpp.stop();
  }

  #useToken() {
    const { fast } = this.#xmpp;
    const { data } = this.#store;
    fast.fetchToken = async () => {
      this.report.login = data.token ? "token" : "password";
      return data.token;
    };
    fast.saveToken = async (token) => {
      data.token = token;
      this.#store.save();
    };
    fast.deleteToken = async () => {
      this.report.login = "password";
      await fast.saveToken(null);
    };
  }

  /** Inline features of Bind 2: what to put into <bind/>, what to do with the answer in <bound/>. */
  #askAlongWithTheLogin() {
    const { bind2, streamManagement } = this.#xmpp;
    bind2.use(CARBONS, () => xml("enable", { xmlns: CARBONS }));
    let question;
    let answer;
    bind2.use(
      FIRST,
      () => {
        question = this.#rowsQuestion();
        answer = this.#answerTo(question.attrs.id); // it may come before the library has looked at the login
        return xml("first-stanzas", { xmlns: FIRST }, question);
      },
      () => {
        this.report.firstStanzas = true;
        this.#firstAnswer = answer;
        // The server counts it as our first stanza; XEP-0198 must not be surprised.
        streamManagement.outbound_q.push({ stanza: question, stamp: new Date().toISOString() });
      },
    );
  }

  /** One at a time, and one at most waits: whatever changes meanwhile is in that one. */
  sync() {
    this.#waiting ??= this.#syncing.then(async () => {
      this.#waiting = null;
      const taking = this.#takeRows().then(() => this.#store.save());
      this.#syncing = taking.catch(() => {}); // what failed is in the next difference
      await taking;
    });
    return this.#waiting;
  }

  /** Page by page. What moves meanwhile is in the next difference, because the first page's stamp becomes ours. */
  async #takeRows() {
    const { data } = this.#store;
    const changed = new Set();
    let after = null;
    let stamp = null;
    do {
      const query = await this.#rows(after);
      const rows = query.getChildren("conversation");
      for (const row of rows) {
        this.#store.foldRow(row);
        if (row.attrs.status !== "deleted") changed.add(row.attrs.jid);
      }
      this.report.rows += rows.length;
      stamp ??= query.attrs.stamp;
      after = rows.length < ROWS_MAX ? null : query.getChild("set", RSM).getChildText("last");
    } while (after);
    await Promise.all([...changed].map((jid) => this.#replay(jid)));
    data.stamp = stamp;
  }

  async #rows(after) {
    const early = this.#firstAnswer;
    this.#firstAnswer = null;
    const answer = await (early ?? this.#xmpp.iqCaller.request(this.#rowsQuestion(after)));
    if (answer.attrs.type === "error") throw new Error(`no list: ${answer}`);
    return answer.getChild("query", SYNC);
  }

  #rowsQuestion(after = null) {
    const page = xml("set", { xmlns: RSM }, xml("max", {}, String(ROWS_MAX)), after && xml("after", {}, after));
    const query = xml("query", { xmlns: SYNC, stamp: this.#store.data.stamp }, page);
    return xml("iq", { type: "get", id: randomUUID(), xmlns: "jabber:client" }, query);
  }

  /** Everything since our version, oldest first, page by page. */
  async #replay(jid) {
    let conversation = this.#store.conversation(jid);
    for (let complete = false; !complete; ) {
      const id = randomUUID();
      const { life, version } = conversation;
      this.#replays.set(id, jid);
      const question = { xmlns: REPLAY, with: jid, since: version || undefined, life: life ?? undefined };
      const answer = await this.#xmpp.iqCaller.request(xml("iq", { type: "get", id }, xml("replay", question)));
      this.#replays.delete(id);
      const end = answer.getChild("replay", REPLAY).attrs;
      if (end.reset === "true") {
        conversation = this.#store.reset(jid);
        continue;
      }
      conversation.life = end.life;
      conversation.version = Math.max(version, Number(end.last));
      complete = end.complete === "true";
    }
  }

  #onStanza(stanza) {
    const event = stanza.getChild("event", REPLAY);
    if (event) {
      const jid = this.#replays.get(event.attrs.queryid);
      if (!jid) return; // of a question that broke off
      this.report.events++;
      this.#store.foldEvent(jid, event);
    } else if (stanza.is("message") && stanza.attrs.type !== "error") {
      // Live or a copy for us: the exact difference has it, in its place.
      this.sync().catch((error) => this.#xmpp.emit("error", error));
    }
  }

  /** The answer to what was asked along with the login: the library does not know of the question. */
  #answerTo(id) {
    return new Promise((resolve) => {
      const look = (stanza) => {
        if (stanza.is("iq") && stanza.attrs.id === id) {
          this.#xmpp.off("stanza", look);
          resolve(stanza);
        }
      };
      this.#xmpp.on("stanza", look);
    });
  }
}

const text = { type: "string" };
const { values } = parseArgs({ options: { service: text, jid: text, store: text, stay: { type: "boolean" } } });
const phone = new Phone({ ...values, password: process.env.PASSWORD, store: new Store(values.store) });
await phone.start();
if (values.stay) await new Promise((resolve) => process.once("SIGINT", resolve));
await phone.stop();
console.log(JSON.stringify(phone.report));
