import { Command, CommanderError } from "commander";
import { createMessages, detectLanguage } from "../messages/messages.ts";
import {
  type AddCommand,
  type CommandEntry,
  listLocalCommands,
  listRemoteCommands,
} from "./command-table.ts";
import type { Shell } from "./define.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { LocalCommands } from "./local-commands.ts";
import { reportFailure } from "./report-failure.ts";
import { toUsageError } from "./usage-error.ts";
import type { World } from "./world.ts";

/** The command line. */
export interface Program extends Shell {
  /** Loads every command, with its options and help. */
  load(): Promise<Command>;
  /** Runs one command line (without node and script) to its end. Reports every failure; never throws. */
  run(argv: readonly string[]): Promise<ExitCode>;
}

/** Builds the commands that call the admin API and, if they are given, those that run on this machine. */
export function buildProgram(world: World, local?: LocalCommands): Program {
  const messages = createMessages(detectLanguage(world.env));
  const entries = [...listRemoteCommands(local), ...(local === undefined ? [] : listLocalCommands(local))];
  let exit: ExitCode = EXIT.done;
  const shell: Shell = {
    world,
    messages,
    finish(code) {
      exit = code;
    },
  };

  async function run(argv: readonly string[]): Promise<ExitCode> {
    exit = EXIT.done;
    try {
      const wanted = argv.filter((word) => !word.startsWith("-"));
      const name = wanted[0] === "help" ? wanted[1] : wanted[0];
      const command = await loadCommands(shell, entries, (entry) => nameOf(entry) === name);
      await command.parseAsync(argv, { from: "user" });
      return exit;
    } catch (error) {
      if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
      // The command line was incomplete, and commander has already printed the help on the error stream.
      if (error instanceof CommanderError && error.code === "commander.help") return EXIT.usage;
      const failure = error instanceof CommanderError ? toUsageError(error) : error;
      return reportFailure(world, messages, argv.includes("--json"), failure);
    }
  }
  return { ...shell, load: () => loadCommands(shell, entries, () => true), run };
}

function nameOf({ usage }: CommandEntry): string {
  return usage.split(" ", 1)[0] ?? usage;
}

/** Builds the program with the wanted commands; of the others only what the list of commands shows. */
async function loadCommands(
  shell: Shell,
  entries: readonly CommandEntry[],
  isWanted: (entry: CommandEntry) => boolean,
): Promise<Command> {
  const root = rootCommand(shell);
  const adders = await Promise.all(
    entries.map((entry) => (isWanted(entry) ? entry.load() : listOnly(entry))),
  );
  for (const add of adders) add(shell, root);
  return root;
}

function listOnly({ usage, help, isGroup }: CommandEntry): AddCommand {
  return ({ messages }, root) => {
    const command = root.command(usage).description(messages.word(help));
    // Every command has options; a group has none of its own.
    if (isGroup !== true) command.option("--json");
  };
}

function rootCommand({ world, messages }: Shell): Command {
  const titles: Readonly<Record<string, string>> = {
    "Usage:": messages.word("help.title.usage"),
    "Arguments:": messages.word("help.title.arguments"),
    "Options:": messages.word("help.title.options"),
    "Commands:": messages.word("help.title.commands"),
  };
  return (
    new Command("muster")
      .description(messages.word("help.muster"))
      .version(world.version, "-V, --version", messages.word("help.option.version"))
      .helpOption("-h, --help", messages.word("help.option.help"))
      .helpCommand("help [command]", messages.word("help.help"))
      .exitOverride()
      // Options belong to the command that they follow: `plan list --json` is no `--json` of `plan`.
      .enablePositionalOptions()
      // Errors are reported by `reportFailure`, in the reader's language or as JSON; commander only writes help.
      .configureOutput({
        writeOut: (text) => void world.stdout.write(text),
        writeErr: (text) => void world.stderr.write(text),
        outputError: () => {},
        getOutHelpWidth: () => world.stdout.columns ?? 100,
        getErrHelpWidth: () => world.stderr.columns ?? 100,
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      })
      .configureHelp({ styleTitle: (title) => titles[title] ?? title })
      .addHelpText("after", `\n${messages.word("help.footer")}`)
  );
}
