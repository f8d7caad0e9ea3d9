package im.balcony.load.measure;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many mutations each table of a keyspace has seen, as Cassandra itself counts them in {@code
 * system_views.local_write_latency}; asked in its native protocol, version 4, without a driver.
 */
public final class CassandraWrites {
  private static final String QUERY =
      "SELECT keyspace_name, table_name, count FROM system_views.local_write_latency";
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int VERSION = 4;
  private static final int STARTUP = 1;
  private static final int READY = 2;
  private static final int QUERY_REQUEST = 7;
  private static final int RESULT = 8;
  private static final int ROWS = 2;
  private static final int CONSISTENCY_ONE = 1;
  private static final int GLOBAL_TABLE_SPEC = 1;
  private static final int COLUMNS = 3;

  private final InetSocketAddress address;
  private final String keyspace;

  public CassandraWrites(InetSocketAddress address, String keyspace) {
    this.address = address;
    this.keyspace = keyspace;
  }

  /** Mutations by table since Cassandra started. */
  public Map<String, Long> read() throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(address, TIMEOUT_MILLIS);
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      send(out, STARTUP, startup());
      receive(in, READY);
      send(out, QUERY_REQUEST, query());
      return rows(receive(in, RESULT));
    }
  }

  private static byte[] startup() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var body = new DataOutputStream(bytes);
    body.writeShort(1);
    writeString(body, "CQL_VERSION");
    writeString(body, "3.0.0");
    return bytes.toByteArray();
  }

  private static byte[] query() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var body = new DataOutputStream(bytes);
    body.writeInt(QUERY.length());
    body.write(QUERY.getBytes(StandardCharsets.UTF_8));
    body.writeShort(CONSISTENCY_ONE);
    body.writeByte(0);
    return bytes.toByteArray();
  }

  private static void writeString(DataOutputStream out, String text) throws IOException {
    out.writeShort(text.length());
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(DataOutputStream out, int opcode, byte[] body) throws IOException {
    var frame = new ByteArrayOutputStream();
    var header = new DataOutputStream(frame);
    header.writeByte(VERSION);
    header.writeByte(0);
    header.writeShort(0);
    header.writeByte(opcode);
    header.writeInt(body.length);
    header.write(body);
    out.write(frame.toByteArray());
    out.flush();
  }

  private static ByteBuffer receive(DataInputStream in, int expectedOpcode) throws IOException {
    in.skipNBytes(4);
    var opcode = in.readUnsignedByte();
    var body = in.readNBytes(in.readInt());
    if (opcode != expectedOpcode) {
      var text = new String(body, StandardCharsets.UTF_8).replaceAll("[^ -~]+", " ");
      throw new IOException("Cassandra answers with opcode " + opcode + ":" + text);
    }
    return ByteBuffer.wrap(body);
  }

  private Map<String, Long> rows(ByteBuffer body) throws IOException {
    if (body.getInt() != ROWS) {
      throw new IOException("Cassandra answers without rows");
    }
    skipMetadata(body);
    var counts = new TreeMap<String, Long>();
    for (var left = body.getInt(); left > 0; left--) {
      var rowKeyspace = StandardCharsets.UTF_8.decode(value(body)).toString();
      var table = StandardCharsets.UTF_8.decode(value(body)).toString();
      var count = value(body).getLong();
      if (rowKeyspace.equals(keyspace)) {
        counts.put(table, count);
      }
    }
    return counts;
  }

  private static void skipMetadata(ByteBuffer body) throws IOException {
    var global = (body.getInt() & GLOBAL_TABLE_SPEC) != 0;
    if (body.getInt() != COLUMNS) {
      throw new IOException("Cassandra answers with other columns");
    }
    if (global) {
      skipString(body);
      skipString(body);
    }
    for (var column = 0; column < COLUMNS; column++) {
      if (!global) {
        skipString(body);
        skipString(body);
      }
      skipString(body);
      body.getShort();
    }
  }

  private static void skipString(ByteBuffer body) {
    var length = Short.toUnsignedInt(body.getShort());
    body.position(body.position() + length);
  }

  private static ByteBuffer value(ByteBuffer body) {
    var length = body.getInt();
    var value = body.slice(body.position(), length);
    body.position(body.position() + length);
    return value;
  }
}
