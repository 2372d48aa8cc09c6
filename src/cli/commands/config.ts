import type { Command } from "commander";
import { z } from "zod";
import type { ConfigurationResultShape } from "../../contract/configuration.ts";
import { createConfigurationSchema } from "../../contract/configuration-schema.ts";
import { parseInteger } from "../arguments.ts";
import { type CommandInput, define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { ALL_ORGANIZATIONS, ORG_OPTION } from "../org-option.ts";
import { placeErrors } from "../place-errors.ts";
import { readConfiguration } from "../read-configuration.ts";
import { refuseClearSecrets } from "../refuse-clear-secrets.ts";
import { renderConfigurationChanges, renderConfigurationNotes } from "../render-changes.ts";
import { resolveReferences } from "../resolve-references.ts";
import { type ConfigurationBody, sendConfiguration } from "../send-configuration.ts";
import { addConfigExport } from "./config-export.ts";

const PRUNE: readonly OptionSpec[] = [
  { flags: "--prune", help: "help.option.config-prune" },
  {
    flags: "--accept-deletions <number>",
    help: "help.option.config-accept-deletions",
    parse: parseInteger("--accept-deletions", 0, 100_000),
  },
];

const compareShape = z.object({
  org: z.string().optional(),
  prune: z.boolean().default(false),
  acceptDeletions: z.number().optional(),
});

/** `muster config export`, `diff`, `apply` and `schema`. */
export function addConfigCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "config", "help.config");
  addConfigExport(shell, group);
  addDiff(shell, group);
  addApply(shell, group);
  addSchema(shell, group);
}

function addDiff(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "diff <path>",
    help: "help.config.diff",
    options: [ORG_OPTION, ALL_ORGANIZATIONS, ...PRUNE],
    examples: ["muster config diff target.yaml", "muster config diff ./configuration --prune"],
    shape: compareShape,
    async run(input) {
      const { compared, lines } = await compare(input);
      input.output.result(compared, () => lines);
      return EXIT.done;
    },
  });
}

function addApply(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "apply <path>",
    help: "help.config.apply",
    options: [ORG_OPTION, ALL_ORGANIZATIONS, ...PRUNE, { flags: "--yes", help: "help.option.config-yes" }],
    examples: [
      "muster config apply target.yaml",
      "muster config apply ./configuration --yes --json",
      "muster config apply installation.yaml --all-organizations --yes",
    ],
    shape: compareShape.extend({ yes: z.boolean().default(false) }),
    run: (input) => runApply(input),
  });
}

function addSchema(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "schema",
    help: "help.config.schema",
    examples: ["muster config schema > muster-config.schema.json"],
    shape: z.object({}),
    async run({ output }) {
      const schema = createConfigurationSchema();
      output.result(schema, () => JSON.stringify(schema, null, 2).split("\n"));
      return EXIT.done;
    },
  });
}

type CompareOptions = z.output<typeof compareShape>;

/** The changes that files make, in lines for people too, and the request that makes them. */
interface Comparison {
  readonly compared: ConfigurationResultShape;
  readonly lines: readonly string[];
  apply(): Promise<ConfigurationResultShape>;
}

/** Reads the files and asks the server for the changes. Errors and notes name their places in the files. */
async function compare(input: CommandInput<CompareOptions>): Promise<Comparison> {
  const { args, options, client, output, world } = input;
  const documents = await readConfiguration(world, output.messages, args[0] ?? "");
  const secrets = await resolveReferences(world, output.messages, documents);
  const { org, prune, acceptDeletions } = options;
  const bodyOf = (values: ConfigurationBody["documents"]): ConfigurationBody => ({
    documents: values,
    secrets,
    prune,
    ...(acceptDeletions === undefined ? {} : { deletionsMax: acceptDeletions }),
  });
  await refuseClearSecrets(output.messages, documents, async (masked) =>
    sendConfiguration(client(), org, bodyOf(masked)).compare(),
  );
  const send = sendConfiguration(client(), org, bodyOf(documents.map(({ value }) => value)));
  const placed = async (work: Promise<ConfigurationResultShape>): Promise<ConfigurationResultShape> => {
    try {
      return await work;
    } catch (error) {
      throw placeErrors(error, documents);
    }
  };
  const compared = await placed(send.compare());
  const lines = [
    ...renderConfigurationChanges(compared, output),
    ...renderConfigurationNotes(compared, documents, output),
  ];
  return {
    compared,
    lines,
    apply: () => placed(send.apply()),
  };
}

/** Shows the changes and makes them; asks on a terminal, unless `--yes` was given. */
async function runApply(input: CommandInput<CompareOptions & { readonly yes: boolean }>): Promise<ExitCode> {
  const { options, output, world } = input;
  const { messages } = output;
  const { compared, lines, apply } = await compare(input);
  if (compared.changed === 0) {
    output.result(compared, () => lines);
    return EXIT.done;
  }
  if (!options.yes) {
    for (const line of lines) output.note(line);
    const question = messages.word("cli.config-question", { count: compared.changed });
    const answer = output.json ? undefined : await world.confirm?.(question);
    if (answer === undefined) {
      throw new CliError(EXIT.usage, "usage.config-yes-missing", { changes: compared.changed });
    }
    if (!answer) {
      output.result(compared, () => [messages.word("cli.config-not-applied")]);
      return EXIT.done;
    }
  }
  const applied = await apply();
  output.result(applied, () => [
    ...(options.yes ? lines : []),
    messages.word("cli.config-applied", { count: applied.changed }),
  ]);
  return EXIT.done;
}
