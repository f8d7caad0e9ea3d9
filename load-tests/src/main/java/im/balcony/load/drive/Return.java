package im.balcony.load.drive;

import im.balcony.load.client.LoginKind;
import im.balcony.load.history.HistoryRecorder;

/** How a device comes back, and what it asks when its session could not be resumed. */
public enum Return {
  /** Asks nothing: for servers that only deliver. */
  LISTENING(LoginKind.STEPWISE) {
    @Override
    CatchUp newCatchUp(HistoryRecorder recorder, String runId, String since) {
      return CatchUp.NOTHING;
    }
  },
  /** XEP-0198, and the archive where that fails. */
  RESUMPTION(LoginKind.STEPWISE) {
    @Override
    CatchUp newCatchUp(HistoryRecorder recorder, String runId, String since) {
      return new ArchiveCatchUp(recorder, runId, since);
    }
  },
  /** By a token (XEP-0484) in one exchange; then as before. */
  TOKEN(LoginKind.ONE_EXCHANGE) {
    @Override
    CatchUp newCatchUp(HistoryRecorder recorder, String runId, String since) {
      return new ArchiveCatchUp(recorder, runId, since);
    }
  },
  /** By a stamp of Client Synchronization, and the versions of what changed; on fresh accounts. */
  STAMP(LoginKind.STEPWISE) {
    @Override
    CatchUp newCatchUp(HistoryRecorder recorder, String runId, String since) {
      return new StampCatchUp(recorder);
    }
  };

  private final LoginKind login;

  Return(LoginKind login) {
    this.login = login;
  }

  LoginKind login() {
    return login;
  }

  /**
   * What one device keeps.
   *
   * @param since an XEP-0082 time before the run: a device that has nothing asks from there on
   */
  abstract CatchUp newCatchUp(HistoryRecorder recorder, String runId, String since);
}
