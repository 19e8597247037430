package dev.slugline.app.cli;

import picocli.CommandLine.Command;

/** What broke, why, and once more. */
@Command(
    name = "dead-letters",
    aliases = "dlq",
    description = "Lists and shows what broke, and feeds it again once the cause is mended.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersReplayCommand.class
    },
    footer = {"", "Example: slugline dead-letters list --since 1d"})
final class DeadLettersCommand {}
