package im.balcony.load.kill;

/** What is killed with SIGKILL. */
enum Victim {
  SERVER {
    @Override
    void strike(BalconyProcess node) {
      node.killServer();
    }
  },
  DATABASE {
    @Override
    void strike(BalconyProcess node) {
      node.killDatabase();
    }
  },
  BOTH {
    @Override
    void strike(BalconyProcess node) {
      node.killDatabase();
      node.killServer();
    }
  };

  abstract void strike(BalconyProcess node);
}
