package im.balcony.edge.push;

import com.typesafe.config.Config;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushOutcome;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.PushProviders;
import im.balcony.protocol.xep.push.PushNotification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers that a node's configuration has keys for, by the keys that lie in their files now.
 * What is on its way when a key changes goes on by the old one.
 */
public final class CurrentProviders implements PushProviders, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentProviders.class);
  private static final List<String> FILES =
      List.of(
          "apns.key-file",
          "fcm.service-account-file",
          "webpush.vapid-key-file",
          "trusted-certificates-file");

  private final Config root;
  private final Clock clock;
  private volatile ConfiguredProviders current;
  private List<String> stamps;
  // Closed one reload later: until then what it has sent is answered, or was given up.
  private @Nullable ConfiguredProviders retired;

  private CurrentProviders(Config root, Clock clock) {
    this.root = root;
    this.clock = clock;
    this.stamps = stamps();
    this.current = ConfiguredProviders.open(root, clock);
  }

  /**
   * Opens no connection yet. What is wrong is an {@link IllegalArgumentException} that says what to
   * do.
   */
  public static CurrentProviders open(Config root, Clock clock) {
    return new CurrentProviders(root, clock);
  }

  /**
   * Takes changed files into use; a bad one leaves the keys as they are. Reads files; calls must be
   * further apart than {@code balcony.push.gateway.answer-max}.
   */
  public synchronized void reloadChanged() {
    if (retired != null) {
      retired.close();
      retired = null;
    }
    var now = stamps();
    if (now.equals(stamps)) {
      return;
    }
    stamps = now; // a bad file is told of once
    try {
      var next = ConfiguredProviders.open(root, clock);
      retired = current;
      current = next;
      LOG.info("the keys of push services were read again");
    } catch (IllegalArgumentException e) {
      LOG.error("keys of push services not read again, the old ones stay: {}", e.getMessage());
    }
  }

  private List<String> stamps() {
    var gateway = root.getConfig("balcony.push.gateway");
    var all = new ArrayList<String>();
    for (var each : FILES) {
      var file = gateway.getString(each);
      all.add(file.isEmpty() ? "" : stamp(Path.of(file)));
    }
    return all;
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      return "none"; // said when it is read
    }
  }

  @Override
  public Set<PushProvider> configured() {
    return current.configured();
  }

  @Override
  public Optional<String> webPushKey() {
    return current.webPushKey();
  }

  @Override
  public boolean admits(String endpoint) {
    return current.admits(endpoint);
  }

  @Override
  public CompletionStage<PushOutcome> send(PushDevice device, PushNotification notification) {
    return current.send(device, notification);
  }

  @Override
  public synchronized void close() {
    if (retired != null) {
      retired.close();
    }
    current.close();
  }
}
