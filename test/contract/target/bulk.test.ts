import { afterEach, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import { toAccountId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { BULK_REFUSAL_MS } from "../../../src/core/provisioning/bulk.ts";
import type { Outcome } from "../../../src/core/provisioning/fault.ts";
import type { CreatedAccount, Target } from "../../../src/ports/target.ts";
import { type BulkTarget, type BulkTraits, startBulkTarget } from "../../targets/bulk-target.ts";
import { anyStep, openRecordedWire, type RecordedWire, testSecrets } from "../../targets/connect.ts";
import { must } from "../../targets/scripted-connection.ts";

/** Changes that are ready together travel in one request, and end as they would by themselves. */

const never = new AbortController().signal;
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Opened extends RecordedWire {
  readonly running: BulkTarget;
  readonly target: Target;
  readonly clock: { now: number };
}

async function open(traits: BulkTraits = {}, config: JsonObject = {}): Promise<Opened> {
  const running = await startBulkTarget(traits);
  const recorded = openRecordedWire(running.url);
  const clock = { now: 1_000_000 };
  const target = await scimConnector.connect({
    config: { url: running.url, ...config },
    secret: testSecrets.wrap(running.token),
    wire: recorded.wire,
    abilities: undefined,
    now: () => clock.now,
  });
  ends.push(
    () => running.stop(),
    () => recorded.wire.close(),
  );
  must(await target.discover(never));
  return { ...recorded, running, target, clock };
}

const namesTo = (count: number) => Array.from({ length: count }, (_, index) => `user${index + 1}`);
const create = (target: Target, userName: string) =>
  target.create({ type: "user", attributes: { userName, active: true } }, anyStep, never);
const createAll = (target: Target, names: readonly string[]) =>
  Promise.all(names.map((name) => create(target, name)));
const faultOf = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : outcome.fault);
const codesOf = (outcomes: readonly Outcome<CreatedAccount>[]) =>
  outcomes.map((outcome) => faultOf(outcome)?.code ?? "ok");
const sizes = ({ bulks }: BulkTarget) => bulks.map(({ length }) => length);
const singles = ({ calls }: BulkTarget) =>
  calls.filter(({ method, endpoint }) => method !== "GET" && endpoint !== "Bulk").length;
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

test("accounts that are created together travel together, and each has an exchange of its own", async () => {
  const { running, target, wire, rows } = await open();
  const made = await createAll(target, namesTo(40));
  expect(codesOf(made)).toEqual(namesTo(40).map(() => "ok"));
  expect(running.bulks.length).toBeGreaterThan(0);
  expect(total(sizes(running)) + singles(running)).toBe(40);
  expect(running.calls.length).toBeLessThan(20);
  for (const operations of running.bulks) {
    expect(new Set(operations.map(({ bulkId }) => bulkId)).size).toBe(operations.length);
  }
  const sent = running.calls.find(({ endpoint }) => endpoint === "Bulk");
  expect(Object.keys(sent?.body ?? {}).sort()).toEqual(["Operations", "schemas"]);
  const ids = made.map((outcome) => must(outcome).account.id);
  expect(new Set(ids).size).toBe(40);
  expect(ids.every((id) => running.resources.Users.has(id))).toBe(true);
  await wire.flush();
  const parts = rows.filter(({ request }) => request["carrier"] !== undefined);
  expect(parts.length).toBe(total(sizes(running)));
  for (const part of parts) {
    expect(part).toMatchObject({
      method: "POST",
      url: `${running.url}/Users`,
      status: 201,
      step: anyStep,
      ok: 1,
    });
    expect(String(part.request["body"])).toContain("userName");
    const carrier = rows.find(({ id }) => id === part.request["carrier"]);
    expect(carrier).toMatchObject({ method: "POST", url: `${running.url}/Bulk`, status: 200, step: null });
    expect(carrier?.request["body"]).toBeUndefined();
  }
  expect(JSON.stringify(rows)).not.toContain(running.token);
});

test("a change that is alone, and one that takes access away, goes by itself", async () => {
  const { running, target } = await open();
  await create(target, "alone");
  const made = await createAll(target, ["left", "right"]);
  const accounts = made.map((outcome) => must(outcome).account.id);
  const before = running.bulks.length;
  const disable = { path: "active", from: true, to: false };
  await Promise.all(accounts.map((id) => target.update({ type: "user", id }, [disable], anyStep, never)));
  expect(running.bulks.length).toBe(before);
  const rename = (to: string) => [{ path: "title", from: null, to }];
  await Promise.all(accounts.map((id) => target.update({ type: "user", id }, rename("Dr"), anyStep, never)));
  expect(
    running.bulks
      .slice(before)
      .flat()
      .map(({ method }) => method),
  ).toEqual(["PATCH", "PATCH"]);
  expect(accounts.map((id) => running.resources.Users.get(id)?.["title"])).toEqual(["Dr", "Dr"]);
});

test("a request has no more operations and no more bytes than the target accepts", async () => {
  const few = await open({ operationsMax: 3 });
  expect(codesOf(await createAll(few.target, namesTo(30)))).toEqual(namesTo(30).map(() => "ok"));
  expect(Math.max(...sizes(few.running))).toBe(3);
  const short = await open({ bytesMax: 700 });
  expect(codesOf(await createAll(short.target, namesTo(30)))).toEqual(namesTo(30).map(() => "ok"));
  expect(short.running.bulks.length).toBeGreaterThan(0);
  expect(short.target.bulk().state).toBe("used");
});

test.each([
  [400, "invalidValue"],
  [403, undefined],
  [404, undefined],
  [409, undefined],
  [409, "uniqueness"],
  [412, undefined],
  [500, undefined],
  [503, undefined],
] as const)(
  "an operation that ends with %i (%s) ends as a request of its own does",
  async (status, scimType) => {
    const refused = ["user2", "user5"];
    const refuse: BulkTraits["refuse"] = ({ data }) =>
      refused.includes(String(data["userName"])) ? { status, ...(scimType && { scimType }) } : undefined;
    const bulk = await open({ refuse });
    const single = await open({ refuse }, { rates: [{ requests: 1_000_000, perSeconds: 1, burst: 1_000 }] });
    const [together, apart] = [
      await createAll(bulk.target, namesTo(6)),
      await createAll(single.target, namesTo(6)),
    ];
    expect([bulk.running.bulks.length > 0, single.running.bulks.length]).toEqual([true, 0]);
    const shown = (outcomes: readonly Outcome<CreatedAccount>[]) =>
      outcomes.map((outcome) => ({ ...faultOf(outcome), exchange: undefined }));
    expect(shown(together)).toEqual(shown(apart));
    expect(codesOf(together).filter((code) => code === "ok").length).toBe(4);
  },
);

test("an operation that is refused for a while is sent again", async () => {
  let left = 3;
  const { running, target } = await open({
    refuse: () => {
      left -= 1;
      return left >= 0 ? { status: 429 } : undefined;
    },
  });
  expect(codesOf(await createAll(target, namesTo(8)))).toEqual(namesTo(8).map(() => "ok"));
  expect(running.resources.Users.size).toBe(8);
});

const first = ([one, ...others]: readonly JsonObject[]) => ({ one: one ?? {}, others });
test.each<[string, BulkTraits["alter"] & {}]>([
  ["is missing", (answers) => first(answers).others],
  [
    "has the id of another one",
    (answers) => [{ ...first(answers).one, bulkId: "m2" }, ...first(answers).others],
  ],
  ["stands there twice", (answers) => [...answers, first(answers).one]],
  ["has no status", (answers) => [{ ...first(answers).one, status: "soon" }, ...first(answers).others]],
])("an operation whose answer %s has an unknown outcome, and later ones go alone", async (_what, alter) => {
  const { running, target } = await open({ alter });
  const outcomes = await createAll(target, ["a", "b"]);
  expect(faultOf(outcomes[0]!)).toMatchObject({
    kind: "unknown-outcome",
    code: "target.unknown-outcome",
    params: { because: "target.bulk-answer" },
    exchange: expect.any(String),
  });
  expect(target.bulk()).toMatchObject({ state: "refused", status: 200 });
  const before = running.bulks.length;
  expect(codesOf(await createAll(target, ["c", "d", "e"]))).toEqual(["ok", "ok", "ok"]);
  expect(running.bulks.length).toBe(before);
});

test.each<[string, () => { status: number; body?: JsonObject; page?: string }]>([
  ["a web page", () => ({ status: 200, page: "<html>signed out</html>" })],
  ["another document", () => ({ status: 200, body: { totalResults: 0 } })],
  ["a server error", () => ({ status: 500 })],
])("after %s the outcome of all operations is unknown", async (_what, alter) => {
  const { running, target, rows, wire } = await open({ alter });
  const outcomes = await createAll(target, namesTo(5));
  expect(outcomes.map((outcome) => faultOf(outcome)?.kind)).toEqual(namesTo(5).map(() => "unknown-outcome"));
  expect(running.resources.Users.size).toBe(5);
  await wire.flush();
  const recorded = new Set(rows.map(({ id }) => id));
  expect(outcomes.every((outcome) => recorded.has(faultOf(outcome)?.exchange ?? ""))).toBe(true);
});

test.each([400, 403, 404, 405, 413, 501])(
  "a target that answers %i to bulk requests gets single ones for a day",
  async (status) => {
    const { running, target, clock } = await open({ answerAll: () => ({ status }) });
    expect(codesOf(await createAll(target, namesTo(10)))).toEqual(namesTo(10).map(() => "ok"));
    expect(running.resources.Users.size).toBe(10);
    expect(target.bulk()).toMatchObject({ state: "refused", status, operationsMax: 100 });
    const before = running.bulks.length;
    await createAll(target, ["x", "y", "z"]);
    expect(running.bulks.length).toBe(before);
    clock.now += BULK_REFUSAL_MS;
    expect(target.bulk().state).toBe("used");
  },
);

test("a target that refuses the credentials, or has no time, refuses each operation so", async () => {
  const closed = await open({ answerAll: () => ({ status: 401 }) });
  expect(new Set(codesOf(await createAll(closed.target, namesTo(4))))).toEqual(
    new Set(["target.unauthenticated"]),
  );
  let left = 1;
  const busy = await open({
    answerAll: () => {
      left -= 1;
      return left >= 0 ? { status: 429 } : undefined;
    },
  });
  expect(codesOf(await createAll(busy.target, namesTo(4)))).toEqual(namesTo(4).map(() => "ok"));
  expect([closed.target.bulk().state, busy.target.bulk().state]).toEqual(["used", "used"]);
});

test("resources that an answer shows are read out of it, and those that it leaves out are not asked for", async () => {
  const reads = ({ calls }: BulkTarget) =>
    calls.filter(({ method, endpoint }) => method === "GET" && endpoint === "Users").length;
  const showing = await open({ isShowing: true });
  const [shown] = await createAll(showing.target, ["a", "b"]);
  expect(must(shown!).shown?.attributes).toMatchObject({ userName: "a" });
  const silent = await open();
  const [brief] = await createAll(silent.target, ["a", "b"]);
  expect(must(brief!).shown).toBeUndefined();
  expect(silent.running.resources.Users.get(must(brief!).account.id)).toMatchObject({ userName: "a" });
  expect([reads(showing.running), reads(silent.running)]).toEqual([0, 0]);
});

test("an answer without the ids that only a POST must have is read by location", async () => {
  const { running, target } = await open({
    alter: (answers) =>
      answers.map(({ bulkId, ...rest }) =>
        rest["method"] === "POST" ? { ...rest, bulkId } : rest,
      ) as JsonObject[],
  });
  const ids = (await createAll(target, ["a", "b", "c"])).map((outcome) => must(outcome).account.id);
  const changes = [{ path: "title", from: null, to: "Dr" }];
  const updated = await Promise.all(
    ids.map((id) => target.update({ type: "user", id }, changes, anyStep, never)),
  );
  expect(updated.every(({ ok }) => ok)).toBe(true);
  const gone = await Promise.all(
    [...ids, toAccountId("none")].map((id) => target.update({ type: "user", id }, changes, anyStep, never)),
  );
  expect(gone.map((outcome) => faultOf(outcome)?.kind ?? "ok")).toEqual([
    "ok",
    "ok",
    "ok",
    "unknown-outcome",
  ]);
  expect(running.bulks.length).toBeGreaterThanOrEqual(2);
});

test("bulk requests are not used where limits of writes are published, or the target offers none", async () => {
  const limited = await open({}, { rates: [{ calls: "writes", requests: 600, perSeconds: 1, burst: 100 }] });
  const reading = await open({}, { rates: [{ calls: "reads", requests: 600, perSeconds: 1, burst: 100 }] });
  const single = await open({ operationsMax: 1 });
  for (const { target } of [limited, reading, single]) await createAll(target, ["a", "b"]);
  const states = [limited, reading, single].map(({ target }) => target.bulk().state);
  expect(states).toEqual(["limited", "used", "not-offered"]);
  expect([limited, reading, single].map(({ running }) => running.bulks.length)).toEqual([0, 1, 0]);
});
