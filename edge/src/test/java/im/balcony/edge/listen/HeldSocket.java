package im.balcony.edge.listen;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket to loopback that can keep back what is written, to send it in one piece. */
final class HeldSocket extends Socket {
  private @Nullable Held held;

  /** Writes through until it is told to keep back. */
  private static final class Held extends FilterOutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean isHolding;

    Held(OutputStream to) {
      super(to);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      (isHolding ? kept : out).write(bytes, from, length);
    }

    void release() throws IOException {
      isHolding = false;
      kept.writeTo(out);
      kept.reset();
    }
  }

  HeldSocket(int port) throws IOException {
    super(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return out();
  }

  private Held out() throws IOException {
    var out = held;
    if (out == null) {
      out = new Held(super.getOutputStream());
      held = out;
    }
    return out;
  }

  /** From now on, until this side is shut down, nothing leaves. */
  void hold() throws IOException {
    out().isHolding = true;
  }

  @Override
  public void shutdownOutput() throws IOException {
    if (!isOutputShutdown()) {
      out().release();
      super.shutdownOutput();
    }
  }
}
