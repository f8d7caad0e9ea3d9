package im.balcony.actors.world;

import im.balcony.actors.port.RemoteOutcome;
import im.balcony.actors.port.RemoteServers;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The stream from one world to another, in order; it breaks and heals as a test wants. */
public final class RemoteLink implements RemoteServers {
  private final PeopleWorld target;
  private final String targetDomain;

  /** What was written, in order. */
  public final List<Stanza> written = new CopyOnWriteArrayList<>();

  private volatile @Nullable StanzaError broken;
  private volatile boolean silent;

  public RemoteLink(PeopleWorld target, String targetDomain) {
    this.target = target;
    this.targetDomain = targetDomain;
  }

  /** Two worlds that know each other; what the first sends goes by the link that is returned. */
  public static RemoteLink between(PeopleWorld one, PeopleWorld other) {
    var there = new RemoteLink(other, other.domain());
    one.federate(there);
    other.federate(new RemoteLink(one, one.domain()));
    return there;
  }

  /** Nothing is written from now on, and whoever sends is told this. */
  public void breakWith(StanzaError error) {
    broken = error;
  }

  /** What is given has no outcome from now on, as when the node of the stream dies. */
  public void fallSilent() {
    silent = true;
  }

  public void heal() {
    broken = null;
    silent = false;
  }

  @Override
  public boolean mayReach(String domain) {
    return domain.equals(targetDomain) || domain.equals("conference." + targetDomain);
  }

  @Override
  public synchronized CompletionStage<RemoteOutcome> send(Stanza stanza, String from, String to) {
    var error = broken;
    if (silent) {
      return new CompletableFuture<>();
    } else if (error != null) {
      return CompletableFuture.completedFuture(new RemoteOutcome(error));
    }
    written.add(stanza);
    var unused = target.accept(stanza);
    return CompletableFuture.completedFuture(RemoteOutcome.SENT);
  }
}
