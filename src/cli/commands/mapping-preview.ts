import type { Command } from "commander";
import { z } from "zod";
import { type MappingPreviewShape, mappingRoutes } from "../../contract/mappings.ts";
import { type Messages, makePrintable } from "../../messages/messages.ts";
import { parseOneOf } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { readMappingFile } from "../read-mapping-file.ts";

const TYPES = ["user", "group"] as const;

/** `muster mapping preview` counts, for each attribute, the accounts that a mapping of a file changes. */
export function addMappingPreview(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "preview <app>",
    help: "help.mapping.preview",
    options: [
      ORG_TO_NARROW,
      { flags: "--type <type>", help: "help.option.mapping-type", parse: parseOneOf("--type", TYPES) },
      { flags: "--file <file>", help: "help.option.mapping-file", required: true },
    ],
    examples: ['muster mapping preview "Target" --file mapping.json'],
    shape: z.object({ org: z.string().optional(), type: z.enum(TYPES).default("user"), file: z.string() }),
    async run({ args: [find = ""], options: { org, type, file }, client, output, world }) {
      const api = client();
      const app = await findApplication(api, find, org);
      const mapping = (await readMappingFile(world, file))[type];
      if (mapping === undefined) throw new CliError(EXIT.usage, "cli.file-not-mapping", { file });
      const params = { org: app.orgId, app: app.appId };
      const preview = await api.call(mappingRoutes.previewMapping, { params, body: { type, mapping } });
      output.result(preview, () => renderPreview(preview, output.messages));
      return EXIT.done;
    },
  });
}

function renderPreview(
  { accounts, attributes, problems }: MappingPreviewShape,
  messages: Messages,
): string[] {
  const lines = attributes.map(({ path, changed }) =>
    messages.word("cli.mapping-preview", { path: makePrintable(path), changed, accounts }),
  );
  return [
    ...(lines.length > 0 ? lines : [messages.word("cli.mapping-preview-none", { accounts })]),
    ...(problems > 0 ? [messages.word("cli.mapping-preview-problems", { count: problems })] : []),
  ];
}
