package im.balcony.load.client;

import io.netty.channel.EventLoop;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * A phone that goes away and comes back, the fast way or the classic way; it knows what a phone
 * keeps in between.
 */
public final class Phone {
  private final ClientGroup group;
  private final EventLoop loop;
  private final PhoneMemory memory;

  Phone(ClientGroup group, Account account, EventLoop loop) {
    this.group = group;
    this.loop = loop;
    this.memory = new PhoneMemory(account, UUID.randomUUID().toString());
  }

  public Account account() {
    return memory.account();
  }

  /**
   * Logs in by password and asks for a token; learns where the list of conversations and the
   * archive stand.
   */
  public CompletionStage<Crossing> learn() {
    var errand = FastReturn.byPassword(group.settings(), memory, group.newScramLogin(account()));
    return new PhoneLine(group, errand).open(loop);
  }

  /** By token, with the conversations that changed since {@link #learn}, which stays the base. */
  public CompletionStage<Crossing> comeBackFast() {
    return new PhoneLine(group, FastReturn.byToken(group.settings(), memory)).open(loop);
  }

  /**
   * By RFC 6120 and 6121, with the messages since {@link #learn} (XEP-0313).
   *
   * @param contactsOnline presences that come
   */
  public CompletionStage<Crossing> comeBackClassic(int contactsOnline) {
    var errand =
        new ClassicReturn(group.settings(), memory, group.newScramLogin(account()), contactsOnline);
    return new PhoneLine(group, errand).open(loop);
  }
}
