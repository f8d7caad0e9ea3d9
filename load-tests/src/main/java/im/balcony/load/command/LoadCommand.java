package im.balcony.load.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The load driver's commands. */
@Command(
    name = "load",
    description = "Drives an XMPP server with many clients, measures it and checks its promise.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AccountsCommand.class,
      PairsCommand.class,
      OpenCommand.class,
      IdleCommand.class,
      ArchiveCommand.class,
      StormCommand.class,
      ReturnCommand.class,
      RoomCommand.class,
      CallsCommand.class,
      HistoryCommand.class,
      CheckCommand.class,
      HelpCommand.class
    })
public final class LoadCommand {}
