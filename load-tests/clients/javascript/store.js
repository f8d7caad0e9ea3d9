/**
 * What a phone knows, in one JSON file: its token, the stamp and the rows of its list of conversations, and each
 * conversation folded up to a version (docs/protocol/conversation-replay.md, "Folding"): facts by name, of each line.
 *
 * Folding does not depend on order and may be repeated, so a run that is interrupted is simply run again:
 * `version` and `stamp` move only when everything up to them is in.
 */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

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
    return (this.data.conversations[jid] ??= { life: null, version: 0, lines: {} });
  }

  /** The conversation begins anew: an address was given away, or the server lost what we know. */
  reset(jid) {
    delete this.data.conversations[jid];
    return this.conversation(jid);
  }

  /** A row of the list (`<conversation/>` of Client Synchronization) stands for what was there before. */
  foldRow(row) {
    const { xmlns, ...known } = row.attrs;
    for (const part of row.getChildren("metadata").flatMap((metadata) => metadata.getChildElements())) {
      // "unread count", "displayed id", ...
      for (const [name, value] of Object.entries(part.attrs)) known[`${part.name} ${name}`] = value;
    }
    this.data.rows[`${known.jid} ${known.type}`] = known;
    if (known.status === "deleted") delete this.data.rows[`${known.jid} ${known.type}`];
  }

  /** One `<event/>` of a conversation's replay. */
  foldEvent(jid, event) {
    const { kind, target } = event.attrs;
    const version = Number(event.attrs.version);
    const message = event.getChild("forwarded").getChild("message");
    const from = message.attrs.from.split("/")[0];
    const { lines } = this.conversation(jid);
    switch (kind) {
      case "content":
      case "call":
        learn((lines[version] ??= {}), "text", { version, from, text: text(message, "body") });
        break;
      case "correction":
        learn(lines[target], "text", { version, from, text: text(message, "body") });
        break;
      case "retraction":
        learn(lines[target], "text", { version: Number.MAX_SAFE_INTEGER, from, text: null }); // for good
        break;
      case "reactions":
      case "displayed":
      case "received":
        learn(lines[target], `${kind} ${from}`, { version, from, text: text(message, kind) });
        break;
      default: // "other": kept by the server, shown nowhere
    }
  }
}

/** What somebody said of a line; of two facts of one name the higher version counts. */
function learn(line, name, fact) {
  if (line && !(line[name]?.version >= fact.version)) line[name] = fact;
}

/** The text of a payload, or the texts in it; null when there is no such payload. */
function text(message, name) {
  const payload = message.getChild(name);
  if (!payload) return null;
  return payload.text() || payload.getChildElements().map((child) => child.text()).join(" ");
}
