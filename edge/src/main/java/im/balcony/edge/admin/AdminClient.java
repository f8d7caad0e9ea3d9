package im.balcony.edge.admin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The operator's end of the admin socket. Replies come in the order of the requests. */
public final class AdminClient implements AutoCloseable {
  private static final int REPLY_BYTES_MAX = 4 * 1024 * 1024;

  private final SocketChannel channel;
  private final InputStream in;
  private final AdminLines lines = new AdminLines(REPLY_BYTES_MAX);

  private AdminClient(SocketChannel channel) {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
  }

  public static AdminClient connect(Path socket) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(SocketPath.address(socket));
      return new AdminClient(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public AdminReply ask(AdminRequest request) throws IOException {
    send(request);
    return receive();
  }

  public void send(AdminRequest request) throws IOException {
    var bytes = ByteBuffer.wrap(lines.bytes(request));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  public AdminReply receive() throws IOException {
    var line = lines.read(in).orElseThrow(() -> new IOException("the node closed the connection"));
    return lines.reply(line).orElseThrow(() -> new IOException("the node's answer is no answer"));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
