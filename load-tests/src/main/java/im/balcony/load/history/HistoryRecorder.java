package im.balcony.load.history;

/** Where clients write what they do and see; called from many event loops. */
@FunctionalInterface
public interface HistoryRecorder {
  /** For load runs that measure and do not check. */
  HistoryRecorder NONE = event -> {};

  void record(HistoryEvent event);
}
