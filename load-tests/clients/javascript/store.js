/**
 * What a phone knows, in one JSON file: its token, the stamp of its list of conversations, the list's rows,
 * and each conversation folded up to a version (docs/protocol/conversation-replay.md, "Folding").
 *
 * Folding does not depend on order and may be repeated, so a run that is interrupted is simply run again:
 * `version` and `stamp` move only when everything up to them is in.
 */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const FORWARD = "urn:xmpp:forward:0";
const SYNC = "https://xabber.com/protocol/synchronization";
const REACTIONS = "urn:xmpp:reactions:0";

export class Store {
  #file;

  /** Opens a file; one that is not there begins empty. */
  constructor(file) {
    this.#file = file;
    const empty = { userAgentId: randomUUID(), token: null, stamp: "0", rows: {}, conversations: {} };
    this.data = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : empty;
  }

  /** Either the old content or the new one survives a crash. */
  save() {
    writeFileSync(this.#file + ".new", JSON.stringify(this.data, null, 1));
    renameSync(this.#file + ".new", this.#file);
  }

  /** What is known of the conversation with an address: `version` 0 for nothing. */
  conversation(jid) {
    this.data.conversations[jid] ??= { life: null, version: 0, lines: {}, displayed: {}, received: {} };
    return this.data.conversations[jid];
  }

  /** The conversation begins anew: an address was given away, or the server lost what we know. */
  reset(jid) {
    delete this.data.conversations[jid];
    return this.conversation(jid);
  }

  /** A row of the list (`<conversation/>` of Client Synchronization) stands for what was there before. */
  foldRow(row) {
    const { jid, type, status, stamp, pinned, mute } = row.attrs;
    const key = `${jid} ${type}`;
    if (status === "deleted") {
      delete this.data.rows[key];
      return;
    }
    const state = row.getChildren("metadata").find((child) => child.attrs.node === SYNC);
    this.data.rows[key] = {
      jid,
      type,
      status,
      stamp,
      pinned: pinned ?? "0",
      mute: mute ?? "0",
      unread: Number(state.getChild("unread").attrs.count),
      displayed: state.getChild("displayed").attrs.id,
      delivered: state.getChild("delivered").attrs.id,
      lastMessage: state.getChild("last-message")?.getChild("message")?.getChildText("body") ?? null,
    };
  }

  /** One `<event/>` of a conversation's replay. */
  foldEvent(jid, event) {
    const conversation = this.conversation(jid);
    const { kind, target } = event.attrs;
    const version = Number(event.attrs.version);
    const message = event.getChild("forwarded", FORWARD).getChild("message");
    const sender = message.attrs.from.split("/")[0];
    const line = conversation.lines[target];
    switch (kind) {
      case "content":
      case "call":
        conversation.lines[version] = {
          id: event.attrs.id,
          from: sender,
          text: message.getChildText("body"), // null for a tombstone: it was taken back
          shown: version,
          reactions: {},
          ...pick(conversation.lines[version], "reactions"),
        };
        break;
      case "correction":
        if (line && line.text !== null && line.shown < version) {
          Object.assign(line, { text: message.getChildText("body"), shown: version });
        }
        break;
      case "retraction":
        if (line) line.text = null;
        break;
      case "reactions":
        if (line && (line.reactions[sender]?.version ?? 0) < version) {
          const all = message.getChild("reactions", REACTIONS).getChildren("reaction");
          line.reactions[sender] = { version, all: all.map((reaction) => reaction.text()) };
        }
        break;
      case "displayed":
      case "received":
        if (line) conversation[kind][sender] = Math.max(conversation[kind][sender] ?? 0, Number(target));
        break;
      default: // "other": kept by the server, shown nowhere
    }
  }
}

function pick(from, key) {
  return from ? { [key]: from[key] } : {};
}
