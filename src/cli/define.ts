import { type Command, Option } from "commander";
import type { z } from "zod";
import type { MessageCode, Messages } from "../messages/messages.ts";
import { type Client, createClient } from "./client.ts";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import { createOutput, type Output } from "./output.ts";
import type { World } from "./world.ts";

/** Where a server listens unless told otherwise; `muster serve` and `MUSTER_URL` agree on it. */
export const DEFAULT_URL = "http://127.0.0.1:8080";

/** What all commands share, and where each leaves its exit code. */
export interface Shell {
  readonly world: World;
  readonly messages: Messages;
  finish(exit: ExitCode): void;
}

/** What a command is given to work with. */
export interface CommandInput<Options> {
  /** Positional arguments; those in `<>` are there. */
  readonly args: readonly string[];
  readonly options: Options;
  readonly output: Output;
  readonly world: World;
  /** The admin API at `MUSTER_URL`, with `MUSTER_TOKEN`. */
  client(): Client;
}

export interface OptionSpec {
  /** In commander's grammar: `--org <id>`. */
  readonly flags: string;
  readonly help: MessageCode;
  readonly required?: true;
  /** Reads the text given; `before` is what an earlier use of the same option gave. */
  readonly parse?: (value: string, before: never) => unknown;
}

export interface CommandSpec<Options> {
  /** Name and arguments in commander's grammar: `show <app>`. */
  readonly usage: string;
  readonly help: MessageCode;
  readonly options?: readonly OptionSpec[];
  /** Lines to paste, without the prompt. */
  readonly examples: readonly string[];
  /** The options as commander gives them: names in camelCase, values after `parse`. */
  readonly shape: z.ZodType<Options>;
  run(input: CommandInput<Options>): Promise<ExitCode>;
}

/** Adds a command with `--json`, help in the reader's language and examples below `parent`. */
export function define<Options>(shell: Shell, parent: Command, spec: CommandSpec<Options>): Command {
  const { world, messages } = shell;
  const command = parent.command(spec.usage).description(messages.word(spec.help));
  for (const { flags, help, required, parse } of spec.options ?? []) {
    const option = new Option(flags, messages.word(help)).makeOptionMandatory(required === true);
    if (parse !== undefined) option.argParser((value, before) => parse(value, before as never));
    command.addOption(option);
  }
  command.option("--json", messages.word("help.option.json"));
  const examples = spec.examples.map((line) => `  $ ${line}`).join("\n");
  command.addHelpText("after", `\n${messages.word("help.examples")}\n${examples}`);
  return command.action(async () => {
    const given: Readonly<Record<string, unknown>> = command.opts();
    const exit = await spec.run({
      args: command.args,
      options: spec.shape.parse(given),
      output: createOutput(world, messages, given["json"] === true),
      world,
      client: () => clientOf(shell),
    });
    shell.finish(exit);
  });
}

/** A group of commands: `muster app …`. */
export function defineGroup(shell: Shell, parent: Command, name: string, help: MessageCode): Command {
  return parent.command(name).description(shell.messages.word(help));
}

function clientOf({ world: { env }, messages }: Shell): Client {
  const token = env["MUSTER_TOKEN"];
  if (token === undefined || token === "") throw new CliError(EXIT.usage, "cli.token-missing");
  return createClient(env["MUSTER_URL"] || DEFAULT_URL, token, messages.language);
}
