package im.balcony.persistence.event.room;

import im.balcony.persistence.event.conversation.RecentIds;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A room's state after one more event: like the one before but for what is set. */
final class RoomEdit {
  private final long version;
  private RoomState.Phase phase;
  private long lastId;
  private byte[] secret;
  private Map<String, String> config;
  private Map<String, RoomState.Affiliated> affiliations;
  private Map<String, RoomState.Participant> participants;
  private RoomState.@Nullable Subject subject;
  private RecentIds recentIds;
  private MemberTimes times;
  private Followers followers;
  private RoomLook look;
  private RoomState.@Nullable Decided decided;

  RoomEdit(RoomState before) {
    version = before.version() + 1;
    phase = before.phase();
    lastId = before.lastId();
    secret = before.secret();
    config = before.config();
    affiliations = before.affiliations();
    participants = before.participants();
    subject = before.subject();
    recentIds = before.recentIds();
    times = before.times();
    followers = before.followers();
    look = before.look();
    decided = before.decided();
  }

  RoomEdit phase(RoomState.Phase value) {
    phase = value;
    return this;
  }

  RoomEdit lastId(long value) {
    lastId = value;
    return this;
  }

  RoomEdit secret(byte[] value) {
    secret = value;
    return this;
  }

  RoomEdit config(Map<String, String> value) {
    config = value;
    return this;
  }

  RoomEdit affiliations(Map<String, RoomState.Affiliated> value) {
    affiliations = value;
    return this;
  }

  RoomEdit participants(Map<String, RoomState.Participant> value) {
    participants = value;
    return this;
  }

  RoomEdit subject(RoomState.@Nullable Subject value) {
    subject = value;
    return this;
  }

  RoomEdit recentIds(RecentIds value) {
    recentIds = value;
    return this;
  }

  RoomEdit times(MemberTimes value) {
    times = value;
    return this;
  }

  RoomEdit followers(Followers value) {
    followers = value;
    return this;
  }

  RoomEdit look(RoomLook value) {
    look = value;
    return this;
  }

  RoomEdit decided(String by, Instant at) {
    decided = new RoomState.Decided(by, at);
    return this;
  }

  RoomState done() {
    return new RoomState(
        version,
        lastId,
        phase,
        secret,
        config,
        affiliations,
        participants,
        subject,
        recentIds,
        times,
        followers,
        look,
        decided);
  }
}
