package im.balcony.actors.session;

import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A wire that keeps what is written to it. */
final class RecordingConnection implements ClientConnection {
  static final String CLOSED = "closed";
  static final String DROPPED = "dropped";

  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private final AtomicInteger settledItems = new AtomicInteger();
  private volatile boolean isWritable = true;

  @Override
  public void write(byte[] xml) {
    written.add(new String(xml, StandardCharsets.UTF_8));
  }

  @Override
  public void flush() {}

  @Override
  public boolean isWritable() {
    return isWritable;
  }

  void setWritable(boolean nowWritable) {
    isWritable = nowWritable;
  }

  @Override
  public void settled(int items) {
    settledItems.addAndGet(items);
  }

  int settledItems() {
    return settledItems.get();
  }

  @Override
  public void drop(@Nullable XmlElement streamError) {
    written.add(streamError == null ? DROPPED : "dropped " + streamError.toXml(Nonzas.CLIENT));
  }

  @Override
  public void close(@Nullable XmlElement streamError) {
    written.add(streamError == null ? CLOSED : streamError.toXml(Nonzas.CLIENT));
  }

  /** The next thing written, waited for. */
  String next() throws InterruptedException {
    var next = written.poll(3, TimeUnit.SECONDS);
    return next == null ? "nothing" : next;
  }

  boolean isQuiet() {
    return written.isEmpty();
  }
}
