package im.balcony.edge.records;

import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the brokers for the topic of the records, as the server would come to them. */
public final class TopicTrial {
  private TopicTrial() {}

  /**
   * What came of it.
   *
   * @param works false when no record would arrive
   */
  public record Result(boolean works, String text) {}

  /**
   * Empty unless records go to Kafka. Wrong settings are an {@link IllegalArgumentException} that
   * says what to do.
   */
  public static Optional<Result> of(Config root) {
    return KafkaSettings.from(root).map(TopicTrial::tried);
  }

  private static Result tried(KafkaSettings settings) {
    var name = "Kafka: topic " + settings.topic();
    try (var admin = Admin.create(client(settings))) {
      var topic =
          admin
              .describeTopics(List.of(settings.topic()))
              .allTopicNames()
              .get(settings.deliveryMax().toMillis(), TimeUnit.MILLISECONDS)
              .get(settings.topic());
      return topic == null ? new Result(false, name + " is not told of") : found(name, topic);
    } catch (ExecutionException e) {
      return new Result(false, "%s: %s".formatted(name, advice(e.getCause(), settings)));
    } catch (TimeoutException e) {
      return new Result(false, "%s: %s".formatted(name, away(settings)));
    } catch (KafkaException e) {
      return new Result(false, "%s: %s".formatted(name, advice(e.getCause(), settings)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(false, name + ": interrupted");
    }
  }

  private static Result found(String name, TopicDescription topic) {
    var replicas =
        topic.partitions().stream().mapToInt(each -> each.replicas().size()).min().orElse(0);
    return new Result(
        true,
        "%s has %d partitions, replicas of each: %d%s"
            .formatted(
                name,
                topic.partitions().size(),
                replicas,
                replicas < 2 ? ": a broker's disk takes them along when it dies" : ""));
  }

  private static String advice(@Nullable Throwable cause, KafkaSettings settings) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "the brokers do not have it: create it, or correct " + KafkaSettings.NAME + "topic";
    } else if (cause instanceof AuthenticationException) {
      return "the brokers refuse us, or we them: look at tls, ca-file, certificate-file,"
          + " sasl-mechanism, user and password-file in balcony.call.records.kafka";
    } else if (cause instanceof AuthorizationException) {
      return "we may not see it: let "
          + (settings.access().user().isEmpty() ? "this server" : settings.access().user())
          + " describe and write it";
    } else {
      return away(settings);
    }
  }

  private static String away(KafkaSettings settings) {
    return "no broker answers at "
        + String.join(", ", settings.servers())
        + ": look at bootstrap-servers, tls, what the brokers advertise, and at what the firewall"
        + " lets out";
  }

  private static Map<String, Object> client(KafkaSettings settings) {
    var all = new HashMap<String, Object>(settings.client());
    all.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        String.valueOf(settings.answerMax().toMillis()));
    return all;
  }
}
