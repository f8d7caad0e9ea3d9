package im.balcony.edge;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import im.balcony.actors.port.PushProviders;
import im.balcony.actors.port.RecordTarget;
import im.balcony.actors.port.RemoteServers;
import im.balcony.actors.port.metrics.MetricsPlace;
import im.balcony.actors.port.tracing.TracesPlace;
import im.balcony.actors.start.Entities;
import im.balcony.config.NodeRole;
import im.balcony.edge.admin.AccountDesk;
import im.balcony.edge.admin.AdminDesk;
import im.balcony.edge.admin.AdminSettings;
import im.balcony.edge.admin.AdminSocket;
import im.balcony.edge.admin.CallRecordDesk;
import im.balcony.edge.admin.KeyDerivation;
import im.balcony.edge.cluster.ClusterSystem;
import im.balcony.edge.cluster.DiscoveredCluster;
import im.balcony.edge.cluster.DiscoverySettings;
import im.balcony.edge.cluster.JoinedCluster;
import im.balcony.edge.cluster.SettingsProbe;
import im.balcony.edge.cluster.SharedSettings;
import im.balcony.edge.data.ConnectedStores;
import im.balcony.edge.data.DataLayout;
import im.balcony.edge.data.JournalPlace;
import im.balcony.edge.data.MasterKeyPlace;
import im.balcony.edge.data.OpenedParts;
import im.balcony.edge.data.SecretFile;
import im.balcony.edge.keys.ClusterKeyRotations;
import im.balcony.edge.keys.ClusterKeys;
import im.balcony.edge.keys.MasterKeyDesk;
import im.balcony.edge.listen.ClientEdge;
import im.balcony.edge.listen.ClientEdges;
import im.balcony.edge.listen.EdgePorts;
import im.balcony.edge.listen.EdgeUnusableException;
import im.balcony.edge.management.Management;
import im.balcony.edge.management.NodeChecks;
import im.balcony.edge.metrics.CountedPush;
import im.balcony.edge.push.CurrentProviders;
import im.balcony.edge.push.GatewaySettings;
import im.balcony.edge.records.KafkaTarget;
import im.balcony.edge.s2s.OwnDomains;
import im.balcony.edge.s2s.RemoteStreams;
import im.balcony.edge.s2s.ServerEdge;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.stun.StunResponder;
import im.balcony.edge.tls.TlsUnusableException;
import im.balcony.edge.tracing.OtelTraces;
import im.balcony.edge.tracing.TracingSettings;
import im.balcony.persistence.Stores;
import im.balcony.persistence.embedded.DataFolder;
import im.balcony.persistence.seal.KeptMasters;
import im.balcony.persistence.seal.MasterKeys;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of a start: actor system, cluster, entities, listeners, admin socket. */
final class NodeParts {
  private static final Logger LOG = LoggerFactory.getLogger(NodeParts.class);
  private static final int EXIT_FENCED = 71;

  private final Config config;
  private final NodeRole role;
  private final DataFolder folder;
  private final OpenedParts parts;
  private final Progress progress;
  private final Management management;
  private final CompletableFuture<Void> hurry;
  private final DataLayout layout;
  private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
  private final RemoteStreams remoteStreams = new RemoteStreams();
  private @Nullable ClientEdge edge;

  NodeParts(
      Config config,
      NodeRole role,
      DataFolder folder,
      OpenedParts parts,
      Progress progress,
      Management management,
      CompletableFuture<Void> hurry) {
    this.config = config;
    this.role = role;
    this.folder = folder;
    this.parts = parts;
    this.progress = progress;
    this.management = management;
    this.hurry = hurry;
    this.layout = new DataLayout(folder.path());
  }

