import { type Command, Option } from "commander";
import type { z } from "zod";
import type { MessageCode, Messages } from "../messages/messages.ts";
import { type Client, createClient } from "./client.ts";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import { createOutput, type Output } from "./output.ts";
import type { World } from "./world.ts";

/** The default address of a server, for `muster serve` and for `MUSTER_URL`. */
export const DEFAULT_URL = "http://127.0.0.1:8080";

/** The surroundings that all commands share. Each reports its exit code through `finish`. */
export interface Shell {
  readonly world: World;
  readonly messages: Messages;
  finish(exit: ExitCode): void;
}

/** The input of a command. */
export interface CommandInput<Options> {
  /** Positional arguments. Those in `<>` are always present. */
  readonly args: readonly string[];
  readonly options: Options;
  readonly output: Output;
  readonly world: World;
  /** The admin API at `MUSTER_URL`, with `MUSTER_TOKEN`. */
  client(): Client;
}

export interface OptionSpec {
  /** Flags in commander's grammar: `--org <id>`. */
  readonly flags: string;
  readonly help: MessageCode;
  readonly required?: true;
  /** Parses the value; `before` is the result of an earlier use of the same option. */
  readonly parse?: (value: string, before: never) => unknown;
}

export interface CommandSpec<Options> {
  /** Name and arguments in commander's grammar: `show <app>`. */
  readonly usage: string;
  readonly help: MessageCode;
  readonly options?: readonly OptionSpec[];
  /** Example command lines, without the prompt. */
  readonly examples: readonly string[];
  /** The shape of the parsed options, with names in camelCase. */
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

/** Adds a group of commands, such as `muster app`. */
export function defineGroup(shell: Shell, parent: Command, name: string, help: MessageCode): Command {
  return parent.command(name).description(shell.messages.word(help));
}

function clientOf({ world: { env }, messages }: Shell): Client {
  const token = env["MUSTER_TOKEN"];
  if (token === undefined || token === "") throw new CliError(EXIT.usage, "cli.token-missing");
  return createClient(env["MUSTER_URL"] || DEFAULT_URL, token, messages.language);
}
