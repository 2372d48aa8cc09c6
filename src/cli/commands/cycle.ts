import type { Command } from "commander";
import { z } from "zod";
import { cycleRoutes } from "../../contract/cycles.ts";
import { defineApplicationList } from "../application-list.ts";
import { parseUuid } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { renderColumns } from "../list.ts";
import type { LocalCommands } from "../local-commands.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { findCycleExit, hasEnded, renderCycle } from "../render-cycle.ts";
import { listRunningCycles } from "../running-cycles.ts";
import { followOne } from "../show-cycle.ts";
import { addCycleBundle, addCycleReplay } from "./cycle-bundle.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `muster cycle` and its commands. */
export function addCycleCommands(local: LocalCommands | undefined): (shell: Shell, root: Command) => void {
  return (shell, root) => {
    const group = defineGroup(shell, root, "cycle", "help.cycle");
    addList(shell, group);
    addShow(shell, group);
    addCancel(shell, group);
    addCycleBundle(shell, group);
    if (local !== undefined) addCycleReplay(shell, group, local);
  };
}

function addList(shell: Shell, group: Command): void {
  defineApplicationList(shell, group, {
    help: "help.cycle.list",
    examples: ['muster cycle list "Target"', 'muster cycle list "Target" --limit 5 --json'],
    read: (api, params, query) => api.call(cycleRoutes.listCycles, { params, query }),
    render: (output, cycles) =>
      renderColumns(
        output,
        ["column.id", "column.kind", "column.state", "column.started", "count.evaluated"],
        cycles,
        (cycle) => [
          cycle.cycleId,
          output.messages.word(`kind.${cycle.kind}`),
          output.messages.word(`cycle-state.${cycle.state}`),
          cycle.startedAt,
          output.messages.number(cycle.counts.evaluated),
        ],
      ),
  });
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <cycle>",
    help: "help.cycle.show",
    examples: ["muster cycle show 0190a1b2-0000-7000-8000-00000000000c"],
    shape: z.object({}),
    async run({ args: [given = ""], client, output }) {
      const params = { cycle: parseUuid("<cycle>")(given) };
      const cycle = await client().call(cycleRoutes.getCycle, { params });
      output.result(cycle, () => renderCycle(cycle, output.messages, output.paint));
      return hasEnded(cycle) ? findCycleExit(cycle) : EXIT.done;
    },
  });
}

function addCancel(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "cancel [cycle]",
    help: "help.cycle.cancel",
    options: [ORG_TO_NARROW],
    examples: [
      "muster cycle cancel",
      'muster cycle cancel "Target"',
      "muster cycle cancel 0190a1b2-0000-7000-8000-00000000000c --json",
    ],
    shape: z.object({ org: z.string().optional() }),
    async run(input) {
      const api = input.client();
      const { output } = input;
      const cycle = await findCycle(api, input.args[0], input.options.org);
      const ended = await followOne(input, api, () =>
        api.call(cycleRoutes.cancelCycle, { params: { cycle } }),
      );
      output.result(ended, () => renderCycle(ended, output.messages, output.paint));
      return ended.state === "cancelled" ? EXIT.done : findCycleExit(ended);
    },
  });
}

/** Finds the id of the cycle to cancel: by its id, as the running one of an application, or as the only one. */
async function findCycle(api: Client, given: string | undefined, org: string | undefined): Promise<string> {
  if (given === undefined) return findOnlyCycle(api);
  if (UUID.test(given)) {
    const cycle = given.toLowerCase();
    const found = await api.call(cycleRoutes.getCycle, { params: { cycle } }).catch((error: unknown) => {
      if (error instanceof CliError && error.code === "cycle.not-found") return undefined;
      throw error;
    });
    if (found !== undefined) return cycle;
  }
  const { name, lastCycle } = await findApplication(api, given, org).catch((error: unknown) => {
    const isUnknown = error instanceof CliError && error.code === "cli.app-not-found";
    throw isUnknown ? new CliError(EXIT.failed, "cli.cycle-not-found", { find: given }) : error;
  });
  if (lastCycle === null || hasEnded(lastCycle)) {
    throw new CliError(EXIT.refused, "cli.no-cycle-of-app", { name });
  }
  return lastCycle.cycleId;
}

async function findOnlyCycle(api: Client): Promise<string> {
  const [only, ...others] = await listRunningCycles(api);
  if (only === undefined) throw new CliError(EXIT.refused, "cli.no-cycle-runs");
  if (others.length === 0) return only.cycle.cycleId;
  const list = [only, ...others].map(({ name, cycle }) => `${cycle.cycleId} (${name})`).join("; ");
  throw new CliError(EXIT.usage, "usage.several-cycles", { list });
}
