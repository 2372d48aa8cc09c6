import type { Command } from "commander";
import { z } from "zod";
import { cycleRoutes } from "../../contract/cycles.ts";
import { planRoutes } from "../../contract/plans.ts";
import { parseUuid } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { showCycle } from "../show-cycle.ts";

/** `muster apply`. */
export function addApplyCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "apply <plan>",
    help: "help.apply",
    options: [{ flags: "--hash <hash>", help: "help.option.hash" }],
    examples: [
      "muster apply 0190a1b2-0000-7000-8000-00000000000c",
      "muster apply 0190a1b2-0000-7000-8000-00000000000c --hash 5f1c… --json",
    ],
    shape: z.object({ hash: z.string().optional() }),
    async run(input) {
      const api = input.client();
      const plan = parseUuid("<plan>")(input.args[0] ?? "");
      return showCycle(input, api, () =>
        api.call(planRoutes.applyPlan, { params: { plan }, body: input.options }),
      );
    },
  });
}

/** `muster sync`. */
export function addSyncCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "sync <app>",
    help: "help.sync",
    options: [ORG_TO_NARROW, { flags: "--initial", help: "help.option.initial" }],
    examples: ['muster sync "Target"', 'muster sync "Target" --json'],
    shape: z.object({ org: z.string().optional(), initial: z.boolean().default(false) }),
    async run(input) {
      const api = input.client();
      const { appId, orgId } = await findApplication(api, input.args[0] ?? "", input.options.org);
      return showCycle(input, api, () =>
        api.call(cycleRoutes.syncApplication, {
          params: { org: orgId, app: appId },
          body: { kind: input.options.initial ? "initial" : "auto" },
        }),
      );
    },
  });
}