  BalconyNode open(
      BalconyNode.Start start, JournalPlace journal, Optional<SettingsProbe.Answer> joined)
      throws StartProblem {
    var masterKeys = MasterKeyPlace.in(folder);
    var told = joined.map(answer -> answer.settings().decoySecret()).orElse("");
    var decoySecret = SecretFile.keep(layout.decoySecret(), told);
    var masters = masters(masterKeys, joined.map(SettingsProbe.Answer::settings));
    var cluster = parts.add(ClusterSystem.create(config, journal.contactPoints()));
    var system = cluster.system();
    management.watch(system);
    MetricsPlace.fill(system, management.counting());
    var tracing = TracingSettings.from(config);
    if (tracing.isOn()) {
      var name = "%s:%d".formatted(cluster.address().getHostString(), cluster.address().getPort());
      TracesPlace.fill(system, parts.add(OtelTraces.open(tracing, name, Clock.systemUTC())));
    }
    var joinMax = Duration.ofSeconds(config.getInt("balcony.cluster.join-seconds-max"));
    var discovery = DiscoverySettings.from(config, role);
    if (joined.isEmpty() && discovery.isStatic()) {
      // The first of a cluster, known to nobody yet: it need not wait for its journal.
      progress.at("forming the cluster");
      JoinedCluster.join(system, Optional.empty(), joinMax);
    }
    journal.awaitAnswer();
    progress.at("opening the journal");
    var stores = ConnectedStores.open(system, masters, config);
    if (joined.isPresent()) {
      progress.at("joining the cluster");
      JoinedCluster.join(system, joined.map(SettingsProbe.Answer::member), joinMax);
    }
    if (!discovery.isStatic()) {
      progress.at("looking for the cluster by " + discovery.method());
      DiscoveredCluster.join(system, discovery.max());
    }
    var settings =
        SharedSettings.of(config, folder.shardCount(), journal.contactPoints(), decoySecret);
    JoinedCluster.answerJoiners(
        system,
        () -> role.hasEntities() ? settings.with(stores.keys().masters()) : settings,
        layout.members());
    if (role.hasEntities()) {
      shareMasters(system, stores, masterKeys, joinMax);
    }
    var admin = AdminSettings.from(config);
    var newKeys = parts.add(new KeyDerivation(admin));
    var entities =
        Entities.start(
            system,
            stores,
            config,
            Version.number(),
            newKeys,
            openPush(system),
            recordTarget(system),
            remoteServers(),
            Clock.systemUTC(),
            NodeParts::endProcess);
    if (role.hasListeners()) {
      progress.at("opening the listeners");
      addresses.putAll(openListeners(system, entities, settings.decoySecret()));
    }
    addresses.put("cluster", cluster.address());
    management.address().ifPresent(address -> addresses.put("management", address));
    var domains = config.getStringList("balcony.domains");
    var accounts = new AccountDesk(entities.accounts(), newKeys, domains, admin);
    var rotations = ClusterKeyRotations.start(system, stores.keys(), config);
    var calls = new CallRecordDesk(entities.callRecords(), admin.listPageMax(), Clock.systemUTC());
    var drain =
        new NodeDrain(management, edge, config.getDuration("balcony.edge.drain.notice"), hurry);
    var desk = new AdminDesk(accounts, calls, rotations, drain::start, this::status);
    parts.add(AdminSocket.open(layout.adminSocket(), desk, admin));
    serve(system, stores, drain);
    return new BalconyNode(
        start, system, entities.accounts(), domains, addresses, folder.path(), drain.done());
  }

  /** Machines may send clients here, until the first step of a stop. */
  private void serve(ActorSystem<?> system, Stores stores, NodeDrain drain) {
    var settings = management.settings();
    management.serve(
        NodeChecks.of(
            system,
            stores,
            settings.checkMax(),
            settings.clockOffMax(),
            () -> edge == null || edge.isListening(),
            Clock.systemUTC()));
    parts.add(drain);
    management.tellFigures(system, edge);
  }

  /** An edge publishes nothing, and needs no keys for it. */
  private PushProviders openPush(ActorSystem<?> system) throws StartProblem {
    if (!role.hasEntities()) {
      return PushProviders.none();
    }
    try {
      var providers = parts.add(CurrentProviders.open(config, Clock.systemUTC()));
      if (!providers.configured().isEmpty()) {
        var interval = GatewaySettings.reloadInterval(config);
        var reload =
            system
                .scheduler()
                .scheduleWithFixedDelay(
                    interval,
                    interval,
                    providers::reloadChanged,
                    system.dispatchers().lookup(DispatcherSelector.blocking()));
        parts.add(reload::cancel);
      }
      return new CountedPush(providers, management.counting());
    } catch (IllegalArgumentException e) {
      throw new StartProblem(String.valueOf(e.getMessage()), e);
    }
  }

