import { type Command, Option } from "commander";
import type { z } from "zod";
import { describeIssue } from "../messages/describe-issue.ts";
import type { MessageCode, Messages } from "../messages/messages.ts";
import { type Client, createClient } from "./client.ts";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import { createOutput, type Output } from "./output.ts";
import { findUse, type OrgUse, resolveOrg } from "./resolve-org.ts";
import { readSettings } from "./settings.ts";
import type { World } from "./world.ts";

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
  /** The admin API at the address and with the token of the environment or of the login. */
  client(): Client;
}

export interface OptionSpec {
  /** Flags in commander's grammar: `--org <org>`. */
  readonly flags: string;
  readonly help: MessageCode;
  readonly required?: true;
  /** Marks the option as the one that names the organization; the command receives its id. */
  readonly org?: OrgUse;
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
    const mark = required === true ? ` ${messages.word("help.required")}` : "";
    const option = new Option(flags, `${messages.word(help)}${mark}`).makeOptionMandatory(required === true);
    if (parse !== undefined) option.argParser((value, before) => parse(value, before as never));
    command.addOption(option);
  }
  command.option("--json", messages.word("help.option.json"));
  const examples = spec.examples.map((line) => `  $ ${line}`).join("\n");
  command.addHelpText("after", `\n${messages.word("help.examples")}\n${examples}`);
  return command.action(async () => {
    const given: Readonly<Record<string, unknown>> = command.opts();
    const org = await orgOf(shell, spec, command);
    const exit = await spec.run({
      args: command.args,
      options: parseOptions(shell, spec, org === undefined ? given : { ...given, org }),
      output: createOutput(world, messages, given["json"] === true),
      world,
      client: () => clientOf(shell),
    });
    shell.finish(exit);
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of the organization that the command works in; undefined if it works in none or needs none. */
async function orgOf(
  shell: Shell,
  { options = [] }: Pick<CommandSpec<unknown>, "options">,
  command: Command,
): Promise<string | undefined> {
  const stated = options.find((option) => option.org !== undefined)?.org;
  if (stated === undefined) return undefined;
  const use = findUse(stated, command.args[0]);
  const { org, instance, allOrganizations, personal } = command.opts<{
    org?: string;
    instance?: boolean;
    allOrganizations?: boolean;
    personal?: string | boolean;
  }>();
  return resolveOrg(use, {
    given: org,
    setting: readSettings(shell.world).organization,
    isNeedless:
      instance === true ||
      allOrganizations === true ||
      personal !== undefined ||
      (use === "narrow" && UUID.test(command.args[0] ?? "")),
    client: () => clientOf(shell),
  });
}

function parseOptions<Options>(
  { messages }: Shell,
  { shape, options = [] }: CommandSpec<Options>,
  given: Readonly<Record<string, unknown>>,
): Options {
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const option = options.find(({ flags }) => flags.startsWith(`--${name} `))?.flags ?? `--${name}`;
  throw new CliError(EXIT.usage, "usage.bad-value", {
    place: option,
    problem: describeIssue(messages, issue),
  });
}

/** Adds a group of commands, such as `muster app`. */
export function defineGroup(shell: Shell, parent: Command, name: string, help: MessageCode): Command {
  return parent.command(name).description(shell.messages.word(help));
}

function clientOf({ world, messages }: Shell): Client {
  const { url, token } = readSettings(world);
  if (token === undefined) throw new CliError(EXIT.usage, "cli.token-missing", { url: url.value });
  return createClient(url.value, token.value, messages);
}
