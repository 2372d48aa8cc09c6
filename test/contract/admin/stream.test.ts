import { afterAll, beforeAll, expect, test } from "vitest";
import type { FeedSignal } from "../../../src/app/signals/feed-signal.ts";
import { actorOf } from "../../../src/app/tokens/authenticator.ts";
import { revokeToken } from "../../../src/app/tokens/revoke-token.ts";
import { type AppId, type CycleId, type OrgId, trustId } from "../../../src/core/ids.ts";
import { NO_CYCLE_COUNTS } from "../../../src/core/provisioning/cycle-balance.ts";
import { cutWhenEnded } from "../../../src/http/admin/cut-file.ts";
import type { CycleRow } from "../../../src/ports/cycle-tables.ts";
import { addPeople } from "../store/people.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

/** Server-sent events: cycles, applications and the directory, as they change. */

let muster: AdminServer;
/** Calls that have begun to wait for a change of an organization. */
const waits = new Map<OrgId, number>();
beforeAll(async () => {
  muster = await startAdminServer(({ feedSignal, ...deps }) => {
    const next: FeedSignal["next"] = (org, ms, signal) => {
      waits.set(org, (waits.get(org) ?? 0) + 1);
      return feedSignal.next(org, ms, signal);
    };
    return { ...deps, feedSignal: Object.assign(Object.create(feedSignal), { next }) };
  });
});
afterAll(() => muster.close());

/** Opens a stream; `until` reads on to an event whose text holds the part, and returns all text so far. */
async function openStream(token = muster.tokens["organization-admin"]) {
  const ended = new AbortController();
  const url = `${muster.url}/api/v1/organizations/${muster.org}/stream`;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(url, { headers, signal: ended.signal });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    answer,
    close: () => ended.abort(),
    async until(part: string): Promise<string> {
      while (!text.includes(part)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended before ${part}: ${text}`);
        text += value;
      }
      return text;
    },
    async end(): Promise<void> {
      while (!(await reader.read()).done);
    },
  };
}

function cycleRow(app: AppId, steps: number): CycleRow {
  const row = { org: muster.org, id: trustId<CycleId>(muster.deps.env.newId()), app, plan: null } as const;
  const state = { kind: "initial", state: "running", started: 1, ended: null, closed: 0 } as const;
  const rest = { counts: NO_CYCLE_COUNTS, message: null, cancel_requested: null } as const;
  return { ...row, ...state, ...rest, steps_done: steps, steps_total: 10 };
}

test("a stream tells of applications, of the progress of cycles, and of changes of the directory", async () => {
  const made = await muster.call("POST", `/api/v1/organizations/${muster.org}/applications`, {
    body: { name: "Target", config: { url: "https://target.test/scim" }, secret: "s3cret-of-a-test" },
  });
  expect(made.status).toBe(201);
  const app = made.body.appId as AppId;
  const stream = await openStream();
  expect(stream.answer.headers.get("content-type")).toBe("text/event-stream");
  await stream.until(`event: application\ndata: {"appId":"${app}","state":"waiting"}`);
  await stream.until("event: ready");
  const row = cycleRow(app, 3);
  await muster.deps.store.commit([{ op: "insert", table: "cycle", row }]);
  await stream.until('"progress":{"done":3,"total":10,');
  const key = { org: muster.org, id: row.id };
  const set = { state: "closed", ended: 2, steps_done: 10 } as const;
  await muster.deps.store.commit([{ op: "update", table: "cycle", key, set }]);
  await stream.until('"state":"closed"');
  await addPeople(muster.deps, muster.org, ["secret-name"]);
  expect(await stream.until("event: directory\ndata: {}")).not.toContain("secret-name");
  stream.close();
});

test("the file of a caller whose token was revoked meanwhile is cut off, and not shortened", async () => {
  const { deps, org } = muster;
  await muster.newToken(org, "organization-admin");
  const [row] = await deps.store.page("token", { where: { org }, descending: true, limit: 1 });
  const actor = actorOf(row!);
  async function* readChunks() {
    yield "first";
    yield "second";
    await revokeToken(deps, "system", { org, token: actor.tokenId });
    yield "third";
  }
  const read: string[] = [];
  const reading = (async () => {
    for await (const chunk of cutWhenEnded(deps, { actor, org }, readChunks())) read.push(chunk);
  })();
  await expect(reading).rejects.toMatchObject({ status: 401 });
  expect(read).toEqual(["first", "second"]);
});

test("a request that waits for events receives none that come after its token was revoked", async () => {
  const { deps, otherOrg: org } = muster;
  const token = await muster.newToken(org, "organization-admin");
  const [row] = await deps.store.page("token", { where: { org }, descending: true, limit: 1 });
  const { cursor } = (await muster.call("GET", "/api/v1/events?after=now", { token })).body;
  const waiting = muster.call("GET", `/api/v1/events?after=${cursor}&wait=20`, { token });
  await expect.poll(() => waits.get(org)).toBeGreaterThan(0);
  await revokeToken(deps, "system", { org, token: row!.id });
  await addPeople(deps, org, ["after-the-end"]);
  expect((await waiting).body).toEqual({ events: [], cursor, hasMore: false });
  expect((await muster.call("GET", `/api/v1/events?after=${cursor}`, { token })).status).toBe(401);
});

test("a caller has a bounded number of streams, and a revoked token ends its own", async () => {
  const token = await muster.newToken(muster.org, "organization-admin");
  const streams = await Promise.all(Array.from({ length: 8 }, () => openStream(token)));
  await Promise.all(streams.map(({ until }) => until("retry: 3000")));
  const refused = await openStream(token);
  expect(refused.answer.status).toBe(503);
  expect(await refused.until("stream.too-many")).toContain('"max":8');
  // A stream counts until its client has left, and no longer.
  streams.pop()?.close();
  await expect.poll(async () => (await openStream(token)).answer.status, { timeout: 10_000 }).toBe(200);
  const { items } = (await muster.call("GET", `/api/v1/organizations/${muster.org}/tokens`)).body;
  const newest = items
    .map(({ tokenId }: { tokenId: string }) => tokenId)
    .sort()
    .at(-1);
  const path = `/api/v1/organizations/${muster.org}/tokens/${newest}`;
  expect((await muster.call("DELETE", path)).status).toBe(204);
  await Promise.all(streams.map(({ end }) => end()));
}, 20_000);
