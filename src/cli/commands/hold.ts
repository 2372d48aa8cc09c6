import type { Command } from "commander";
import { z } from "zod";
import { planRoutes } from "../../contract/plans.ts";
import { waitingRoutes } from "../../contract/waiting.ts";
import { defineApplicationList } from "../application-list.ts";
import { collectValues, parseInteger, parseUuid } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { readAll } from "../list.ts";
import { renderWaiting } from "../render-waiting.ts";

const EXPIRES_MAX_HOURS = 168;

/** `muster hold list`, `muster hold approve`, `muster hold reject`. */
export function addHoldCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "hold", "help.hold");
  addList(shell, group);
  for (const answer of ["approve", "reject"] as const) addAnswer(shell, group, answer);
}

function addList(shell: Shell, group: Command): void {
  defineApplicationList(shell, group, {
    help: "help.hold.list",
    examples: ['muster hold list "Target"', 'muster hold list "Target" --json'],
    read: (api, params, query) => api.call(waitingRoutes.listWaiting, { params, query }),
    render: ({ messages, paint }, waiting) => renderWaiting(waiting, messages, paint),
    empty: "cli.waiting-none",
    exitOf: (items) => (items.length > 0 ? EXIT.partial : undefined),
  });
}

function addAnswer(shell: Shell, group: Command, answer: "approve" | "reject"): void {
  define(shell, group, {
    usage: `${answer} <plan>`,
    help: `help.hold.${answer}`,
    options: [
      { flags: "--user <user>", help: "help.option.hold-user", parse: collectValues },
      { flags: "--group <group>", help: "help.option.hold-group", parse: collectValues },
      { flags: "--all", help: "help.option.hold-all" },
      {
        flags: "--hours <hours>",
        help: "help.option.hours",
        parse: parseInteger("--hours", 1, EXPIRES_MAX_HOURS),
      },
      { flags: "--comment <text>", help: "help.option.comment" },
    ],
    examples: [
      `muster hold ${answer} 0190a1b2-0000-7000-8000-00000000000c --user mira.lund@contoso.example`,
      `muster hold ${answer} 0190a1b2-0000-7000-8000-00000000000c --all --comment "Branch closed"`,
    ],
    shape: z.object({
      user: z.array(z.string()).default([]),
      group: z.array(z.string()).default([]),
      all: z.boolean().default(false),
      hours: z.number().optional(),
      comment: z.string().optional(),
    }),
    async run({ args: [given = ""], options, client, output }) {
      const { user, group: groups, all, hours, comment } = options;
      if (all === user.length + groups.length > 0) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--user, --group, --all" });
      }
      const plan = parseUuid("<plan>")(given);
      const api = client();
      const objects = all ? ("all" as const) : await findHeld(api, plan, user, groups);
      const body = {
        answer: `${answer === "approve" ? "approv" : "reject"}ed` as const,
        objects,
        expiresInHours: hours,
        comment,
      };
      const done = await api.call(planRoutes.answerHolds, { params: { plan }, body });
      const { answered: count } = done;
      const word = count === 0 ? "cli.none-answered" : answer === "approve" ? "cli.approved" : "cli.rejected";
      output.result({ planId: plan, ...done }, () => [output.messages.word(word, { count })]);
      return EXIT.done;
    },
  });
}

/** Finds the ids of these users and groups, by name or id, among the holds of the plan. */
async function findHeld(
  client: Client,
  plan: string,
  users: readonly string[],
  groups: readonly string[],
): Promise<string[]> {
  const held = await readAll((page) =>
    client.call(planRoutes.listDecisions, { params: { plan }, query: { verb: "hold", ...page } }),
  );
  const wanted = [
    ...users.map((find) => ({ type: "user", find })),
    ...groups.map((find) => ({ type: "group", find })),
  ];
  return wanted.map(({ type, find }) => {
    const folded = find.toLowerCase();
    const [only, ...others] = held.filter(
      (each) => each.type === type && [each.name.toLowerCase(), each.objectId.toLowerCase()].includes(folded),
    );
    if (only === undefined) throw new CliError(EXIT.failed, "plan.not-answerable", { plan, object: find });
    if (others.length === 0) return only.objectId;
    const ids = [only, ...others].map(({ objectId }) => objectId);
    throw new CliError(EXIT.usage, "object.ambiguous", {
      type,
      find,
      count: ids.length,
      ids: ids.join(", "),
    });
  });
}
