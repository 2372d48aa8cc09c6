import type { Command } from "commander";
import { z } from "zod";
import { type ImportResult, importRoutes } from "../../contract/imports.ts";
import { parseUuid } from "../arguments.ts";
import type { Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { defineList, renderColumns, showList } from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderImport } from "../render-import.ts";

/** `muster imports` lists the imports of an organization, or shows one. */
export function addImportsCommand(shell: Shell, root: Command): void {
  defineList(shell, root, {
    usage: "imports [import]",
    help: "help.imports",
    options: [ORG_OPTION, { flags: "--source <name>", help: "help.option.imports-source" }],
    examples: [
      "muster imports --org 0190a1b2-0000-7000-8000-000000000001 --source hr",
      "muster imports 0190a1b2-0000-7000-8000-00000000000c --org 0190a1b2-0000-7000-8000-000000000001",
    ],
    shape: z.object({ org: z.string(), source: z.string().min(1).optional() }),
    async list({ args: [given], options: { org, source, ...page }, client, output }) {
      const api = client();
      if (given !== undefined) {
        const params = { org, import: parseUuid("<import>")(given) };
        const result = await api.call(importRoutes.getImport, { params });
        output.result(result, () => renderOne(result, output));
        return EXIT.done;
      }
      await showList(output, page, {
        read: (query) => api.call(importRoutes.listImports, { params: { org }, query: { ...query, source } }),
        render: (imports) =>
          renderColumns(
            output,
            ["column.time", "column.source", "column.state", "column.people", "column.groups", "column.id"],
            imports,
            ({ createdAt, source: name, state, people, groups, importId }) => [
              ...[createdAt, name, output.messages.word(`state.${state}`)],
              ...[output.messages.number(people), output.messages.number(groups), importId],
            ],
          ),
      });
      return undefined;
    },
  });
}

/** A failed import changed nothing: only the reason says something. */
function renderOne(result: ImportResult, { messages, paint }: Output): string[] {
  const { failure } = result;
  if (failure === null) return renderImport(result, messages, paint);
  return [paint.red(messages.text(failure.code, failure.params))];
}
