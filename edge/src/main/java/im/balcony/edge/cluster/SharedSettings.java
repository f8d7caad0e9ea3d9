package im.balcony.edge.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.WireMessage;
import im.balcony.persistence.seal.MasterKeyText;
import im.balcony.persistence.seal.MasterKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all nodes of a cluster must agree on; a node that joins learns it from one that is there.
 *
 * @param decoySecret makes the salts of names that do not exist: the same on every edge
 * @param masterKeys text of the master key file; empty when the asking node has no entities
 */
public record SharedSettings(
    int shards,
    List<String> domains,
    List<String> contactPoints,
    String localDatacenter,
    String keyspace,
    String decoySecret,
    String masterKeys)
    implements WireMessage {

  /** What a node answers with, once it knows where its Cassandra is; without master keys. */
  public static SharedSettings of(
      Config config, int shards, List<String> contactPoints, String decoySecret) {
    return new SharedSettings(
        shards,
        config.getStringList("balcony.domains"),
        contactPoints,
        config.getString("balcony.cassandra.local-datacenter"),
        config.getString("balcony.cassandra.keyspace"),
        decoySecret,
        "");
  }

  public SharedSettings with(MasterKeys masters) {
    return withMasterKeys(MasterKeyText.write(masters));
  }

  SharedSettings withoutMasterKeys() {
    return withMasterKeys("");
  }

  private SharedSettings withMasterKeys(String text) {
    return new SharedSettings(
        shards, domains, contactPoints, localDatacenter, keyspace, decoySecret, text);
  }

  /** The joining node's configuration with the cluster's word in place of its own. */
  public Config over(Config own) {
    var learned = new LinkedHashMap<String, Object>(Map.of("balcony.domains", domains));
    learned.put("balcony.cassandra.contact-points", contactPoints);
    learned.put("balcony.cassandra.local-datacenter", localDatacenter);
    learned.put("balcony.cassandra.keyspace", keyspace);
    learned.put("balcony.cluster.shards", shards);
    return ConfigFactory.parseMap(learned, "the cluster").withFallback(own);
  }

  /** Without the keys: this text may end up in a log. */
  @Override
  public String toString() {
    return "SharedSettings[%d shards, %s, %s, %s]"
        .formatted(shards, domains, contactPoints, keyspace);
  }
}
