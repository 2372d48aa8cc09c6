import type { Command } from "commander";
import { z } from "zod";
import { expressionRoutes } from "../../contract/expressions.ts";
import { FUNCTIONS } from "../../core/mapping/expression/functions.ts";
import { readValues } from "../../files/read-values.ts";
import { collectValues } from "../arguments.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_OPTION } from "../org-option.ts";
import { renderExpressionErrors, renderNextChange, renderValue } from "../render-expression.ts";
import { addApplicationMappingCommands } from "./mapping-of-app.ts";

/** `muster mapping show`, `set`, `reset`, `test`, `eval` and `functions`. */
export function addMappingCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "mapping", "help.mapping");
  addApplicationMappingCommands(shell, group);
  addEval(shell, group);
  addFunctions(shell, group);
}

/** Lists the functions of the language. This needs no server. */
function addFunctions(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "functions",
    help: "help.mapping.functions",
    examples: ["muster mapping functions", "muster mapping functions --json"],
    shape: z.object({}),
    async run({ output: { result, messages } }) {
      const functions = [...FUNCTIONS.values()].map(({ name, signature }) => ({
        name,
        signature: `${name}(${signature})`,
        summary: messages.text(`function.${name}`),
      }));
      result({ functions }, () =>
        functions.flatMap(({ signature, summary }) => [signature, `    ${summary}`]),
      );
      return EXIT.done;
    },
  });
}

function addEval(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "eval <expression>",
    help: "help.mapping.eval",
    options: [
      ORG_OPTION,
      { flags: "--set <name=value>", help: "help.option.eval-set", parse: collectValues },
      { flags: "--user <user>", help: "help.option.eval-user" },
      { flags: "--app <app>", help: "help.option.eval-app" },
    ],
    examples: [
      "muster mapping eval 'Join(\" \", [givenName], [surname])' --set givenName=Odile --set surname=Marchand",
      "muster mapping eval 'ToLower([mail])' --user mira.lund@contoso.example",
      "muster mapping eval 'SingleAppRoleAssignment([appRoleAssignments])' --user mira.lund@contoso.example --app \"Target\"",
    ],
    shape: z.object({
      org: z.string(),
      set: z.array(z.string()).default([]),
      user: z.string().optional(),
      app: z.string().optional(),
    }),
    async run({ args: [expression = ""], options: { org, set, user, ...options }, client, output }) {
      const api = client();
      const found = options.app === undefined ? undefined : await findApplication(api, options.app, org);
      const body = { expression, values: valuesOf(set), user, app: found?.appId };
      const result = await api.call(expressionRoutes.evaluateExpression, { params: { org }, body });
      const { value, errors, sources, note, notes, nextChange } = result;
      const described = errors.map((error) => ({
        ...error,
        message: output.messages.text(error.code, error.params),
      }));
      const [first] = described;
      if (first === undefined) {
        const noted = [...(note ? [note] : []), ...notes].map((each) =>
          output.messages.text(each.code, each.params),
        );
        output.result({ value, sources, nextChange, notes, ...(note && { note }) }, () => [
          ...renderValue(value, output.messages),
          ...renderNextChange(nextChange, output.messages),
          ...noted.map((line) => output.paint.yellow(`(${line})`)),
        ]);
        return EXIT.done;
      }
      output.result({ error: first, errors: described }, () =>
        renderExpressionErrors(expression, errors, output.messages, output.paint),
      );
      return EXIT.usage;
    },
  });
}

/** The values of `--set name=value`, by name. */
function valuesOf(pairs: readonly string[]) {
  const read = readValues(pairs);
  if (read.kind === "values") return read.values;
  throw new CliError(EXIT.usage, "usage.not-a-pair", { option: "--set", value: read.value });
}
