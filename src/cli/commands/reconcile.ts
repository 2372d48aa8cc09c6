import type { Command } from "commander";
import { z } from "zod";
import { reconcileRoutes } from "../../contract/reconcile.ts";
import { define, type Shell } from "../define.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { findCycleExit, renderCycle } from "../render-cycle.ts";
import { renderReconciliation } from "../render-reconciliation.ts";
import { followOne } from "../show-cycle.ts";

/** `muster reconcile`. */
export function addReconcileCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "reconcile <app>",
    help: "help.reconcile",
    options: [ORG_TO_NARROW, { flags: "--correct", help: "help.option.reconcile-correct" }],
    examples: ['muster reconcile "Target"', 'muster reconcile "Target" --correct --json'],
    shape: z.object({ org: z.string().optional(), correct: z.boolean().default(false) }),
    async run(input) {
      const api = input.client();
      const { output, options } = input;
      const { appId: app, orgId: org } = await findApplication(api, input.args[0] ?? "", options.org);
      const params = { org, app };
      const body = { correct: options.correct };
      const cycle = await followOne(input, api, () =>
        api.call(reconcileRoutes.reconcileApplication, { params, body }),
      );
      const exit = findCycleExit(cycle);
      const found = await api.call(reconcileRoutes.showReconciliation, { params });
      // A comparison that broke off has concluded nothing, and the result of an earlier one is not its own.
      const isOwn = found.planId !== null && found.planId === cycle.planId;
      output.result(isOwn ? { ...found, cycle } : { cycle }, () => [
        ...(isOwn ? renderReconciliation(found, output.messages, output.paint) : []),
        ...renderCycle(cycle, output.messages, output.paint),
      ]);
      return exit;
    },
  });
}
