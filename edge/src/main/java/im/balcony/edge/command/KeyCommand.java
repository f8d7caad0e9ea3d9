package im.balcony.edge.command;

import im.balcony.edge.admin.AdminClient;
import im.balcony.edge.admin.AdminRequest;
import im.balcony.edge.keys.RotationState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The master key, through a node that runs. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "key",
    description = "Make a master key, or rotate that of a running cluster.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class KeyCommand {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Make a new master key, wrap all data keys by it, destroy the old one.",
        "Goes on in the cluster when this command ends; what was cut short is done by typing it"
            + " again."
      })
  int rotate(@Mixin DataOption node) throws CommandProblem {
    try (var client = node.connect()) {
      var state = ask(client, new AdminRequest.RotateKey());
      while (state.phase() == RotationState.Phase.RUNNING) {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        state = next(client, state);
      }
      return ended(state);
    } catch (IOException e) {
      throw unended(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description = {
        "Make a master key and what goes with it, for nodes that are started by a machine.",
        "They take them over from a folder or a mounted Secret: balcony.secrets."
      })
  int generate(
      @Parameters(paramLabel = "FOLDER", description = "A new folder; only its owner can enter it.")
          Path folder)
      throws CommandProblem {
    NewSecrets.in(folder);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: keep them as well as the data, apart from it, and in no backup of it%n",
            folder.toAbsolutePath().normalize());
    return 0;
  }

  private RotationState next(AdminClient client, RotationState before)
      throws CommandProblem, IOException {
    var now = ask(client, new AdminRequest.Rotation());
    if (now.wrapped() > before.wrapped()) {
      var err = spec.commandLine().getErr();
      err.printf("%d data keys wrapped anew so far%n", now.wrapped());
      err.flush();
    }
    return now;
  }

  private int ended(RotationState state) throws CommandProblem {
    if (state.phase() != RotationState.Phase.DONE) {
      throw unended(
          state.phase() == RotationState.Phase.NONE
              ? "the node that did it has stopped"
              : state.problem());
    }
    spec.commandLine()
        .getOut()
        .printf(
            "the master key is rotated: %d data keys wrapped anew, the old key is destroyed%n",
            state.wrapped());
    return 0;
  }

  private static CommandProblem unended(String why) {
    return new CommandProblem(
        "the rotation did not end (%s): everything stays readable, type it again".formatted(why));
  }

  private static RotationState ask(AdminClient client, AdminRequest request)
      throws CommandProblem, IOException {
    var reply = client.ask(request);
    UserCommand.refuse(reply);
    var state = reply.rotation();
    if (state == null) {
      throw new CommandProblem("the node's answer is no answer: is it of this release?");
    }
    return state;
  }
}
