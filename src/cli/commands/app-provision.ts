import type { Command } from "commander";
import { z } from "zod";
import type { ApplicationShape } from "../../contract/applications.ts";
import { onDemandRoutes, type RehearsalShape } from "../../contract/on-demand.ts";
import { type DecisionShape, planRoutes } from "../../contract/plans.ts";
import type { Client } from "../client.ts";
import { type CommandInput, define, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { findCycleExit, isTargetRefusal, renderCycle } from "../render-cycle.ts";
import { renderDecision } from "../render-decision.ts";
import { renderRehearsal } from "../render-rehearsal.ts";
import { followOne } from "../show-cycle.ts";

const optionsShape = z.object({
  org: z.string().optional(),
  user: z.string().optional(),
  group: z.string().optional(),
  dryRun: z.boolean().default(false),
});
type Options = z.output<typeof optionsShape>;

/** `muster app provision`. */
export function addAppProvisionCommand(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "provision <app>",
    help: "help.app.provision",
    options: [
      ORG_TO_NARROW,
      { flags: "--user <user>", help: "help.option.provision-user" },
      { flags: "--group <group>", help: "help.option.provision-group" },
      { flags: "--dry-run", help: "help.option.provision-dry-run" },
    ],
    examples: [
      'muster app provision "Target" --user mira.lund@contoso.example --dry-run',
      'muster app provision "Target" --user mira.lund@contoso.example',
      'muster app provision "Target" --group "Engineering" --json',
    ],
    shape: optionsShape,
    async run(input) {
      const body = readObject(input.options);
      const api = input.client();
      const app = await findApplication(api, input.args[0] ?? "", input.options.org);
      return input.options.dryRun
        ? rehearse(input, api, { app, body })
        : provision(input, api, { app, body });
    },
  });
}

interface Wanted {
  readonly app: ApplicationShape;
  readonly body: { readonly type: "user" | "group"; readonly find: string };
}

function readObject({ user, group }: Options): Wanted["body"] {
  if ((user === undefined) === (group === undefined)) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--user, --group" });
  }
  return user === undefined ? { type: "group", find: group ?? "" } : { type: "user", find: user };
}

async function rehearse(
  { output }: CommandInput<unknown>,
  api: Client,
  { app: { orgId: org, appId: app }, body }: Wanted,
): Promise<ExitCode> {
  const found = await api.call(onDemandRoutes.rehearseObject, { params: { org, app }, body });
  output.result(found, () => renderRehearsal(found, output.messages, output.paint));
  return findRehearsalExit(found);
}

function findRehearsalExit({ decisions, message }: RehearsalShape): ExitCode {
  if (message !== null) return isTargetRefusal(message.code) ? EXIT.refused : EXIT.failed;
  return decisions.some(({ verb }) => verb === "hold" || verb === "pending") ? EXIT.partial : EXIT.done;
}

async function provision(
  input: CommandInput<unknown>,
  api: Client,
  { app: { orgId: org, appId: app }, body }: Wanted,
): Promise<ExitCode> {
  const { output } = input;
  const cycle = await followOne(input, api, () =>
    api.call(onDemandRoutes.provisionObject, { params: { org, app }, body }),
  );
  const decisions = await readDecisions(api, cycle.planId);
  output.result({ ...cycle, decisions }, () => [
    ...decisions.flatMap((each) => renderDecision(each, output.messages, output.paint, true)),
    ...renderCycle(cycle, output.messages, output.paint),
  ]);
  return findCycleExit(cycle);
}

async function readDecisions(api: Client, plan: string | null): Promise<readonly DecisionShape[]> {
  if (plan === null) return [];
  const page = await api.call(planRoutes.listDecisions, { params: { plan }, query: {} });
  return page.items;
}
