package im.balcony.load.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges a history that was recorded before. */
@Command(name = "check", description = "check a recorded history")
final class CheckCommand implements Callable<Integer> {
  @Mixin private final CheckOptions check = new CheckOptions();

  @Parameters(paramLabel = "FILE", description = "written by: load history")
  private Path file = Path.of("history.jsonl");

  @Override
  public Integer call() throws Exception {
    var verdict = check.check(file);
    System.out.println(verdict.report());
    return verdict.isClean() ? 0 : 1;
  }
}
