package im.balcony.edge;

import com.typesafe.config.Config;
import im.balcony.actors.start.Entities;
import im.balcony.config.ConfigProblem;
import im.balcony.config.NodeRole;
import im.balcony.edge.cluster.ClusterBinding;
import im.balcony.edge.cluster.DiscoverySettings;
import im.balcony.edge.cluster.JoinedCluster;
import im.balcony.edge.cluster.SettingsProbe;
import im.balcony.edge.data.DataLayout;
import im.balcony.edge.data.GivenSecrets;
import im.balcony.edge.data.JournalPlace;
import im.balcony.edge.data.LogFile;
import im.balcony.edge.data.LogFormat;
import im.balcony.edge.data.OpenedParts;
import im.balcony.edge.data.PortCheck;
import im.balcony.edge.management.Management;
import im.balcony.edge.push.GatewaySettings;
import im.balcony.edge.records.KafkaTarget;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.settings.ManagementSettings;
import im.balcony.edge.tls.ServerTls;
import im.balcony.edge.tls.TlsUnusableException;
import im.balcony.edge.tracing.TracingSettings;
import im.balcony.persistence.embedded.DataFolder;
import im.balcony.persistence.embedded.StartRefusedException;
import im.balcony.protocol.jid.Jid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The steps from a configuration to a running node; what they open is closed if one fails. */
final class NodeStart implements BalconyNode.Start {
  private final Config own;
  private final LoggedProgress progress;
  private final OpenedParts parts = new OpenedParts();
  private final CompletableFuture<Void> hurry = new CompletableFuture<>();

  NodeStart(Config config, Progress progress) {
    this.own = config;
    this.progress = LoggedProgress.of(progress);
  }

  @Override
  public BalconyNode run() throws StartProblem {
    var started = false;
    try {
      var node = steps();
      progress.log("ready");
      started = true;
      return node;
    } catch (ConfigProblem | StartRefusedException e) {
      throw new StartProblem(String.valueOf(e.getMessage()), e);
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  private BalconyNode steps() throws StartProblem, ConfigProblem {
    var role = NodeRole.of(own.getString("balcony.role"));
    requireUsable(role);
    parts.add(LogFormat.from(own).onConsole());
    var folder =
        parts.add(
            DataFolder.open(
                Path.of(own.getString("balcony.data")), own.getInt("balcony.cluster.shards")));
    if (own.getBoolean("balcony.log.file")) {
      parts.add(LogFile.attach(new DataLayout(folder.path()).log(), own));
    }
    var discovery = DiscoverySettings.from(own, role);
    takeSecrets(folder);
    var joined =
        discovery.isStatic() ? askCluster(role, folder) : Optional.<SettingsProbe.Answer>empty();
    var ownJournal = Files.isDirectory(folder.cassandraFolder());
    var embedded =
        own.getStringList("balcony.cassandra.contact-points").isEmpty()
            && (joined.isEmpty() || ownJournal);
    requirePorts(role, embedded);
    // Its own port is one of those that had to be free.
    var management = openManagement();
    var config = joined.map(answer -> answer.settings().over(own)).orElse(own);
    progress.at(embedded ? "starting Cassandra" : "looking for Cassandra");
    var journal =
        JournalPlace.open(
            config, folder, embedded, parts, progress, management.counting()::databaseRestarted);
    return new NodeParts(config, role, folder, parts, progress, management, hurry)
        .open(this, journal, joined);
  }

  private void takeSecrets(DataFolder folder) throws StartProblem {
    var given = own.getString("balcony.secrets");
    if (!given.isEmpty()) {
      new GivenSecrets(Path.of(given))
          .into(folder.masterKeyFile(), new DataLayout(folder.path()).decoySecret());
    }
  }

  /** Before anything that takes long: who starts a node wants to see that it is on its way. */
  private Management openManagement() throws StartProblem {
    var settings = ManagementSettings.from(own);
    try {
      return parts.add(Management.open(settings));
    } catch (IOException e) {
      throw new StartProblem(
          "cannot listen for machines on %s port %d (%s): set balcony.management.port"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  /** What can be known to be wrong before anything is touched. */
  private void requireUsable(NodeRole role) throws StartProblem {
    ClusterBinding.requirePrivate(own);
    DiscoverySettings.from(own, role);
    requireManagement();
    for (var domain : own.getStringList("balcony.domains")) {
      if (Jid.tryParse(domain).filter(Jid::isDomain).isEmpty()) {
        throw new StartProblem(
            "balcony.domains: \"%s\" is not the name of a domain: correct it".formatted(domain));
      }
    }
    if (role.hasEntities()) {
      requireEntities();
    }
    if (role.hasListeners()) {
      requireListeners();
    }
  }

  private void requireManagement() throws StartProblem {
    try {
      LogFormat.from(own);
      TracingSettings.from(own);
      ManagementSettings.from(own);
    } catch (IllegalArgumentException e) {
      throw new StartProblem(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireEntities() throws StartProblem {
    try {
      Entities.requireUsable(own);
      GatewaySettings.from(own);
      KafkaTarget.requireUsable(own);
    } catch (IllegalArgumentException e) {
      throw new StartProblem(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireListeners() throws StartProblem {
    try {
      var settings = EdgeSettings.from(own);
      // Without files a certificate is made later, in a data folder that is known to be ours.
      if (!settings.tls().certificates().isEmpty()) {
        ServerTls.open(settings.tls(), settings.domains(), Clock.systemUTC()).close();
      }
    } catch (IllegalArgumentException | TlsUnusableException e) {
      throw new StartProblem(String.valueOf(e.getMessage()), e);
    }
  }

  private void requirePorts(NodeRole role, boolean embedded) throws StartProblem {
    var problems =
        PortCheck.of(own, role, embedded).stream()
            .map(PortCheck::problem)
            .flatMap(Optional::stream)
            .collect(Collectors.toList());
    if (!problems.isEmpty()) {
      var more = problems.size() > 1 ? " (and %d more)".formatted(problems.size() - 1) : "";
      throw new StartProblem(problems.get(0) + more);
    }
  }

  private Optional<SettingsProbe.Answer> askCluster(NodeRole role, DataFolder folder)
      throws StartProblem {
    var join = own.getString("balcony.cluster.join");
    var candidates = JoinedCluster.candidates(join, new DataLayout(folder.path()).members());
    var mustJoin = !join.isEmpty() || isGuest(folder, !candidates.isEmpty());
    if (candidates.isEmpty()) {
      if (!role.hasEntities()) {
        throw new StartProblem(
            "a node with role edge has no entities of its own: name a running node with --join"
                + " HOST:PORT");
      }
      return Optional.empty();
    }
    progress.at("asking " + candidates + " for the cluster's settings");
    try (var probe = SettingsProbe.open(own, role)) {
      var max = Duration.ofSeconds(own.getInt("balcony.cluster.join-seconds-max"));
      return mustJoin ? Optional.of(probe.await(candidates, max)) : probe.ask(candidates);
    }
  }

  /** A node without a journal of its own, embedded or configured, was a guest and stays one. */
  private boolean isGuest(DataFolder folder, boolean hasKnownMembers) {
    return hasKnownMembers
        && !Files.isDirectory(folder.cassandraFolder())
        && own.getStringList("balcony.cassandra.contact-points").isEmpty();
  }

  @Override
  public void hurry() {
    hurry.complete(null);
  }

  @Override
  public void close() {
    parts.close();
  }
}
