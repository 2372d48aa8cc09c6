import { Command, CommanderError } from "commander";
import { createMessages, detectLanguage } from "../messages/messages.ts";
import { addAppCommands } from "./commands/app.ts";
import { addAppMappingCommand } from "./commands/app-mapping.ts";
import { addApplyCommands } from "./commands/apply.ts";
import { addAssignCommands } from "./commands/assign.ts";
import { addAppChangeCommands } from "./commands/change-app.ts";
import { addEventsCommand } from "./commands/events.ts";
import { addHoldCommands } from "./commands/hold.ts";
import { addImportCommand } from "./commands/import.ts";
import { addLogCommand } from "./commands/log.ts";
import { addOrgCommands } from "./commands/org.ts";
import { addPlanCommand } from "./commands/plan.ts";
import { addResourceTypeCommands, addSchemaCommands } from "./commands/schema.ts";
import { addScimCommands } from "./commands/scim.ts";
import { addStatusCommand } from "./commands/status.ts";
import { addTokenCommands } from "./commands/token.ts";
import { addUserCommands } from "./commands/user.ts";
import { addWebhookCommands } from "./commands/webhook.ts";
import { addWhyCommand } from "./commands/why.ts";
import type { Shell } from "./define.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { reportFailure } from "./report-failure.ts";
import { toUsageError } from "./usage-error.ts";
import type { World } from "./world.ts";

/** The command line. Commands can be added to it before it runs. */
export interface Program extends Shell {
  readonly command: Command;
  /** Runs one command line (without node and script) to its end. Reports every failure; never throws. */
  run(argv: readonly string[]): Promise<ExitCode>;
}

/** Builds the commands that call the admin API. `registerLocalCommands` adds those that run on this machine. */
export function buildProgram(world: World): Program {
  const messages = createMessages(detectLanguage(world.env));
  let exit: ExitCode = EXIT.done;
  const shell: Shell = {
    world,
    messages,
    finish(code) {
      exit = code;
    },
  };
  const command = rootCommand(shell);
  for (const add of [
    addOrgCommands,
    addTokenCommands,
    addUserCommands,
    addImportCommand,
    addSchemaCommands,
    addResourceTypeCommands,
    addAppCommands,
    addAssignCommands,
    addAppChangeCommands,
    addAppMappingCommand,
    addPlanCommand,
    addApplyCommands,
    addHoldCommands,
    addScimCommands,
    addStatusCommand,
    addLogCommand,
    addWhyCommand,
    addEventsCommand,
    addWebhookCommands,
  ]) {
    add(shell, command);
  }

  async function run(argv: readonly string[]): Promise<ExitCode> {
    exit = EXIT.done;
    try {
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
  return { ...shell, command, run };
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
