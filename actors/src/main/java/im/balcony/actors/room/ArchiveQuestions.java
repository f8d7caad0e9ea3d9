package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.actors.feature.mam.PageBounds;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.RoomArchive;
import im.balcony.persistence.archive.RoomArchive.Said;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xep.mam.MamFin;
import im.balcony.protocol.xep.mam.MamMetadata;
import im.balcony.protocol.xep.mam.MamQuery;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.rsm.PageResult;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The room's archive as clients read it (XEP-0313). Whoever may enter the room as it is may read it
 * (section 5.1 of XEP-0313: at the time of the question); who sees real addresses in the room sees
 * them in its archive.
 */
final class ArchiveQuestions {
  /**
   * The archive has answered, or the journal has not; what follows belongs to the room's thread.
   */
  record Answered(Runnable then) implements RoomCommand.Local {}

  private final ActorContext<RoomCommand> context;
  private final Hall hall;
  private final Readers readers;
  private final String log;
  private int underWay;

  ArchiveQuestions(ActorContext<RoomCommand> context, Hall hall, String log) {
    this.context = context;
    this.hall = hall;
    this.readers = new Readers(hall);
    this.log = log;
  }

  /** Whether this is for the archive. */
  static boolean isIn(XmlElement payload) {
    return payload.namespace().equals(Mam.NAMESPACE);
  }

  void asked(Iq iq, Jid from, XmlElement payload) {
    if (!readers.mayRead(from)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (underWay >= hall.settings().archiveQueriesMax()) {
      hall.refuse(iq, StanzaError.resourceConstraint().withType(StanzaError.Type.WAIT));
    } else if (iq.type() == Iq.Type.GET && MamMetadata.isRequest(payload)) {
      metadata(iq, from);
    } else if (iq.type() == Iq.Type.GET && payload.name().equals("query")) {
      hall.inTurn(() -> answer(iq, Mam.supportedFields()));
    } else if (iq.type() == Iq.Type.SET && payload.name().equals("query")) {
      query(iq, from, payload);
    } else {
      hall.refuse(iq, StanzaError.serviceUnavailable());
    }
  }

  private void query(Iq iq, Jid from, XmlElement payload) {
    var read = MamQuery.read(payload);
    if (read instanceof MamQuery.Refused refused) {
      hall.refuse(iq, refused.error());
      return;
    }
    var query = ((MamQuery.Read) read).query();
    var bounds = PageBounds.of(query);
    if (bounds.refusal().isPresent()) {
      hall.refuse(iq, bounds.refusal().get());
      return;
    }
    var archive = hall.ports().archive();
    var version = hall.room().version();
    var visible = readers.visibleTo(from);
    var open = seesAddresses(from);
    var matching = matching(query.filter().with(), open);
    read(
        iq,
        () ->
            query.filter().ids().isEmpty()
                ? archive.page(log, version, bounds.query(query), visible, matching)
                : archive.byIds(log, version, bounds.ids(), visible),
        answer -> answered(iq, from, query, open, answer));
  }

  /** Section 5 of XEP-0313. */
  private void metadata(Iq iq, Jid from) {
    var version = hall.room().version();
    var visible = readers.visibleTo(from);
    read(
        iq,
        () -> hall.ports().archive().ends(log, version, visible),
        ends ->
            answer(
                iq,
                ends.isEmpty()
                    ? MamMetadata.EMPTY.toElement()
                    : new MamMetadata(entry(ends.get(0)), entry(ends.get(ends.size() - 1)))
                        .toElement()));
  }

  private static MamMetadata.Entry entry(Said said) {
    return new MamMetadata.Entry(Long.toString(said.id()), ArchiveItem.timeOf(said.id()));
  }

  private boolean seesAddresses(Jid from) {
    var standing = hall.standingOf(from);
    return standing.role() == Role.MODERATOR || standing.isAdmin();
  }

  /** By whom something was said: a nickname, or an account for who may know it. */
  private Predicate<Said> matching(@Nullable Jid with, boolean open) {
    if (with == null || with.equals(hall.address())) {
      return said -> true;
    } else if (with.bare().equals(hall.address())) {
      return said -> Objects.equals(said.nick(), with.resource());
    }
    var address = with.toString();
    return said ->
        open
            && (said.from().equals(address)
                || (with.isBare() && Jid.parse(said.from()).bare().equals(with)));
  }

  /** What was decided before is durable when the turn comes, and not sooner. */
  private <A> void read(Iq iq, Supplier<CompletionStage<A>> begin, Consumer<A> then) {
    underWay++;
    hall.inTurn(
        () ->
            context.pipeToSelf(
                begin.get(),
                (answer, failure) ->
                    new Answered(
                        () -> {
                          underWay--;
                          if (answer == null) {
                            hall.refuse(
                                iq,
                                StanzaError.internalServerError().withType(StanzaError.Type.WAIT));
                          } else {
                            then.accept(answer);
                          }
                        })));
  }

  private void answered(Iq iq, Jid from, MamQuery query, boolean open, RoomArchive.Answer answer) {
    if (answer instanceof RoomArchive.Page page) {
      var items = new ArrayList<>(page.items());
      var fin = new MamFin(range(items), page.complete(), true).toElement();
      if (query.flipsPage()) {
        Collections.reverse(items); // section 4.1.4: only the order in which they are sent
      }
      items.forEach(
          said -> hall.ports().occupants().route(result(said, from, query.queryId(), open)));
      answer(iq, fin);
    } else if (answer instanceof RoomArchive.UnknownId) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else {
      hall.refuse(iq, StanzaError.resourceConstraint());
    }
  }

  private static PageResult range(List<Said> items) {
    return items.isEmpty()
        ? PageResult.empty(null)
        : PageResult.of(
            Long.toString(items.get(0).id()), Long.toString(items.get(items.size() - 1).id()));
  }

  private XmlElement result(Said said, Jid to, @Nullable String queryId, boolean open) {
    var xml = StoredXml.read(said.stanzaXml());
    var isChannel = isChannelTo(to);
    var message =
        isChannel
            ? hall.mixFace().kept(said.nick(), Jid.parse(said.from()), xml, 0)
            : hall.face().kept(said.nick(), xml, said.occupantId(), 0);
    if (open && said.nick() != null && !isChannel) {
      var jid = Jid.parse(said.from());
      var item = MucItem.of(hall.affiliationOf(jid), Role.NONE).withJid(jid);
      message = message.withChild(MucUser.of(item, Set.of()).toElement());
    }
    var forwarded =
        XmlElement.named("forwarded", Forwarded.NAMESPACE)
            .child(new Delay(ArchiveItem.timeOf(said.id()), null, "").toElement())
            .child(message)
            .build();
    return XmlElement.named("message", "jabber:client")
        .attribute("from", hall.address().toString())
        .attribute("to", to.toString())
        .child(
            XmlElement.named("result", Mam.NAMESPACE)
                .attribute("queryid", queryId)
                .attribute("id", Long.toString(said.id()))
                .child(forwarded)
                .build())
        .build();
  }

  /** XEP-0369 section 7.2.2: participants read it as they hear it, unless they are in by MUC. */
  private boolean isChannelTo(Jid client) {
    var seat = hall.occupancy().seatOf(client.toString());
    return hall.participantOf(client) != null && (seat == null || seat.byChannel());
  }

  private void answer(Iq iq, @Nullable XmlElement payload) {
    hall.ports().occupants().route(iq.result(payload));
  }
}
