package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.records.TopicTrial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether records of calls would arrive where they are to go; nothing is said of a file. */
final class RecordsCheck {
  private static final String KAFKA = "balcony.call.records.kafka.";

  private RecordsCheck() {}

  static List<Finding> of(Config config) {
    try {
      return TopicTrial.of(config)
          .map(
              result ->
                  Stream.of(
                          open(config, "key-file"),
                          open(config, "password-file"),
                          Optional.of(
                              result.works()
                                  ? Finding.well(result.text())
                                  : Finding.weak(result.text())))
                      .flatMap(Optional::stream)
                      .toList())
          .orElse(List.of());
    } catch (IllegalArgumentException e) {
      return List.of(Finding.wrong(String.valueOf(e.getMessage())));
    }
  }

  private static Optional<Finding> open(Config config, String setting) {
    var file = config.getString(KAFKA + setting);
    return file.isEmpty()
        ? Optional.empty()
        : SecretPermissions.of("records of calls", setting, Path.of(file));
  }
}
