import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import { type Entry, type Outcome, PROFILES, type Request, readCorpus } from "../../dialects/corpus.ts";
import { ELSEWHERE, ROWS } from "../../dialects/rows.ts";
import { type RefusalApi, refusalApi } from "./rejected-request-api.ts";
import { type ScimAnswer, type ScimClient, type ScimServer, startScimServer } from "./server.ts";

/** Replays what clients send, as it was recorded in test/dialects, in every profile; each request is tried out first. */

const CORPUS = readCorpus("test/dialects");

let scim: ScimServer;
let admin: RefusalApi;
beforeAll(async () => {
  scim = await startScimServer();
  admin = await refusalApi(scim);
});
afterAll(() => scim.close());

type Ids = Map<string, string>;
type Bodies = ReadonlyMap<string, unknown>;

describe("the list of what clients are known to do", () => {
  test("has entries for each row, and entries have rows", () => {
    expect(CORPUS.length).toBeGreaterThan(100);
    expect(new Set(CORPUS.map(({ row }) => row))).toEqual(new Set(Object.keys(ROWS)));
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  });

  test("names tests that are there, for what is covered elsewhere", () => {
    expect(Object.keys(ELSEWHERE).length).toBeGreaterThan(15);
    for (const [row, [file, words]] of Object.entries(ELSEWHERE)) {
      expect([row, readFileSync(file, "utf8").includes(words)]).toEqual([row, true]);
    }
  });

  test("an entry that lacks a profile, and a folder without entries, are refused", () => {
    expect(() => readCorpus("test/dialects/nothing")).toThrow();
    expect(() => readCorpus("test/contract")).toThrow("no recorded requests");
  });
});

describe.each([...new Set(CORPUS.map(({ client }) => client))])("%s", (client) => {
  test.each(CORPUS.filter((entry) => entry.client === client))("$name", async (entry) => {
    const differences = await Promise.all(PROFILES.map((profile) => replay(entry, profile)));
    expect(differences.flat()).toEqual([]);
  });
});

/** Sends the requests of an entry in a profile; what differs from what is expected, in words. */
async function replay(entry: Entry, profile: (typeof PROFILES)[number]): Promise<readonly string[]> {
  const outcome = entry.outcomes[entry.expected[profile]]!;
  // A tolerant client of the same integration prepares and looks: what it sees is what is stored.
  const tolerant = await scim.client();
  const client = await scim.client({ org: tolerant.org, profile });
  const ids: Ids = new Map();
  for (const { as, path, body } of entry.setup) {
    ids.set(as, (await tolerant.make(path, filled(body, ids) as Record<string, unknown>)).id);
  }
  const before = await look(tolerant, entry, ids);
  const answers: ScimAnswer[] = [];
  const tried: ScimAnswer[] = [];
  for (const { method, path, as, headers, body } of entry.requests) {
    const sent = body === undefined ? undefined : filled(body, ids);
    const target = String(filled(path, ids));
    if (!target.startsWith("/.."))
      tried.push(await tryOut(client, profile, { method, path: target, headers, body: sent }));
    const answer = await client.send(method, target, sent, { ...headers });
    answers.push(answer);
    if (as !== undefined && answer.status === 201) ids.set(as, answer.body.id);
  }
  const after = await look(tolerant, entry, ids);
  const trial = tried.flatMap((each, index) => judgeTrial(each, answers[index]));
  return [...judgeAnswers(outcome, answers, ids), ...judgeState(outcome, before, after, ids), ...trial].map(
    (difference) => `${profile}: ${difference}`,
  );
}

/** Tries a request out, as an administrator would before it is sent. */
async function tryOut(
  client: ScimClient & { readonly org: OrgId },
  profile: string,
  request: Omit<Request, "as" | "body"> & { readonly body: unknown },
): Promise<ScimAnswer> {
  const tokens = (await admin.api("GET", `/organizations/${client.org}/tokens`)).body.items;
  const token = tokens.find((each: { profile: string }) => each.profile === profile).tokenId;
  const body = { request, token, profiles: [profile] };
  return admin.api("POST", `/organizations/${client.org}/replays`, body);
}

/** Where a dry run told another outcome than what then happened. */
function judgeTrial(trial: ScimAnswer, answer: ScimAnswer | undefined): readonly string[] {
  const [verdict] = trial.body.items;
  const told = { status: verdict.status, scimType: verdict.scimType };
  const isError = (answer?.status ?? 0) >= 400;
  return differ(
    "trial",
    { status: answer?.status, scimType: (isError && answer?.body?.scimType) || null },
    told,
  );
}

