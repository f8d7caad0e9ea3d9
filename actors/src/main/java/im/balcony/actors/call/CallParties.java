package im.balcony.actors.call;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;

/** How a call speaks to the Users of both accounts; nothing here waits or promises arrival. */
public interface CallParties {

  /** What was told under this number is durable. */
  void noted(Jid account, CallId call, long ticket, CallOutcome outcome);

  /** To be stored; answered by {@link CallCommand.Recorded}, and asked for again until then. */
  void record(Jid account, CallId call, Message record);
}
