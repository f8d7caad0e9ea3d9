package im.balcony.load.kill;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What is killed with SIGKILL in a node with all roles, and how it comes back. */
enum Victim {
  SERVER("server") {
    @Override
    void strike(BalconyProcess node) throws IOException, InterruptedException, TimeoutException {
      node.killServer();
      node.restart();
    }
  },
  /** The server starts it again by itself. */
  DATABASE("database") {
    @Override
    void strike(BalconyProcess node) {
      node.killDatabase();
    }
  },
  BOTH("server and database") {
    @Override
    void strike(BalconyProcess node) throws IOException, InterruptedException, TimeoutException {
      node.killDatabase();
      node.killServer();
      node.restart();
    }
  };

  private final String text;

  Victim(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  abstract void strike(BalconyProcess node)
      throws IOException, InterruptedException, TimeoutException;
}
