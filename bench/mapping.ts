import { setTimeout as sleep } from "node:timers/promises";
import { readEachPage } from "../src/app/paging.ts";
import { DEFAULT_USER_MAPPING } from "../src/connectors/scim/defaults.ts";
import { routes } from "../src/contract/routes.ts";
import type { AppId, OrgId } from "../src/core/ids.ts";
import type { Json } from "../src/core/json.ts";
import type { CompiledMapping } from "../src/core/mapping/mapping.ts";
import type { ProjectionEnvironment } from "../src/core/mapping/project.ts";
import type { SourceObject } from "../src/core/mapping/source.ts";
import { openStore } from "../src/store/open.ts";
import { connectEveryone } from "./application.ts";
import { loadBundled } from "./bundled.ts";
import { settleCompany } from "./company.ts";
import { linkEverything } from "./linked-state.ts";
import { figure, median, note, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";
import { startStubTarget } from "./stub-target.ts";

const load = await loadBundled({
  mapping: "src/core/mapping/mapping.ts",
  project: "src/core/mapping/project.ts",
  regex: "src/platform/regex.ts",
  env: "src/platform/env.ts",
});
const { parseMapping }: typeof import("../src/core/mapping/mapping.ts") = await load("mapping");
const { projectObject }: typeof import("../src/core/mapping/project.ts") = await load("project");
const { createRegexPort }: typeof import("../src/platform/regex.ts") = await load("regex");
const { createEnv }: typeof import("../src/platform/env.ts") = await load("env");

const GROUPS = 60;
const ROUNDS = 3;
/** People in the directory; each is mapped several times. */
const DIRECTORY = 10_000;

/** Expressions of every kind of function: texts, choices, patterns, dates, random values. */
const EXPRESSIONS: readonly string[] = [
  'Join(" ", [givenName], [surname])',
  'ToLower(Join(".", [givenName], [surname]))',
  "NormalizeDiacritics(ToUpper([surname]))",
  "Append(Left([givenName], 1), Mid([surname], 1, 7))",
  'Switch([country], "Other", "France", "FR", "Canada", "CA", "Germany", "DE")',
  'IIF(IsPresent([department]), [department], "Unassigned")',
  'Coalesce([mobile], [telephoneNumber], "none")',
  'Replace([mail], , "@(?<domain>.*)$", , "@partner.example", , )',
  'Replace([userPrincipalName], "@", , , "-at-", , )',
  "StripSpaces(PCase([jobTitle]))",
  'Word([displayName], 1, " ")',
  'Item(Split([userPrincipalName], "@"), 2)',
  'FormatDateTime("2026-11-29", , "yyyy-MM-dd", "dd MMM yyyy")',
  'DateDiff("d", "2026-01-01", "2026-11-29")',
  "Guid()",
  'RandomString(12, 2, 0, 2, 2, "l1O0")',
  "ConvertToUTF8Hex([givenName])",
  'IIF([accountEnabled] = "true", "active", "inactive")',
  'Count(RemoveDuplicates(Split([displayName], " ")))',
  'Append("E", Left([employeeId], 6))',
];

/** Maps many people in memory, beside the time of a whole plan. */
async function mapPeople(isQuick: boolean): Promise<Report> {
  const people = isQuick ? 10_000 : 100_000;
  const server = await Server.create();
  const target = await startStubTarget();
  try {
    await settleCompany(server, DIRECTORY, GROUPS);
    const app = await connectEveryone(server, target.url, "secret");
    await server.stop();
    await linkEverything(server.directory, server.org, app);
    const sources = await readSources(server.directory, server.org);
    note("mapping");
    const expressions = EXPRESSIONS.map((expression, at) => ({
      ...{ target: `urn:example:User:value${at}`, kind: "expression", expression, apply: "always" },
    }));
    const userName = DEFAULT_USER_MAPPING.attributes.filter(({ matching }) => matching !== undefined);
    const usual = timeMapping(compile(DEFAULT_USER_MAPPING.attributes), sources, people);
    const many = timeMapping(compile([...userName, ...expressions]), sources, people);
    await server.start();
    const plan = await timePlan(server, app);
    const rate = (count: number, { seconds, cpuSeconds }: Time) =>
      [
        show(count / seconds, "people/s"),
        `${show(count / cpuSeconds, "people")} for each second of processor time`,
      ] as const;
    const [usualRate, usualCpu] = rate(people, usual);
    const [manyRate, manyCpu] = rate(people, many);
    const [planRate, planCpu] = rate(DIRECTORY, plan);
    const share = usual.cpuSeconds / people / (plan.cpuSeconds / DIRECTORY);
    return {
      title: `Mapping of ${people} people`,
      how:
        `The documents of ${DIRECTORY} people of a directory are mapped in memory by the compiled program, in turn, until ${people} are done; medians of ${ROUNDS} rounds after one to warm up. ` +
        `Beside it, a server plans the same ${DIRECTORY} linked people and ${GROUPS} groups (kind \`initial\`) with the default mapping, and finds nothing to do; ` +
        "that plan was measured at this size and not scaled. Other work shares the processors, so that processor time is the steadier figure.",
      figures: [
        figure(
          "default mapping",
          usualRate,
          `${usualCpu}; ${DEFAULT_USER_MAPPING.attributes.length} attributes`,
        ),
        figure("20 expressions", manyRate, `${manyCpu}; every kind of function`),
        figure("whole plan", planRate, `${planCpu}, all threads; ${show(plan.seconds, "s")} in all`),
        figure(
          "share of mapping",
          show(share, ""),
          "of the processor time of the whole plan, default mapping",
        ),
      ],
    };
  } finally {
    await server.remove();
    await target.stop();
  }
}

async function readSources(directory: string, org: OrgId): Promise<readonly SourceObject[]> {
  const store = await openStore({ directory });
  try {
    const sources: SourceObject[] = [];
    for await (const rows of readEachPage(store, "object", { org, type: "user" })) {
      for (const { id, doc } of rows) sources.push({ id, document: doc, softDeleted: false });
    }
    return sources;
  } finally {
    await store.close();
  }
}

function compile(attributes: readonly object[]): CompiledMapping {
  const parsed = parseMapping(
    { type: "user", attributes: attributes.map((each) => ({ ...each })) as Json },
    createRegexPort(),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.mapping;
}

/** Seconds of the clock and of the processor. */
interface Time {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** The time in which this number of people is mapped. */
function timeMapping(mapping: CompiledMapping, sources: readonly SourceObject[], people: number): Time {
  const env = createEnv();
  const environment: ProjectionEnvironment = {
    now: env.now(),
    defaultDomain: null,
    randomDigits: (key) => env.hash(`seed ${key}`),
  };
  const rounds = Array.from({ length: ROUNDS + 1 }, (): Time => {
    const [start, used] = [performance.now(), process.cpuUsage()];
    let values = 0;
    for (let at = 0; at < people; at += 1) {
      const source = sources[at % sources.length];
      if (source === undefined) throw new Error("the directory is empty");
      const { attributes } = projectObject(mapping, source, "update", environment);
      values += Object.keys(attributes).length;
    }
    if (values < people) throw new Error(`${values} values for ${people} people`);
    const { user, system } = process.cpuUsage(used);
    return { seconds: secondsSince(start), cpuSeconds: (user + system) / 1e6 };
  }).slice(1);
  return {
    seconds: median(rounds.map(({ seconds }) => seconds)),
    cpuSeconds: median(rounds.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

async function timePlan(server: Server, app: AppId): Promise<Time> {
  note("planning");
  const { client, org } = server;
  const [start, { cpuMs }] = [performance.now(), await server.usage()];
  let plan = await client.call(routes.planCycle, { params: { org, app }, body: { kind: "initial" } });
  while (plan.state === "building") {
    await sleep(20);
    plan = await client.call(routes.getPlan, { params: { plan: plan.planId } });
  }
  const seconds = secondsSince(start);
  const { evaluated, unchanged } = plan.counts;
  if (plan.state !== "planned" || evaluated !== unchanged) throw new Error(JSON.stringify(plan));
  return { seconds, cpuSeconds: ((await server.usage()).cpuMs - cpuMs) / 1_000 };
}

await runBenchmark(mapPeople);
