package im.balcony.persistence.event.index;

import im.balcony.persistence.event.index.IndexEvent.ConversationCleared;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.event.index.IndexEvent.MessageRemoved;
import im.balcony.persistence.event.index.IndexEvent.NotifyFollowed;
import im.balcony.persistence.event.index.IndexEvent.RowEffect;
import im.balcony.persistence.event.index.IndexEvent.RowSet;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.notifysettings.NotifySetting;

/** What the events of an archive index do to the rows of the inbox. */
final class RowFold {
  private RowFold() {}

  static InboxRows on(InboxRows rows, Indexed entry) {
    var effect = entry.effect();
    if (effect == null || effect.kind() == Kind.OTHER || isAboutNothing(effect)) {
      return rows;
    }
    var known = rows.get(entry.peer(), effect.type());
    if (known == null && (entry.hidden() || !beginsRow(effect.kind()))) {
      return rows;
    }
    var before = effect.theirs() - (isTheirContent(entry, effect) ? 1 : 0);
    var row =
        (known == null ? rows.begun(entry.peer(), effect.type(), 0, entry.at()) : known)
            .in(entry.conversation(), before);
    return entry.hidden() ? hidden(rows, row, entry, effect) : shown(rows, row, entry, effect);
  }

  static InboxRows on(InboxRows rows, RowSet event) {
    var known = rows.get(event.peer(), event.type());
    var row =
        known == null
            ? rows.begun(event.peer(), event.type(), event.archiveId(), event.at())
            : known;
    return rows.with(
        row.with(row.settings().with(event, rows.followed(event.peer())))
            .with(row.reading().readUpTo(event.readTheirs(), event.readId()))
            .at(event.archiveId()));
  }

  /** What is followed already changes nothing: a row may have been decided on since. */
  static InboxRows on(InboxRows rows, NotifyFollowed event) {
    var before = rows.followed(event.peer());
    if (before == event.setting()) {
      return rows;
    }
    var second = event.at().getEpochSecond();
    var now = rows.following(event.peer(), event.setting());
    for (var row : rows.matching(each -> each.peer().equals(event.peer()))) {
      var settings = row.settings().following(before, event.setting(), second);
      now = now.with(row.with(settings).at(event.archiveId()));
    }
    return now;
  }

  /** As if its sender had taken it back, for this account alone. */
  static InboxRows on(InboxRows rows, MessageRemoved event) {
    var known = rows.get(event.peer(), event.type());
    if (known == null) {
      return rows;
    }
    var row = known.at(event.archiveId());
    var now =
        row.conversation().equals(event.conversation())
            ? without(row, event.version()).with(row.reading().without(event.theirs()))
            : row;
    return rows.rewritten(now, Rewrite.Kind.RETRACTED, event.targetId(), Rewrite.BY_OWNER);
  }

  static InboxRows on(InboxRows rows, ConversationCleared event) {
    var known = rows.get(event.peer(), event.type());
    return known == null || !known.conversation().equals(event.conversation())
        ? rows
        : rows.rewritten(
            known.at(event.archiveId()).cleared(), Rewrite.Kind.CLEARED, 0, Rewrite.BY_OWNER);
  }

  private static boolean isAboutNothing(RowEffect effect) {
    return switch (effect.kind()) {
      case CONTENT, CALL, OTHER -> false;
      case CORRECTION, RETRACTION, REACTIONS, DISPLAYED, RECEIVED -> effect.target() == 0;
    };
  }

  private static boolean beginsRow(Kind kind) {
    return kind == Kind.CONTENT || kind == Kind.CALL;
  }

  private static boolean isTheirContent(Indexed entry, RowEffect effect) {
    return effect.kind() == Kind.CONTENT && !entry.outgoing();
  }

  /** It has its number, and nobody sees it. */
  private static InboxRows hidden(InboxRows rows, InboxRow row, Indexed entry, RowEffect effect) {
    return isTheirContent(entry, effect)
        ? rows.with(row.with(row.reading().counted(effect.theirs()).without(effect.theirs())))
        : rows;
  }

  private static InboxRows shown(InboxRows rows, InboxRow before, Indexed entry, RowEffect effect) {
    var row = before.at(entry.archiveId());
    return switch (effect.kind()) {
      case CONTENT -> rows.with(content(row, entry, effect, rows.followed(entry.peer())));
      case CORRECTION ->
          rows.rewritten(
              corrected(row, entry, effect),
              Rewrite.Kind.REPLACED,
              effect.targetId(),
              entry.version());
      case RETRACTION ->
          rows.rewritten(
              retracted(row, entry, effect),
              Rewrite.Kind.RETRACTED,
              effect.targetId(),
              entry.version());
      case REACTIONS, CALL -> rows.with(row);
      case DISPLAYED ->
          rows.with(entry.outgoing() ? read(row, effect) : row.displayed(effect.targetId()));
      case RECEIVED -> entry.outgoing() ? rows : rows.with(row.delivered(effect.targetId()));
      case OTHER -> rows;
    };
  }

  private static InboxRow content(
      InboxRow row, Indexed entry, RowEffect effect, NotifySetting followed) {
    var content =
        new RowContent(entry.version(), entry.archiveId(), effect.theirs(), entry.version());
    var counted = row.reading().counted(effect.theirs());
    var settings = row.settings().woken(entry.at().getEpochSecond(), followed);
    // whoever answers has read what stands above the answer
    return entry.outgoing()
        ? row.with(content)
            .with(settings.markedUnread(false))
            .with(counted.readUpTo(effect.theirs(), entry.archiveId()))
        : row.with(content).with(settings).with(counted);
  }

  private static InboxRow read(InboxRow row, RowEffect effect) {
    return row.with(row.settings().markedUnread(false))
        .with(row.reading().readUpTo(effect.targetTheirs(), effect.targetId()));
  }

  private static InboxRow corrected(InboxRow row, Indexed entry, RowEffect effect) {
    return row.withContents(
        row.contents().stream()
            .map(each -> each.version() == effect.target() ? each.corrected(entry.version()) : each)
            .toList());
  }

  private static InboxRow retracted(InboxRow row, Indexed entry, RowEffect effect) {
    var rest = without(row, effect.target());
    return entry.outgoing() ? rest : rest.with(rest.reading().without(effect.targetTheirs()));
  }

  private static InboxRow without(InboxRow row, long version) {
    return row.withContents(
        row.contents().stream().filter(each -> each.version() != version).toList());
  }
}
