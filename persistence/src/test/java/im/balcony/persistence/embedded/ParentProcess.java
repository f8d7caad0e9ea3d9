package im.balcony.persistence.embedded;

import java.nio.file.Path;

/**
 * A process that has an embedded Cassandra, says its pid when it answers, and does nothing more.
 */
final class ParentProcess {
  private ParentProcess() {}

  public static void main(String[] args) throws InterruptedException {
    var settings =
        EmbeddedCassandraSettings.of(
                Path.of(args[0]),
                Path.of(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]))
            .forTests();
    var cassandra = EmbeddedCassandra.start(settings, EmbeddedCassandraListener.SILENT);
    System.out.println("child " + cassandra.pid());
    Thread.currentThread().join();
  }
}
