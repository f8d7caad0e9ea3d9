package im.balcony.actors.wire;

import akka.serialization.SerializerWithStringManifest;
import im.balcony.actors.conversation.ConversationCommand.Indexed;
import im.balcony.actors.conversation.ConversationCommand.Item;
import im.balcony.actors.conversation.ConversationCommand.Send;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.Marks;
import im.balcony.actors.session.OpenStanza;
import im.balcony.actors.session.RoomPost.Share;
import im.balcony.actors.session.RoomStanza;
import im.balcony.actors.session.SessionCommand.Confirmed;
import im.balcony.actors.session.SessionCommand.Deliver;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.user.UserCommand.DeliverEntries;
import im.balcony.actors.user.UserCommand.Submit;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.event.conversation.ConversationEvent.Effect;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands that every message needs, in few bytes and without reflection. Two adjacent releases
 * read each other: a changed form is a new manifest, and the old one is read for a release.
 */
public final class HotMessages extends SerializerWithStringManifest {
  public static final int IDENTIFIER = 71_002;
  private static final String SEND = "send.2";

  /** Before a message could say which one it is about by its place. */
  private static final String SEND_BEFORE = "send.1";

  private static final String INDEXED = "indexed.1";
  private static final String ENTRIES = "entries.1";
  private static final String SUBMIT = "submit.1";
  private static final String DELIVER = "deliver.1";
  private static final String ROOM_SHARE = "room-share.1";
  private static final String CONFIRMED = "confirmed.1";

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    if (message instanceof Send) {
      return SEND;
    } else if (message instanceof Indexed) {
      return INDEXED;
    } else if (message instanceof DeliverEntries) {
      return ENTRIES;
    } else if (message instanceof Submit) {
      return SUBMIT;
    } else if (message instanceof Deliver) {
      return DELIVER;
    } else if (message instanceof Share) {
      return ROOM_SHARE;
    } else if (message instanceof Confirmed) {
      return CONFIRMED;
    }
    throw new IllegalArgumentException("not written here: " + message.getClass());
  }

  @Override
  public byte[] toBinary(Object message) {
    var out = new WireWriter();
    if (message instanceof Send send) {
      write(out, send);
    } else if (message instanceof Indexed indexed) {
      out.jid(indexed.account()).number(indexed.upToVersion()).number(indexed.lastArchiveId());
    } else if (message instanceof DeliverEntries entries) {
      write(out, entries);
    } else if (message instanceof Submit submit) {
      write(out, submit);
    } else if (message instanceof Deliver deliver) {
      list(
          out,
          deliver.deliveries(),
          each -> out.bytes(each.xml()).number(each.archiveId()).flag(each.urgent()));
    } else if (message instanceof Share share) {
      write(out, share);
    } else if (message instanceof Confirmed confirmed) {
      out.number(confirmed.upToNumber());
    } else {
      throw new IllegalArgumentException("not written here: " + message.getClass());
    }
    return out.toBytes();
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    var in = new WireReader(bytes);
    var message =
        switch (manifest) {
          case SEND -> new Send(in.jid(), in.text(), in.number(), in.list(() -> item(in, true)));
          case SEND_BEFORE ->
              new Send(in.jid(), in.text(), in.number(), in.list(() -> item(in, false)));
          case INDEXED -> new Indexed(in.jid(), in.number(), in.number());
          case ENTRIES -> entries(in);
          case SUBMIT -> submit(in);
          case DELIVER ->
              new Deliver(in.list(() -> new Delivery(in.bytes(), in.number(), in.flag())));
          case ROOM_SHARE ->
              new Share(in.text(), in.number(), in.list(() -> roomStanza(in)), in.list(in::text));
          case CONFIRMED -> new Confirmed(in.number());
          default -> throw new IllegalArgumentException("unknown manifest: " + manifest);
        };
    in.end();
    return message;
  }

  private static void write(WireWriter out, Send send) {
    out.jid(send.sender()).text(send.incarnation()).number(send.senderLastId());
    list(
        out,
        send.items(),
        item -> {
          out.text(item.session().value())
              .number(item.number())
              .text(item.originKey())
              .jid(item.from())
              .jid(item.to())
              .text(item.type())
              .flag(item.stored())
              .flag(item.copied())
              .text(item.effect().kind().name())
              .text(item.effect().conversationType())
              .textOrNull(item.effect().target())
              .textOrNull(item.messageId());
          write(out, item.about());
          out.bytes(item.xml());
        });
  }

  private static void write(WireWriter out, @Nullable MessagePlace about) {
    out.textOrNull(about == null ? null : about.log());
    if (about != null) {
      out.number(about.version());
    }
  }

  private static @Nullable MessagePlace about(WireReader in) {
    var log = in.textOrNull();
    return log == null ? null : new MessagePlace(log, in.number());
  }

  private static Item item(WireReader in, boolean withPlace) {
    return new Item(
        new SessionId(in.text()),
        in.number(),
        in.text(),
        in.jid(),
        in.jid(),
        in.text(),
        in.flag(),
        in.flag(),
        new MessageEffect(Kind.valueOf(in.text()), in.text(), in.textOrNull()),
        in.textOrNull(),
        withPlace ? about(in) : null,
        in.bytes());
  }

  private static void write(WireWriter out, DeliverEntries command) {
    out.text(command.conversation().entityId())
        .text(command.log())
        .text(command.incarnation())
        .number(command.admissionEpoch())
        .flag(command.repeated());
    list(
        out,
        command.entries(),
        entry -> {
          out.number(entry.version())
              .number(entry.proposedId())
              .jid(entry.from())
              .jid(entry.to())
              .text(entry.session().value())
              .number(entry.number())
              .text(entry.type())
              .flag(entry.copied());
          write(out, entry.effect());
          out.bytes(entry.xml()).number(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
        });
  }

  private static void write(WireWriter out, @Nullable Effect effect) {
    out.flag(effect != null);
    if (effect != null) {
      out.text(effect.kind().name())
          .text(effect.type())
          .textOrNull(effect.messageId())
          .number(effect.target())
          .number(effect.countFirst())
          .number(effect.countSecond());
    }
  }

  private static @Nullable Effect effect(WireReader in) {
    return in.flag()
        ? new Effect(
            Kind.valueOf(in.text()),
            in.text(),
            in.textOrNull(),
            in.number(),
            in.number(),
            in.number())
        : null;
  }

  private static DeliverEntries entries(WireReader in) {
    return new DeliverEntries(
        ConversationId.ofEntityId(in.text()),
        in.text(),
        in.text(),
        in.number(),
        in.flag(),
        in.list(() -> entry(in)));
  }

  private static ConversationEntry entry(WireReader in) {
    return new ConversationEntry(
        in.number(),
        in.number(),
        in.jid(),
        in.jid(),
        new SessionId(in.text()),
        in.number(),
        in.text(),
        in.flag(),
        effect(in),
        in.bytes(),
        Instant.EPOCH.plus(in.number(), ChronoUnit.MICROS));
  }

  private static void write(WireWriter out, Share share) {
    out.text(share.life()).number(share.upTo());
    list(
        out,
        share.stanzas(),
        each ->
            out.number(each.id())
                .bytes(each.xml().head())
                .bytes(each.xml().tail())
                .flag(each.urgent()));
    list(out, share.sessions(), out::text);
  }

  private static RoomStanza roomStanza(WireReader in) {
    return new RoomStanza(in.number(), new OpenStanza(in.bytes(), in.bytes()), in.flag());
  }

  private static void write(WireWriter out, Submit submit) {
    out.text(submit.session().value()).number(submit.firstNumber());
    list(out, submit.stanzas(), stanza -> out.bytes(StanzaBytes.write(stanza)));
    out.number(submit.marks().inboundCount())
        .number(submit.marks().outboundCount())
        .number(submit.marks().lastArchiveId());
  }

  private static Submit submit(WireReader in) {
    return new Submit(
        new SessionId(in.text()),
        in.number(),
        in.list(() -> StanzaBytes.read(in.bytes())),
        new Marks(in.number(), in.number(), in.number()));
  }

  private static <T> void list(WireWriter out, List<T> items, Consumer<T> item) {
    out.number(items.size());
    items.forEach(item);
  }
}
