package im.balcony.actors.room;

import im.balcony.actors.feature.mix.MixFace;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.session.OpenStanza;
import im.balcony.actors.session.RoomStanza;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was said before the room was started, for clients that its last node had not told of it: it
 * was durable there, and its sender will not send it again.
 */
final class Retelling {
  /**
   * A message, or a subject.
   *
   * @param reflected as it was told to those who were in
   * @param toParticipants as it was told to participants
   */
  record Said(
      long id,
      Instant at,
      boolean isSubject,
      XmlElement reflected,
      Supplier<XmlElement> toParticipants) {
    private RoomStanza to(Stage.Face face) {
      var stanza = face == Stage.Face.OCCUPANT ? reflected : toParticipants.get();
      return new RoomStanza(id, OpenStanza.of(stanza), true);
    }
  }

  private final List<Said> newest = new ArrayList<>();
  private final boolean whole;

  /**
   * @param newest the end of the room's log
   * @param version of the last event in it
   */
  Retelling(List<RoomEvent> newest, long version, MucFace face, MixFace mixFace) {
    this.whole = newest.size() >= version;
    for (var event : newest) {
      if (event instanceof RoomEvent.MessageSaid said) {
        var xml = StoredXml.read(said.stanzaXml());
        var reflected = face.reflected(said.nick(), xml, said.occupantId(), said.id());
        var from = Jid.parse(said.from());
        this.newest.add(
            new Said(
                said.id(),
                said.at(),
                false,
                reflected,
                () -> mixFace.said(said.nick(), from, xml, said.id())));
      } else if (event instanceof RoomEvent.SubjectSet set) {
        var xml = StoredXml.read(set.stanzaXml());
        var reflected = face.reflected(set.nick(), xml, set.occupantId(), set.id());
        var from = Jid.parse(set.from());
        this.newest.add(
            new Said(
                set.id(),
                set.at(),
                true,
                reflected,
                () -> mixFace.said(set.nick(), from, xml, set.id())));
      } else if (event instanceof RoomEvent.MessageRetracted retracted) {
        bury(retracted, face, mixFace);
        var xml = StoredXml.read(retracted.stanzaXml());
        var told = face.kept(retracted.nick(), xml, retracted.occupantId(), retracted.id());
        var from = Jid.parse(retracted.from());
        this.newest.add(
            new Said(
                retracted.id(),
                retracted.at(),
                false,
                told,
                () -> mixFace.kept(retracted.nick(), from, xml, retracted.id())));
      }
    }
  }

  private void bury(RoomEvent.MessageRetracted retracted, MucFace face, MixFace mixFace) {
    newest.replaceAll(
        said ->
            retracted.takesBack(said.id())
                ? new Said(
                    said.id(),
                    said.at(),
                    false,
                    face.buried(said.reflected(), retracted),
                    () -> mixFace.buried(said.toParticipants().get(), retracted))
                : said);
  }

  /** Without subjects, which are no part of the room's history. */
  List<Said> messages() {
    return newest.stream().filter(said -> !said.isSubject()).toList();
  }

  /**
   * What the client has not heard; empty when that is more than is at hand.
   *
   * @param upTo the last id that it has heard
   */
  Optional<List<RoomStanza>> since(long upTo, Stage.Face face) {
    if (face == Stage.Face.NO_MESSAGES) {
      return Optional.of(List.of());
    }
    if (!whole && (newest.isEmpty() || upTo < newest.get(0).id())) {
      return Optional.empty();
    }
    return Optional.of(
        newest.stream().filter(said -> said.id() > upTo).map(said -> said.to(face)).toList());
  }

  /** The newest id there is. */
  long upTo() {
    return newest.isEmpty() ? 0 : newest.get(newest.size() - 1).id();
  }
}
