import type { Command } from "commander";
import { z } from "zod";
import { mappingRoutes } from "../../contract/mappings.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderMapping, renderNotes, renderOffer } from "../render-mapping.ts";
import { showNewPlan } from "./plan.ts";

/** `muster app mapping` shows the mappings of an application, and takes the newest default. */
export function addAppMappingCommand(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "mapping <app>",
    help: "help.app.mapping",
    options: [
      ORG_TO_NARROW,
      { flags: "--default", help: "help.option.default-mapping" },
      { flags: "--plan", help: "help.option.mapping-plan" },
      { flags: "--details", help: "help.option.details" },
      { flags: "--all", help: "help.option.plan-all" },
    ],
    examples: [
      'muster app mapping "Target"',
      'muster app mapping "Target" --default --plan --details',
      'muster app mapping "Target" --default',
    ],
    shape: z.object({
      org: z.string().optional(),
      default: z.boolean().default(false),
      plan: z.boolean().default(false),
      details: z.boolean().default(false),
      all: z.boolean().default(false),
    }),
    async run({ args: [find = ""], options, client, output, world }) {
      if (!options.default && (options.plan || options.details || options.all)) {
        throw new CliError(EXIT.usage, "usage.choose-some", { options: "--default" });
      }
      const api = client();
      const app = await findApplication(api, find, options.org);
      if (options.plan) return showNewPlan({ api, output, world }, app, "default-mapping", options);
      const params = { org: app.orgId, app: app.appId };
      const { messages } = output;
      if (options.default) {
        const taken = await api.call(mappingRoutes.setMapping, { params, body: { mapping: "default" } });
        output.result(taken, () => [
          ...renderMapping(taken, output),
          messages.word("cli.mapping-taken", { app: app.appId }),
        ]);
        return EXIT.done;
      }
      const shown = await api.call(mappingRoutes.getMapping, { params });
      output.result(shown, () => [
        ...renderMapping(shown, output),
        ...renderOffer(shown, output),
        ...renderNotes(shown, output),
      ]);
      return EXIT.done;
    },
  });
}
