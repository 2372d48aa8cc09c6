import type { Command } from "commander";
import { z } from "zod";
import { MATCH_ANSWERS, matchRoutes } from "../../contract/matches.ts";
import { situation as situationShape } from "../../contract/situations.ts";
import { collectValues, parseInteger, parseOneOf } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { defineList, readAll, showList } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderMatches } from "../render-matches.ts";

const DAYS_MAX = 365;
type MatchAnswer = (typeof MATCH_ANSWERS)[number];
const SITUATION: OptionSpec = {
  flags: "--situation <situation>",
  help: "help.option.situation",
  parse: parseOneOf("--situation", situationShape.options),
};

/** `muster match list`, `adopt`, `reject`, `create` and `later`. */
export function addMatchCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "match", "help.match");
  addList(shell, group);
  for (const answer of MATCH_ANSWERS) addAnswer(shell, group, answer);
}

function addList(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "list <app>",
    help: "help.match.list",
    options: [SITUATION, ORG_TO_NARROW],
    examples: ['muster match list "Target"', 'muster match list "Target" --situation ambiguous --json'],
    shape: z.object({ situation: situationShape.optional(), org: z.string().optional() }),
    async list({ args: [find = ""], options, client, output }) {
      const api = client();
      const { orgId: org, appId: app } = await findApplication(api, find, options.org);
      const { situation } = options;
      const { items } = await showList(output, options, {
        read: (query) =>
          api.call(matchRoutes.listMatches, { params: { org, app }, query: { situation, ...query } }),
        render: (cases) => renderMatches(cases, find, output),
        empty: "cli.matches-none",
      });
      return items.length > 0 ? EXIT.partial : undefined;
    },
  });
}

/** The options of one answer, beside those of all. */
const OF_ANSWER: Readonly<Partial<Record<MatchAnswer, readonly OptionSpec[]>>> = {
  adopt: [{ flags: "--account <account>", help: "help.option.match-account" }],
  later: [
    {
      flags: "--days <days>",
      help: "help.option.match-days",
      parse: parseInteger("--days", 1, DAYS_MAX),
    },
  ],
};

const EXAMPLES: Readonly<Record<MatchAnswer, string>> = {
  adopt: 'muster match adopt "Target" --user mira.lund@contoso.example --account 7f3a9c',
  reject: 'muster match reject "Target" --user mira.lund@contoso.example --comment "Another person"',
  create: 'muster match create "Target" --all --situation absent',
  later: 'muster match later "Target" --user mira.lund@contoso.example --days 30',
};

function addAnswer(shell: Shell, group: Command, answer: MatchAnswer): void {
  define(shell, group, {
    usage: `${answer} <app>`,
    help: `help.match.${answer}`,
    options: [
      { flags: "--user <user>", help: "help.option.match-user", parse: collectValues },
      { flags: "--group <group>", help: "help.option.match-group", parse: collectValues },
      { flags: "--all", help: "help.option.match-all" },
      SITUATION,
      ...(OF_ANSWER[answer] ?? []),
      { flags: "--comment <text>", help: "help.option.comment" },
      ORG_TO_NARROW,
    ],
    examples: [EXAMPLES[answer]],
    shape: z.object({
      user: z.array(z.string()).default([]),
      group: z.array(z.string()).default([]),
      all: z.boolean().default(false),
      situation: situationShape.optional(),
      account: z.string().optional(),
      days: z.number().optional(),
      comment: z.string().optional(),
      org: z.string().optional(),
    }),
    async run({ args: [find = ""], options, client, output }) {
      const { user, group: groups, all, situation, account: accountId, days, comment } = options;
      if (all === user.length + groups.length > 0) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--user, --group, --all" });
      }
      const api = client();
      const { orgId: org, appId: app } = await findApplication(api, find, options.org);
      const params = { org, app };
      const wanted = [
        ...user.map((name) => ({ type: "user", name })),
        ...groups.map((name) => ({ type: "group", name })),
      ];
      const objects = all ? ("all" as const) : await findCases(api, params, wanted);
      const body = { answer, objects, situation, accountId, days, comment };
      const { answered: count } = await api.call(matchRoutes.answerMatches, { params, body });
      const word = count === 0 ? "cli.none-matched" : (`cli.match-${answer}` as const);
      output.result({ answered: count }, () => [output.messages.word(word, { count })]);
      return EXIT.done;
    },
  });
}

/** Finds the ids of these objects, by name or id, among the open cases. */
async function findCases(
  api: Client,
  params: { readonly org: string; readonly app: string },
  wanted: readonly { readonly type: string; readonly name: string }[],
): Promise<string[]> {
  const cases = await readAll((query) => api.call(matchRoutes.listMatches, { params, query }));
  return wanted.map(({ type, name: find }) => {
    const folded = find.toLowerCase();
    const [only, ...others] = cases.filter(
      (each) => each.type === type && [each.name.toLowerCase(), each.objectId.toLowerCase()].includes(folded),
    );
    if (only === undefined) throw new CliError(EXIT.failed, "match.not-open", { object: find });
    if (others.length === 0) return only.objectId;
    const ids = [only, ...others].map(({ objectId }) => objectId);
    throw new CliError(EXIT.usage, "object.ambiguous", {
      ...{ type, find, count: ids.length },
      ids: ids.join(", "),
    });
  });
}
