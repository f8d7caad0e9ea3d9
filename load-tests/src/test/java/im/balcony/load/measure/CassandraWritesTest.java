package im.balcony.load.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The few frames of Cassandra's native protocol that the counters need. */
class CassandraWritesTest {
  private static final int READY = 2;
  private static final int RESULT = 8;
  private static final int ERROR = 0;

  @Test
  void only_the_tables_of_the_keyspace_are_counted() throws Exception {
    var rows = rows("balcony/content_messages/40", "system/local/7", "balcony/account_messages/2");

    assertEquals(Map.of("content_messages", 40L, "account_messages", 2L), read(RESULT, rows));
  }

  @Test
  void writes_are_given_for_each_message_and_table() throws Exception {
    try (var server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      var answers =
          CompletableFuture.runAsync(
              () -> {
                answer(server, RESULT, rows("balcony/content_messages/40", "balcony/other/5"));
                answer(server, RESULT, rows("balcony/content_messages/70", "balcony/other/5"));
              });
      var cassandra = client(server);

      var figures = JournalWrites.from(cassandra).until(cassandra, 10);

      answers.join();
      assertEquals(
          Map.of(
              "journalWritesPerMessage",
              3.0,
              "journalWritesByTable",
              Map.of("content_messages", 3.0)),
          figures);
    }
  }

  @Test
  void a_refusal_is_told_in_cassandras_words() {
    var body = new byte[] {0, 0, 34, 0, 0, 4, 'b', 'u', 's', 'y'};

    var problem = assertThrows(IOException.class, () -> read(ERROR, body));

    assertTrue(String.valueOf(problem.getMessage()).contains("busy"), problem::getMessage);
  }

  private static Map<String, Long> read(int opcode, byte[] body) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var answer = CompletableFuture.runAsync(() -> answer(server, opcode, body));
      var counts = client(server).read();
      answer.join();
      return counts;
    }
  }

  private static CassandraWrites client(ServerSocket server) {
    var address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    return new CassandraWrites(address, "balcony");
  }

  private static void answer(ServerSocket server, int opcode, byte[] body) {
    try (var socket = server.accept()) {
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      request(in);
      frame(out, READY, new byte[0]);
      request(in);
      frame(out, opcode, body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void request(DataInputStream in) throws IOException {
    in.skipNBytes(5);
    in.skipNBytes(in.readInt());
  }

  private static void frame(DataOutputStream out, int opcode, byte[] body) throws IOException {
    out.writeInt(0x84000000);
    out.writeByte(opcode);
    out.writeInt(body.length);
    out.write(body);
    out.flush();
  }

  private static byte[] rows(String... rows) {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      out.writeInt(2);
      out.writeInt(1);
      out.writeInt(3);
      out.writeUTF("system_views");
      out.writeUTF("local_write_latency");
      for (var column : new String[] {"keyspace_name", "table_name", "count"}) {
        out.writeUTF(column);
        out.writeShort(column.equals("count") ? 2 : 13);
      }
      out.writeInt(rows.length);
      for (var row : rows) {
        var fields = row.split("/", -1);
        for (var n = 0; n < 2; n++) {
          out.writeInt(fields[n].length());
          out.write(fields[n].getBytes(StandardCharsets.UTF_8));
        }
        out.writeInt(Long.BYTES);
        out.writeLong(Long.parseLong(fields[2]));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
