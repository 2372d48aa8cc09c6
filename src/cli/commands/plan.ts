import type { Command } from "commander";
import { z } from "zod";
import type { ApplicationShape } from "../../contract/applications.ts";
import { type DecisionShape, type PlanShape, planRoutes } from "../../contract/plans.ts";
import { defineApplicationList } from "../application-list.ts";
import type { Client } from "../client.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { runInterruptibly } from "../interruption.ts";
import { readList, renderColumns } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import type { Output } from "../output.ts";
import { poll } from "../poll.ts";
import { isTargetRefusal } from "../render-cycle.ts";
import type { DecisionVerb } from "../render-decision.ts";
import { renderPlan } from "../render-plan.ts";
import type { World } from "../world.ts";

/** Decisions shown without --all. */
const SHOWN_MAX = 20;
/** The decisions that do most harm when wrong come first, so that a long plan does not hide them. */
const SHOW_ORDER: readonly DecisionVerb[] = [
  "hold",
  "delete",
  "disable",
  "adopt",
  "update",
  "create",
  "pending",
  "skip",
  // Few of these are listed: those whose object was pending, or whose link was void.
  "unchanged",
];

/** `muster plan` makes a plan and shows it. */
export function addPlanCommand(shell: Shell, root: Command): void {
  const command = define(shell, root, {
    usage: "plan <app>",
    help: "help.plan",
    options: [
      ORG_TO_NARROW,
      { flags: "--initial", help: "help.option.initial" },
      { flags: "--details", help: "help.option.details" },
      { flags: "--all", help: "help.option.plan-all" },
    ],
    examples: [
      'muster plan "Target"',
      'muster plan "Target" --initial --all --details',
      'muster plan "Target" --json',
    ],
    shape: z.object({
      org: z.string().optional(),
      initial: z.boolean().default(false),
      details: z.boolean().default(false),
      all: z.boolean().default(false),
    }),
    async run({ args: [find = ""], options, client, output, world }) {
      const api = client();
      const app = await findApplication(api, find, options.org);
      const kind = options.initial ? "initial" : "auto";
      return showNewPlan({ api, output, world }, app, kind, options);
    },
  });
  // The options after `list` are those of the list.
  command.enablePositionalOptions();
  addPlanList(shell, command);
}

function addPlanList(shell: Shell, group: Command): void {
  defineApplicationList(shell, group, {
    help: "help.plan.list",
    examples: ['muster plan list "Target"', 'muster plan list "Target" --limit 5 --json'],
    read: (api, params, query) => api.call(planRoutes.listPlans, { params, query }),
    render: (output, plans) =>
      renderColumns(
        output,
        ["column.id", "column.kind", "column.state", "column.started", "count.held"],
        plans,
        ({ planId, kind, state, createdAt, counts }) => [
          planId,
          output.messages.word(`kind.${kind}`),
          output.messages.word(`state.${state}`),
          createdAt,
          output.messages.number(counts.hold),
        ],
      ),
  });
}

interface Surroundings {
  readonly api: Client;
  readonly output: Output;
  readonly world: World;
}

type PlanKind = "auto" | "initial" | "default-mapping";

/** Makes a plan and waits until it is ready. Ctrl-C ends the command and not the plan. */
async function awaitPlan(
  { api, output, world }: Surroundings,
  { orgId: org, appId: app }: ApplicationShape,
  kind: PlanKind,
): Promise<PlanShape> {
  let plan: string | undefined;
  const progress = output.progress();
  return runInterruptibly(
    world,
    async (signal) => {
      const begun = await api.call(planRoutes.planCycle, { params: { org, app }, body: { kind } });
      plan = begun.planId;
      const ask = () => {
        progress.show("cli.planning", 0, 0);
        return api.call(planRoutes.getPlan, { params: { plan: begun.planId }, signal });
      };
      return poll({ world, signal }, begun, ask, ({ state }) => state !== "building");
    },
    (exit, error) => {
      progress.end();
      return plan === undefined ? error : new CliError(exit, "cli.left-plan", { plan, app });
    },
  ).finally(() => progress.end());
}

/** Makes a plan of this kind for the application, and shows it. */
export async function showNewPlan(
  { api, output, world }: Surroundings,
  app: ApplicationShape,
  kind: PlanKind,
  options: { readonly all: boolean; readonly details: boolean },
): Promise<ExitCode> {
  const plan = await awaitPlan({ api, output, world }, app, kind);
  if (plan.state === "failed") throw failureOf(plan);
  const limit = shownMax(output.json, options);
  const decisions = await listDecisions(api, plan, limit);
  const notShown = plan.listed - decisions.length;
  const value = limit === 0 ? plan : { ...plan, decisions };
  output.result(value, () =>
    renderPlan(
      { plan, appName: app.name, decisions, notShown, detailed: options.details },
      output.messages,
      output.paint,
    ),
  );
  return plan.counts.hold > 0 ? EXIT.partial : EXIT.done;
}

/** The number of decisions to show: a page for people, none or all for scripts. */
function shownMax(
  json: boolean,
  { all, details }: { readonly all: boolean; readonly details: boolean },
): number {
  if (all || (json && details)) return Number.POSITIVE_INFINITY;
  return json ? 0 : SHOWN_MAX;
}

/** Reads up to `limit` decisions, in the order in which they are shown. */
async function listDecisions(
  client: Client,
  plan: PlanShape,
  limit: number,
): Promise<readonly DecisionShape[]> {
  const found: DecisionShape[] = [];
  for (const verb of SHOW_ORDER) {
    if (plan.counts[verb] === 0 || found.length >= Math.min(limit, plan.listed)) continue;
    const { items } = await readList({ all: false, limit: limit - found.length }, (page) =>
      client.call(planRoutes.listDecisions, { params: { plan: plan.planId }, query: { verb, ...page } }),
    );
    found.push(...items);
  }
  return found;
}

/** Takes the reason from the first note of a plan that could not be made. */
function failureOf({ notes }: PlanShape): CliError {
  const [note] = notes;
  if (note === undefined) return new CliError(EXIT.failed, "plan.failed");
  return new CliError(isTargetRefusal(note.code) ? EXIT.refused : EXIT.failed, note.code, note.params);
}
