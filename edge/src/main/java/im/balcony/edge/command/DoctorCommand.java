package im.balcony.edge.command;

import im.balcony.config.ConfigProblem;
import im.balcony.edge.doctor.Diagnosis;
import im.balcony.edge.doctor.Finding;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at what a node needs and says what to do about what it lacks. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "doctor",
    description =
        "Check ports, Java, Cassandra, TLS files, clock, data folder, TURN, push; takes run's"
            + " options.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions options;

  @Override
  public Integer call() throws ConfigProblem {
    var out = spec.commandLine().getOut();
    var findings = Diagnosis.of(options.load());
    for (var finding : findings) {
      out.printf("%-5s %s%n", finding.verdict().word(), finding.text());
    }
    var wrong = findings.stream().filter(Finding::stopsTheNode).count();
    out.println(wrong == 0 ? "nothing stands in the way" : wrong + " to put right");
    return wrong == 0 ? 0 : BalconyCommand.EXIT_FAILED;
  }
}
