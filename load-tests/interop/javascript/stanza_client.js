/**
 * stanza (StanzaJS) over WebSocket and BOSH: logs in, chats and reads its archive. It has no TCP and no SASL2 (12.22).
 *
 * usage: PASSWORD=... NODE_EXTRA_CA_CERTS=certificate.pem node stanza_client.js JID1 JID2 WEBSOCKET_URL BOSH_URL
 * Prints one line a check; exit code 0 only when all of them held.
 */
import * as stanza from "stanza";
import { check, Queue, within } from "./checks.js";

const [jid1, jid2, webSocket, bosh] = process.argv.slice(2);

/** What does not bear the mark is of an earlier session that had not acknowledged it (XEP-0198): it comes again. */
async function connect(jid, transports, mark) {
  const client = stanza.createClient({ jid, password: process.env.PASSWORD, transports });
  const bodies = new Queue();
  client.on("message", (message) => message.body?.startsWith(mark) && bodies.put(message.body));
  const started = new Promise((resolve, reject) => {
    client.once("session:started", resolve);
    client.once("auth:failed", () => reject(new Error(`${jid}: login refused`)));
    client.once("stream:error", (error) => reject(new Error(`${jid}: ${JSON.stringify(error)}`)));
  });
  client.connect();
  await within(started, `the session of ${jid}`);
  await client.getRoster();
  await client.enableCarbons();
  client.sendPresence();
  return { client, bodies };
}

async function over(name, transports) {
  const mark = `${name} ${Date.now()}`;
  const alice = await connect(jid1, transports, mark);
  const bob = await connect(jid2, transports, mark);
  check(`both have sessions over ${name}`, alice.client.transport.hasStream && bob.client.transport.hasStream);

  alice.client.sendMessage({ to: jid2, type: "chat", body: `${mark} hello` });
  check("bob got alice's message", (await bob.bodies.take("alice's message")) === `${mark} hello`);
  bob.client.sendMessage({ to: jid1, type: "chat", body: `${mark} hello back` });
  check("alice got the answer", (await alice.bodies.take("bob's answer")) === `${mark} hello back`);

  const page = await alice.client.searchHistory({ with: jid2, paging: { max: 10, before: "" } });
  const bodies = page.results.map((result) => result.item.message.body);
  check("her archive ends with both", bodies.slice(-2).join("|") === `${mark} hello|${mark} hello back`);

  const info = await alice.client.getDiscoInfo(jid1.split("@")[1]);
  check("the server says what it is", info.identities.some((identity) => identity.category === "server"));
  for (const { client } of [alice, bob]) client.disconnect();
}

await over("WebSocket", { websocket: webSocket, bosh: false });
await over("BOSH", { websocket: false, bosh });
process.exit(0);
