package im.balcony.edge;

/** Who is told what a starting node waits for. */
public interface Progress {
  Progress SILENT = text -> {};

  void at(String text);
}
