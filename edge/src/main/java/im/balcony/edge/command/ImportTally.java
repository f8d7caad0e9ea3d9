package im.balcony.edge.command;

import im.balcony.edge.admin.AdminReply;
import java.io.PrintWriter;

/** What has become of the lines of an import so far, told while it goes on. */
final class ImportTally {
  private static final int REFUSED_SHOWN_MAX = 50;
  private static final int PROGRESS_EVERY_ACCOUNTS = 1000;

  private final PrintWriter err;
  private final long began = System.nanoTime();
  private int added;
  private int existed;
  private int refused;

  ImportTally(PrintWriter err) {
    this.err = err;
  }

  synchronized void settle(AdminReply reply) {
    reply.refusedOrNone().forEach(this::refuse);
    var before = (added + existed) / PROGRESS_EVERY_ACCOUNTS;
    added += reply.added();
    existed += reply.existed();
    if ((added + existed) / PROGRESS_EVERY_ACCOUNTS > before) {
      err.println(text());
      err.flush();
    }
  }

  synchronized void refuse(String reason) {
    refused++;
    if (refused <= REFUSED_SHOWN_MAX) {
      err.println(reason);
    } else if (refused == REFUSED_SHOWN_MAX + 1) {
      err.println("... more lines are refused; only their number is given from here on");
    }
  }

  synchronized boolean isComplete() {
    return refused == 0;
  }

  synchronized String text() {
    return "%d accounts made, %d existed already, %d lines refused, in %.1f s"
        .formatted(added, existed, refused, (System.nanoTime() - began) / 1_000_000_000.0);
  }
}
