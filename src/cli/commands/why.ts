import type { Command } from "commander";
import { z } from "zod";
import { recordRoutes } from "../../contract/records.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderWhy } from "../render-why.ts";

/** `muster why` explains the state of a user or group in an application. */
export function addWhyCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "why <user>",
    help: "help.why",
    options: [
      { flags: "--app <app>", help: "help.option.app", required: true },
      ORG_TO_NARROW,
      { flags: "--group", help: "help.option.why-group" },
    ],
    examples: [
      'muster why mira.lund@contoso.example --app "Target"',
      'muster why "Engineering" --group --app "Target"',
    ],
    shape: z.object({ app: z.string(), org: z.string().optional(), group: z.boolean().default(false) }),
    async run({ args: [find = ""], options, client, output }) {
      const api = client();
      const app = await findApplication(api, options.app, options.org);
      const answer = await api.call(recordRoutes.why, {
        params: { org: app.orgId, app: app.appId },
        query: { find, type: options.group ? "group" : "user" },
      });
      output.result(answer, () => renderWhy(answer, app.name, output.messages, output.paint));
      return EXIT.done;
    },
  });
}
