package im.balcony.edge.settings;

import com.typesafe.config.Config;

/** How clients are told that this node stops: {@code balcony.edge.drain}. */
public record DrainSettings(String seeOtherHost, int secondsMax) {

  static DrainSettings from(Config drain) {
    return new DrainSettings(drain.getString("see-other-host"), drain.getInt("seconds-max"));
  }
}
