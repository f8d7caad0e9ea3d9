package im.balcony.edge.settings;

import com.typesafe.config.Config;
import im.balcony.actors.session.ClientSessions;
import im.balcony.protocol.stream.StreamError;
import java.time.Duration;
import java.util.Optional;

/**
 * How clients are told that this node stops: {@code balcony.edge.drain}.
 *
 * @param seeOtherHost where they are sent, empty for nowhere
 * @param notice how long the node says that it is not ready before it does anything else
 * @param window over which its sessions go to other edges
 * @param secondsMax that those have which are still there then
 */
public record DrainSettings(String seeOtherHost, Duration notice, Duration window, int secondsMax) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public DrainSettings {
    require(notice, "notice");
    require(window, "window");
  }

  static DrainSettings from(Config drain) {
    return new DrainSettings(
        drain.getString("see-other-host"),
        drain.getDuration("notice"),
        drain.getDuration("window"),
        drain.getInt("seconds-max"));
  }

  /** RFC 6120 4.9.3.19, where the operator has named a host. */
  public Optional<StreamError> elsewhere() {
    return seeOtherHost.isEmpty()
        ? Optional.empty()
        : Optional.of(StreamError.seeOtherHost(seeOtherHost));
  }

  /** What a client hears that has to log in again. */
  public StreamError end() {
    return elsewhere().orElseGet(ClientSessions::shutdown);
  }

  private static void require(Duration time, String name) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "balcony.edge.drain.%s must be between 0 s and 1 h".formatted(name));
    }
  }
}