  /** The streams to other servers of a node that has them, before they are open. */
  private Optional<RemoteServers> remoteServers() {
    return role.hasListeners() && config.getBoolean("balcony.edge.s2s.enabled")
        ? Optional.of(remoteStreams)
        : Optional.empty();
  }

  private Map<String, InetSocketAddress> openServerStreams(
      EdgeSettings settings, Entities entities, byte[] secret)
      throws TlsUnusableException, EdgeUnusableException {
    if (!settings.s2s().enabled()) {
      return Map.of();
    }
    var servers =
        parts.add(
            ServerEdge.start(
                settings, OwnDomains.from(config), secret, entities.arrivals(), Clock.systemUTC()));
    remoteStreams.opened(servers);
    servers.countBy(management.counting());
    return servers.addresses();
  }

  /** An edge has no records; others may have a file for them, named in the settings. */
  private RecordTarget recordTarget(ActorSystem<?> system) throws StartProblem {
    try {
      var kafka =
          role.hasEntities() ? KafkaTarget.open(config, system) : Optional.<KafkaTarget>empty();
      return kafka.isPresent() ? parts.add(kafka.get()) : RecordTarget.none();
    } catch (IllegalArgumentException e) {
      throw new StartProblem(String.valueOf(e.getMessage()), e);
    }
  }

  /** The master keys that the cluster has by now, and what tells others of those here. */
  private void shareMasters(
      ActorSystem<?> system, Stores stores, MasterKeyPlace masterKeys, Duration joinMax)
      throws StartProblem {
    var kept = new KeptMasters(masterKeys.keyFile(), stores.keys());
    ClusterKeys.learn(system, kept, joinMax);
    ConnectedStores.requireMasters(stores, config, masterKeys.file());
    MasterKeyDesk.open(system, kept);
  }

  /** An edge seals nothing: it has keys that nobody else knows, and no file of them. */
  private MasterKeys masters(MasterKeyPlace place, Optional<SharedSettings> joined)
      throws StartProblem {
    if (joined.isPresent()) {
      place.keep(joined.get().masterKeys());
    }
    if (!role.hasEntities()) {
      return MasterKeys.fresh();
    }
    return joined.isPresent() ? place.openKept() : place.open();
  }

  private Map<String, InetSocketAddress> openListeners(
      ActorSystem<?> system, Entities entities, String decoySecret) throws StartProblem {
    try {
      var settings = EdgeSettings.from(config);
      var opened =
          parts.add(
              ClientEdges.start(
                  settings,
                  new EdgePorts(
                      entities.accounts(),
                      entities.tokens(),
                      entities.users(),
                      Base64.getDecoder().decode(decoySecret),
                      config.getInt("balcony.accounts.scram-iterations"),
                      entities::streamFeatures,
                      Clock.systemUTC(),
                      management.counting()),
                  system));
      edge = opened;
      var open = new LinkedHashMap<>(opened.addresses());
      open.putAll(openServerStreams(settings, entities, Base64.getDecoder().decode(decoySecret)));
      if (settings.stun().isOn()) {
        var stun = StunResponder.start(settings.host(), settings.stun());
        parts.add(stun.responder());
        open.put("stun", stun.address());
      }
      return open;
    } catch (TlsUnusableException | EdgeUnusableException | IllegalArgumentException e) {
      throw new StartProblem(String.valueOf(e.getMessage()), e);
    }
  }

  /** No shutdown in order: whatever this node still does may be another one's work by now. */
  private static void endProcess() {
    LOG.error("no majority of the cluster answers: this node ends itself");
    Runtime.getRuntime().halt(EXIT_FENCED);
  }

  private List<String> status() {
    return addresses.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toList();
  }
}
