package im.balcony.load.drive;

import im.balcony.load.client.Account;
import im.balcony.load.client.ArchiveReader;
import im.balcony.load.client.ClientListener;
import im.balcony.load.client.LoadClient;
import im.balcony.load.client.OutgoingMessage;
import im.balcony.load.measure.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Clients that ask for the newest page of their archive again and again, one query at a time. */
public final class ArchiveLoop {
  private final int pageItems;
  private final Latencies latencies = new Latencies("page");
  private final LongAdder pages = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final List<Reader> readers = new ArrayList<>();
  private volatile boolean running = true;

  public ArchiveLoop(int pageItems) {
    this.pageItems = pageItems;
  }

  public ClientListener reader(int number) {
    var reader = new Reader(Account.numbered(Partner.of(number)).name());
    readers.add(reader);
    return reader;
  }

  /** Gives each archive something to read. */
  public void fill(int messages) {
    readers.forEach(reader -> reader.fill(messages));
  }

  /** Messages of {@link #fill} that were acknowledged. */
  public long storedCount() {
    return stored.sum();
  }

  public void start() {
    readers.forEach(Reader::start);
  }

  public void stop() {
    running = false;
  }

  public Latencies latencies() {
    return latencies;
  }

  public long pageCount() {
    return pages.sum();
  }

  public long itemCount() {
    return items.sum();
  }

  public long failureCount() {
    return failures.sum();
  }

  private final class Reader implements ClientListener {
    private final String partner;
    private volatile @Nullable LoadClient client;
    private int toFill;
    private @Nullable ArchiveReader archive;

    Reader(String partner) {
      this.partner = partner;
    }

    @Override
    public void ready(LoadClient ready, boolean resumed) {
      client = ready;
      archive = new ArchiveReader(ready);
    }

    void fill(int messages) {
      var self = client;
      if (self != null) {
        self.loop()
            .execute(
                () -> {
                  toFill = messages;
                  fillNext(self);
                });
      }
    }

    private void fillNext(LoadClient self) {
      if (toFill > 0) {
        toFill--;
        var now = System.nanoTime();
        self.send(new OutgoingMessage("f" + now, partner, TimedBody.at(now)));
      }
    }

    @Override
    public void acknowledged(LoadClient sender, OutgoingMessage message) {
      stored.increment();
      fillNext(sender);
    }

    void start() {
      var self = client;
      if (self != null) {
        self.loop().execute(this::query);
      }
    }

    private void query() {
      var asked = archive;
      if (!running || asked == null) {
        return;
      }
      var start = System.nanoTime();
      var unused = asked.newest(pageItems).whenComplete((page, failure) -> answered(page, start));
    }

    private void answered(ArchiveReader.@Nullable Page page, long startNanos) {
      if (page == null) {
        failures.increment();
        return;
      }
      latencies.since(startNanos);
      pages.increment();
      items.add(page.items().size());
      query();
    }
  }
}
