import type { Command } from "commander";
import { z } from "zod";
import { recordRoutes } from "../../contract/records.ts";
import { removalRoutes } from "../../contract/removals.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderRemoval } from "../render-removal.ts";
import { renderWhy } from "../render-why.ts";

/** `muster why` explains the state of a user or group in an application, and what a removal would change. */
export function addWhyCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "why <user>",
    help: "help.why",
    options: [
      { flags: "--app <app>", help: "help.option.app", required: true },
      ORG_TO_NARROW,
      { flags: "--group", help: "help.option.why-group" },
      { flags: "--if-removed <group>", help: "help.option.why-if-removed" },
      { flags: "--if-unassigned <group>", help: "help.option.why-if-unassigned" },
      { flags: "--if-left <group>", help: "help.option.why-if-left" },
    ],
    examples: [
      'muster why mira.lund@contoso.example --app "Target"',
      'muster why "Engineering" --group --app "Target"',
      'muster why mira.lund@contoso.example --app "Target" --if-removed "Engineering"',
      'muster why mira.lund@contoso.example --app "Target" --if-left "Engineering"',
    ],
    shape: z.object({
      app: z.string(),
      org: z.string().optional(),
      group: z.boolean().default(false),
      ifRemoved: z.string().optional(),
      ifUnassigned: z.string().optional(),
      ifLeft: z.string().optional(),
    }),
    async run({ args: [find = ""], options, client, output }) {
      const api = client();
      const app = await findApplication(api, options.app, options.org);
      const params = { org: app.orgId, app: app.appId };
      const { group, ifRemoved, ifUnassigned, ifLeft } = options;
      const type = group ? "group" : "user";
      const answer = await api.call(recordRoutes.why, { params, query: { find, type } });
      const { objectId } = answer;
      const shared = group ? {} : { user: objectId };
      const left = { removed: "member", member: objectId, memberType: type } as const;
      const tryRemoval = (query: z.input<typeof removalRoutes.tryRemoval.query>) =>
        api.call(removalRoutes.tryRemoval, { params, query: { ...shared, ...query } });
      const removals = {
        ...(ifRemoved === undefined ? {} : { ifRemoved: await tryRemoval({ find: ifRemoved }) }),
        ...(ifUnassigned === undefined
          ? {}
          : { ifUnassigned: await tryRemoval({ find: ifUnassigned, removed: "assignment" }) }),
        ...(ifLeft === undefined ? {} : { ifLeft: await tryRemoval({ find: ifLeft, ...left }) }),
      };
      const { messages, paint } = output;
      output.result({ ...answer, ...removals }, () => [
        ...renderWhy(answer, app.name, messages, paint),
        ...Object.values(removals).flatMap((removal) => renderRemoval(removal, messages, paint)),
      ]);
      return EXIT.done;
    },
  });
}
