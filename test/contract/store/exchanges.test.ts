import { expect, test } from "vitest";
import { type AppId, type CycleId, type OrgId, type StepId, trustId } from "../../../src/core/ids.ts";
import type { ExchangeFilter } from "../../../src/ports/exchanges.ts";
import type { Write } from "../../../src/ports/store.ts";
import { id } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const app = trustId<AppId>("app");
const ALL = { failedOnly: false, status: undefined, step: undefined, cycle: undefined, object: undefined };

function putExchange(org: OrgId, name: string, step: string | null, status: number | null): Write {
  const ok = status !== null && status < 300 ? 1 : 0;
  const call = { method: "GET", url: "https://target.test/Users", status, ok, at: 1, ms: 2 } as const;
  const row = { org, id: name, app, step: step === null ? null : trustId<StepId>(step), ...call };
  const content = { request: { headers: { "x-of": name } }, response: { body: name } };
  return { op: "insert", table: "exchange", row: { ...row, ...content } };
}

function putStep(org: OrgId, name: string, cycle: string, object: string): Write {
  const row = { org, id: trustId<StepId>(name), app, cycle: trustId<CycleId>(cycle), object: id(object) };
  const what = { type: "user", operation: "create", state: "done", account: null, outcome: null } as const;
  return {
    op: "insert",
    table: "journal",
    row: { ...row, ...what, request: {} as never, created: 1, modified: 1 },
  };
}

await overEveryStore(({ store }) => {
  test("exchanges are found by status, step, cycle and object, newest first and page by page", async () => {
    const org = newOrg();
    await store().commit([
      putStep(org, "s1", "c1", "ada"),
      putStep(org, "s2", "c2", "ada"),
      putStep(org, "s3", "c2", "ben"),
      putExchange(org, "e1", "s1", 201),
      putExchange(org, "e2", "s2", 200),
      putExchange(org, "e3", "s2", 503),
      putExchange(org, "e4", "s3", 409),
      putExchange(org, "e5", null, 401),
      putExchange(org, "e6", null, null),
      // A step whose row is not there any more.
      putExchange(org, "e7", "s9", 200),
    ]);
    const find = async (filter: Partial<ExchangeFilter>, after?: string, limit = 10) =>
      (await store().findExchanges(org, app, { ...ALL, ...filter }, { after, limit })).map((row) => row.id);
    expect(await find({})).toEqual(["e7", "e6", "e5", "e4", "e3", "e2", "e1"]);
    expect(await find({}, "e5", 2)).toEqual(["e4", "e3"]);
    expect(await find({ failedOnly: true })).toEqual(["e6", "e5", "e4", "e3"]);
    expect(await find({ status: 200 })).toEqual(["e7", "e2"]);
    expect(await find({ step: trustId("s2") })).toEqual(["e3", "e2"]);
    expect(await find({ cycle: trustId("c2") })).toEqual(["e4", "e3", "e2"]);
    expect(await find({ object: id("ada") })).toEqual(["e3", "e2", "e1"]);
    expect(await find({ object: id("ada"), cycle: trustId("c2"), failedOnly: true })).toEqual(["e3"]);
    expect(await store().findExchanges(newOrg(), app, ALL, { after: undefined, limit: 10 })).toEqual([]);
    const other = trustId<AppId>("other");
    expect(await store().findExchanges(org, other, ALL, { after: undefined, limit: 10 })).toEqual([]);
    const [newest] = await store().findExchanges(org, app, ALL, { after: undefined, limit: 1 });
    expect(newest).toMatchObject({
      step: "s9",
      request: { headers: { "x-of": "e7" } },
      response: { body: "e7" },
    });
  });
});