/** The value with ids in the place of their names. */
function filled(value: unknown, ids: Ids): unknown {
  const text = JSON.stringify(value).replace(/\{\{(\w+)\}\}/g, (whole, name) => ids.get(name) ?? whole);
  return JSON.parse(text);
}

/** Everything that an entry speaks of, and how many users and groups there are. */
async function look(client: ScimClient, entry: Entry, ids: Ids): Promise<Bodies> {
  const seen = new Map<string, unknown>();
  for (const [name, id] of ids) {
    const path = entry.setup.find(({ as }) => as === name)?.path;
    const made = entry.requests.find(({ as }) => as === name)?.path;
    const { status, body } = await client.get(`${path ?? made?.split("?")[0]}/${id}`);
    seen.set(name, status === 404 ? null : body);
  }
  for (const path of ["/Users", "/Groups"]) {
    seen.set(path, (await client.get(`${path}?count=0`)).body.totalResults);
  }
  return seen;
}

function judgeAnswers(outcome: Outcome, answers: readonly ScimAnswer[], ids: Ids): readonly string[] {
  const statuses = answers.map(({ status }) => status);
  const expected = [outcome.status].flat();
  const told = expected.length === 1 ? statuses.slice(-1) : statuses;
  const last = answers.at(-1);
  const refused = answers.findLast(({ status }) => status >= 400);
  const differences = [
    ...differ("status", expected, told),
    ...answers.flatMap(({ headers }) => (headers.has("set-cookie") ? ["a cookie was set"] : [])),
    ...(refused === undefined ? [] : differ("error", { status: String(refused.status) }, refused.body)),
  ];
  if (outcome.scimType !== undefined) {
    differences.push(...differ("scimType", outcome.scimType, refused?.body?.scimType));
  }
  return outcome.answer === undefined
    ? differences
    : [...differences, ...differ("answer", filled(outcome.answer, ids), last?.body)];
}

function judgeState(outcome: Outcome, before: Bodies, after: Bodies, ids: Ids): readonly string[] {
  if (outcome.state === "unchanged") {
    return JSON.stringify([...after]) === JSON.stringify([...before])
      ? []
      : [`state: ${JSON.stringify([...after])} instead of ${JSON.stringify([...before])}`];
  }
  return Object.entries(outcome.state).flatMap(([name, expected]) => {
    const body = after.get(name);
    if (expected === null || body === null || body === undefined) return differ(name, expected, body);
    return Object.entries(expected).flatMap(([attribute, value]) => {
      const wanted = value === null ? undefined : filled(value, ids);
      const held = heldIn(body as Record<string, unknown>, attribute);
      const isSame = canonical(held) === canonical(wanted);
      return isSame ? [] : [`${name}.${attribute}: ${JSON.stringify(held)}, not ${JSON.stringify(wanted)}`];
    });
  });
}

/** An attribute of a resource; members by their ids, and without what is computed for readers. */
function heldIn(body: Record<string, unknown>, attribute: string): unknown {
  if (attribute === "version") return (body["meta"] as { version: string }).version;
  if (attribute === "members") {
    return ((body["members"] ?? []) as readonly { value: string }[]).map(({ value }) => value).sort();
  }
  return body[attribute];
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, held) =>
    typeof held === "object" && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort())
      : held,
  );
}

/** Where a value lacks what is expected of it: members of objects may be more, null means absent. */
function differ(at: string, expected: unknown, held: unknown): readonly string[] {
  if (expected === null) return held === undefined || held === null ? [] : [`${at}: is there`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(held) || held.length !== expected.length) {
      return [`${at}: ${JSON.stringify(held)}, not ${JSON.stringify(expected)}`];
    }
    return expected.flatMap((each, index) => differ(`${at}[${index}]`, each, held[index]));
  }
  if (typeof expected !== "object") {
    return expected === held ? [] : [`${at}: ${JSON.stringify(held)}, not ${JSON.stringify(expected)}`];
  }
  if (typeof held !== "object" || held === null) return [`${at}: ${JSON.stringify(held)}`];
  return Object.entries(expected as object).flatMap(([name, value]) =>
    differ(`${at}.${name}`, value, Reflect.get(held, name)),
  );
}
