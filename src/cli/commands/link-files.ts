import type { Command } from "commander";
import { z } from "zod";
import { accountLinkRoutes } from "../../contract/account-links.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { findReason } from "../find-reason.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderLinkImport } from "../render-link.ts";
import { saveTo } from "../save-to.ts";
import { countBytes } from "../snapshot-file.ts";

/** `muster link export` writes all links of an application into a file. */
export function addLinkExport(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "export <app>",
    help: "help.link.export",
    options: [ORG_TO_NARROW, { flags: "--out <file>", help: "help.option.link-out", required: true }],
    examples: ['muster link export "Target" --out links.csv'],
    shape: z.object({ org: z.string().optional(), out: z.string().min(1) }),
    async run({ args: [find = ""], options: { org: narrow, out: file }, client, output, world }) {
      const api = client();
      const { orgId: org, appId: app } = await findApplication(api, find, narrow);
      const counted = { lines: 0 };
      const pieces = api.stream(accountLinkRoutes.exportLinks, { params: { org, app } });
      await saveTo(world, file, countLines(pieces, counted));
      const links = Math.max(0, counted.lines - 1);
      output.result({ appId: app, file, links }, () => [
        output.messages.word("cli.links-written", { file, count: links }),
      ]);
      return EXIT.done;
    },
  });
}

async function* countLines(
  pieces: AsyncIterable<string>,
  counted: { lines: number },
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    counted.lines += piece.split("\r\n").length - 1;
    yield piece;
  }
}

/** `muster link import` makes the links of a file. Rows that were not linked are reported by line, and end with 3. */
export function addLinkImport(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "import <app> <file>",
    help: "help.link.import",
    options: [ORG_TO_NARROW, { flags: "--dry-run", help: "help.option.dry-run" }],
    examples: [
      'muster link import "Target" links.csv --dry-run',
      'muster link import "Target" provisioning-logs.json --json',
    ],
    shape: z.object({ org: z.string().optional(), dryRun: z.boolean().default(false) }),
    async run({ args: [find = "", file = ""], options, client, output, world }) {
      const api = client();
      const { orgId: org, appId: app } = await findApplication(api, find, options.org);
      const { bytes, sizeBytes } = await world.openFile(file).catch((cause: unknown) => {
        const params = { file, reason: findReason(cause) };
        throw new CliError(EXIT.usage, "cli.file-unreadable", params, { cause });
      });
      const progress = output.progress();
      let sent = 0;
      const upload = countBytes(bytes, file, (count) => {
        sent += count;
        progress.show("cli.uploading", sent, sizeBytes);
      });
      const query = { dryRun: options.dryRun ? ("true" as const) : ("false" as const) };
      const result = await api
        .call(accountLinkRoutes.importLinks, { params: { org, app }, query, upload })
        .finally(() => progress.end());
      output.result(result, () => renderLinkImport(result, output));
      return result.rejected.length === 0 ? EXIT.done : EXIT.partial;
    },
  });
}
