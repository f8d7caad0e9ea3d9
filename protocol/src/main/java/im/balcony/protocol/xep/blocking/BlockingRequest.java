package im.balcony.protocol.xep.blocking;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a client wants of its block list; the changes are also what is pushed to its devices. */
@Xep(number = 191, name = "Blocking Command", version = "1.3")
public sealed interface BlockingRequest {
  String NAMESPACE = "urn:xmpp:blocking";

  /** A request may name this many JIDs. */
  int JIDS_MAX = 1000;

  XmlElement toElement();

  /** Asks for the list. */
  record Get() implements BlockingRequest {
    @Override
    public XmlElement toElement() {
      return BlockList.element("blocklist", Set.of());
    }
  }

  record Block(Set<Jid> jids) implements BlockingRequest {
    public Block {
      jids = Set.copyOf(jids);
    }

    @Override
    public XmlElement toElement() {
      return BlockList.element("block", jids);
    }
  }

  record Unblock(Set<Jid> jids) implements BlockingRequest {
    public Unblock {
      jids = Set.copyOf(jids);
    }

    @Override
    public XmlElement toElement() {
      return BlockList.element("unblock", jids);
    }
  }

  /** Unblocks everybody. */
  record UnblockAll() implements BlockingRequest {
    @Override
    public XmlElement toElement() {
      return BlockList.element("unblock", Set.of());
    }
  }

  /** Empty for a block without anybody, a malformed JID or too many: a bad request. */
  static Optional<BlockingRequest> read(XmlElement payload) {
    var jids = new TreeSet<Jid>();
    for (var item : payload.children("item", NAMESPACE)) {
      var jid = Jid.tryParse(item.attribute("jid"));
      if (jid.isEmpty() || jids.size() == JIDS_MAX) {
        return Optional.empty();
      }
      jids.add(jid.get());
    }
    if (payload.is("blocklist", NAMESPACE)) {
      return Optional.of(new Get());
    }
    if (payload.is("unblock", NAMESPACE)) {
      return Optional.of(jids.isEmpty() ? new UnblockAll() : new Unblock(jids));
    }
    return payload.is("block", NAMESPACE) && !jids.isEmpty()
        ? Optional.of(new Block(jids))
        : Optional.empty();
  }
}
