package im.balcony.edge;

import com.typesafe.config.Config;
import im.balcony.actors.user.Accounts;
import im.balcony.config.NodeRole;
import im.balcony.edge.admin.AccountDesk;
import im.balcony.edge.admin.AdminDesk;
import im.balcony.edge.admin.AdminSettings;
import im.balcony.edge.admin.AdminSocket;
import im.balcony.edge.cluster.ClusterSystem;
import im.balcony.edge.cluster.JoinedCluster;
import im.balcony.edge.cluster.SettingsProbe;
import im.balcony.edge.cluster.SharedSettings;
import im.balcony.edge.data.ConnectedStores;
import im.balcony.edge.data.DataLayout;
import im.balcony.edge.data.JournalPlace;
import im.balcony.edge.data.MasterKeyPlace;
import im.balcony.edge.data.OpenedParts;
import im.balcony.persistence.Stores;
import im.balcony.persistence.embedded.DataFolder;
import im.balcony.persistence.seal.MasterKeys;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The second half of a start: actor system, cluster, entities, listeners, admin socket. */
final class NodeParts {
  private final Config config;
  private final NodeRole role;
  private final DataFolder folder;
  private final OpenedParts parts;
  private final Progress progress;
  private final DataLayout layout;
  private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();

  NodeParts(Config config, NodeRole role, DataFolder folder, OpenedParts parts, Progress progress) {
    this.config = config;
    this.role = role;
    this.folder = folder;
    this.parts = parts;
    this.progress = progress;
    this.layout = new DataLayout(folder.path());
  }

  BalconyNode open(
      BalconyNode.Start start, JournalPlace journal, Optional<SettingsProbe.Answer> joined)
      throws StartProblem {
    var masterKeys = MasterKeyPlace.in(folder);
    if (joined.isPresent()) {
      masterKeys.keep(joined.get().settings().masterKeys());
    }
    var masters =
        role.hasEntities() ? Optional.of(masterKeys.open()) : Optional.<MasterKeys>empty();
    var cluster = parts.add(ClusterSystem.create(config, journal.contactPoints()));
    var system = cluster.system();
    progress.at("opening the journal");
    var stores = ConnectedStores.open(system, masters.orElseGet(MasterKeys::fresh), config);
    progress.at("joining the cluster");
    JoinedCluster.join(
        system,
        joined.map(SettingsProbe.Answer::member),
        SharedSettings.of(
            config,
            folder.shardCount(),
            journal.contactPoints(),
            masters.isPresent() ? masterKeys.text() : ""),
        layout.members(),
        Duration.ofSeconds(config.getInt("balcony.cluster.join-seconds-max")));
    var domains = config.getStringList("balcony.domains");
    Accounts accounts = openEntities(stores);
    addresses.put("cluster", cluster.address());
    openAdmin(accounts, domains);
    return new BalconyNode(start, system, accounts, domains, addresses, folder.path());
  }

  private static Accounts openEntities(Stores stores) {
    return new PendingAccounts(stores.incarnations());
  }

  private void openAdmin(Accounts accounts, List<String> domains) throws StartProblem {
    var settings = AdminSettings.from(config);
    var desk = parts.add(new AccountDesk(accounts, domains, settings));
    parts.add(AdminSocket.open(layout.adminSocket(), new AdminDesk(desk, this::status), settings));
  }

  private List<String> status() {
    return addresses.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toList();
  }
}
