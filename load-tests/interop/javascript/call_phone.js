/**
 * A phone of the stanza library in a browser's page, bundled by call.js: it calls by XEP-0353 and Jingle with the browser's own
 * ICE, DTLS and media. The page has it as "phone"; what comes is taken by its name, in its order.
 */
import * as stanza from "stanza";
import { Queue } from "./checks.js";

const JMI = "urn:xmpp:jingle-message:0";
const RTP = "urn:xmpp:jingle:apps:rtp:1";
const CDR = "urn:xmpp:cdr:0";
const STEPS = ["propose", "ringing", "proceed", "reject", "retract", "finish"];
const attribute = stanza.JXT.attribute;

const queues = new Map();
let client;
let session;

function queue(name) {
  if (!queues.has(name)) queues.set(name, new Queue());
  return queues.get(name);
}

/** The next of these: a step, "sent proceed" for the own account's other device, "incoming", "connected", "ended", "record". */
export const take = (name) => queue(name).take(name);

/** The elements that the library does not know. */
function define(stanzas) {
  for (const element of STEPS) {
    stanzas.define({ element, namespace: JMI, path: `message.${element}`, fields: { id: attribute("id") } });
  }
  stanzas.define({ element: "description", namespace: RTP, path: "message.propose.description", fields: { media: attribute("media") } });
  const fields = {};
  for (const name of ["sid", "initiator", "responder", "answer", "ring", "duration", "termination-reason"]) fields[name] = attribute(name);
  fields.ssrc = stanza.JXT.multipleChildText(null, "ssrc");
  stanzas.define({ element: "cdr", namespace: CDR, path: "message.cdr", fields });
}

function heard(message, prefix = "") {
  for (const step of STEPS) {
    if (message[step]) queue(prefix + step).put({ from: message.from, id: message[step].id });
  }
  if (message.cdr) queue("record").put(message.cdr);
}

/** @param policy "all", or "relay": nothing but what goes through a TURN server */
export async function login(jid, password, websocket, policy) {
  client = stanza.createClient({ jid, password, transports: { websocket, bosh: false }, jingle: { iceServers: [], iceTransportPolicy: policy } });
  define(client.stanzas);
  client.on("message", (message) => heard(message));
  client.on("carbon:received", (copy) => heard(copy.carbon.forward.message));
  client.on("carbon:sent", (copy) => heard(copy.carbon.forward.message, "sent "));
  client.on("jingle:incoming", (incoming) => {
    session = incoming;
    watch(session);
    queue("incoming").put(incoming.sid);
  });
  client.on("jingle:terminated", (ended, reason) => queue("ended").put(reason?.condition ?? reason ?? null));
  const started = new Promise((resolve, reject) => {
    client.once("session:started", resolve);
    client.once("auth:failed", () => reject(new Error(`${jid}: login refused`)));
  });
  client.connect();
  await started;
  await client.getRoster();
  await client.enableCarbons();
  await client.sendPresence();
  const { services } = await client.getServices(client.config.server);
  for (const service of services) {
    // the library puts it into the address, where RFC 7064 has none
    if (service.type === "stun") delete service.transport;
    client.jingle.addICEServer(service);
  }
  return { jid: client.jid, services: services.map((service) => service.type) };
}

export function step(to, name, id) {
  const content = name === "propose" ? { id, description: { media: "audio" } } : { id };
  client.sendMessage({ to, type: "chat", [name]: content });
}

/** A tone from the browser's own device. */
const microphone = () => navigator.mediaDevices.getUserMedia({ audio: true });

function watch(call) {
  const { pc } = call;
  const told = () => pc.connectionState === "connected" && queue("connected").put(call.sid);
  pc.addEventListener("connectionstatechange", told);
}

export async function offer(peer, sid) {
  session = client.jingle.createMediaSession(peer, sid, await microphone());
  watch(session);
  await session.start();
}

export async function accept() {
  const stream = await microphone();
  for (const track of stream.getTracks()) await session.addTrack(track, stream);
  await session.accept();
}

/** Once so many packets of sound have come: the kinds of the two ends of the pair in use, and whether it is encrypted. */
export async function media(packets) {
  for (;;) {
    const stats = [...(await session.pc.getStats()).values()];
    const sound = stats.find((one) => one.type === "inbound-rtp" && one.kind === "audio");
    const transport = stats.find((one) => one.type === "transport" && one.selectedCandidatePairId);
    if (transport && sound?.packetsReceived >= packets) {
      const pair = stats.find((one) => one.id === transport.selectedCandidatePairId);
      const kind = (id) => stats.find((one) => one.id === id).candidateType;
      return { bytes: sound.bytesReceived, local: kind(pair.localCandidateId), remote: kind(pair.remoteCandidateId), dtls: transport.dtlsState };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const hangUp = () => session.end("success");

/** The records of calls in the own archive with somebody, oldest first. */
export async function records(peer) {
  const page = await client.searchHistory({ with: peer, paging: { max: 50, before: "" } });
  return page.results.map((result) => result.item.message.cdr).filter(Boolean);
}

export const logout = () => client.disconnect();
