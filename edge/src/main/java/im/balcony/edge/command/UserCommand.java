package im.balcony.edge.command;

import im.balcony.edge.admin.AdminReply;
import im.balcony.edge.admin.AdminRequest;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accounts, through the node that runs on the data folder. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "user",
    description = "Make, change, remove, list and import accounts of a running node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = UserImportCommand.class)
final class UserCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "add",
      description = "Make an account; asks twice for its password.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin DataOption node,
      @Mixin PasswordOption password,
      @Parameters(paramLabel = "NAME@DOMAIN") String jid)
      throws CommandProblem, IOException {
    try (var client = node.connect()) {
      return said(client.ask(new AdminRequest.AddUser(jid, password.of(jid))), jid + " added");
    }
  }

  @Command(
      name = "passwd",
      description = "Give an account another password.",
      mixinStandardHelpOptions = true)
  int passwd(
      @Mixin DataOption node,
      @Mixin PasswordOption password,
      @Parameters(paramLabel = "NAME@DOMAIN") String jid)
      throws CommandProblem, IOException {
    try (var client = node.connect()) {
      return said(
          client.ask(new AdminRequest.ChangePassword(jid, password.of(jid))),
          "password of " + jid + " changed");
    }
  }

  @Command(
      name = "remove",
      description = "Remove an account and everything that is its own.",
      mixinStandardHelpOptions = true)
  int remove(@Mixin DataOption node, @Parameters(paramLabel = "NAME@DOMAIN") String jid)
      throws CommandProblem, IOException {
    try (var client = node.connect()) {
      return said(client.ask(new AdminRequest.RemoveUser(jid)), jid + " removed");
    }
  }

  @Command(
      name = "list",
      description = "List the accounts of a domain.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DataOption node,
      @Parameters(paramLabel = "DOMAIN", defaultValue = "localhost") String domain)
      throws CommandProblem, IOException {
    try (var client = node.connect()) {
      String after = null;
      AdminReply page;
      do {
        page = client.ask(new AdminRequest.ListUsers(domain, after));
        refuse(page);
        for (var user : page.usersOrNone()) {
          out().println(user);
          after = user;
        }
      } while (page.more());
      return 0;
    }
  }

  private int said(AdminReply reply, String done) throws CommandProblem {
    refuse(reply);
    out().println(done);
    return 0;
  }

  static void refuse(AdminReply reply) throws CommandProblem {
    var problem = reply.problem();
    if (problem != null) {
      throw new CommandProblem(problem);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
