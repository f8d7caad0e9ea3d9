package im.balcony.edge.command;

import im.balcony.edge.admin.AdminReply;
import im.balcony.edge.admin.AdminRequest;
import im.balcony.edge.admin.AdminSettings;
import im.balcony.edge.admin.AdminSocket;
import im.balcony.edge.data.DataLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Commands as their operator types them, against a socket in whose place a test answers. */
final class CommandUnderTest implements AutoCloseable {
  private static final AdminSettings SETTINGS =
      new AdminSettings(16, 131_072, 5, 200, 4, 2, 20, 30, 3, 4096, 16);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;
  private final Function<AdminRequest, AdminReply> answers;
  private final AdminSocket socket;

  /**
   * @param folder the data folder
   * @param answers called by one thread at a time
   */
  CommandUnderTest(Path folder, Function<AdminRequest, AdminReply> answers) throws Exception {
    this.folder = folder;
    this.answers = answers;
    socket = AdminSocket.open(new DataLayout(folder).adminSocket(), this::answer, SETTINGS);
  }

  private synchronized CompletionStage<AdminReply> answer(AdminRequest request) {
    return CompletableFuture.completedFuture(answers.apply(request));
  }

  /** Runs {@code first second --data FOLDER rest}; its exit code. */
  int run(String first, String second, String... rest) {
    var line = BalconyCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    var words = new ArrayList<>(List.of(first, second, "--data", folder.toString()));
    words.addAll(List.of(rest));
    return line.execute(words.toArray(String[]::new));
  }

  /** What all runs printed. */
  String out() {
    return out.toString();
  }

  /** What all runs complained of or told meanwhile. */
  String err() {
    return err.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
