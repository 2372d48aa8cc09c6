import { afterEach, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import { type AccountId, trustId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { createEnv } from "../../../src/platform/env.ts";
import { anyStep, type ConnectedTarget, connectTarget } from "../../targets/connect.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";

const never = new AbortController().signal;

let running: ScriptedTarget;
let connected: ConnectedTarget;
let slept = 0;
afterEach(async () => {
  await connected.wire.close();
  await running.stop();
});

/** A target and its connection, on a clock whose sleeps end at once. */
async function open(limits: JsonObject): Promise<void> {
  running = await startScriptedTarget(() => undefined);
  slept = 0;
  const env = {
    ...createEnv(),
    now: () => 1_000_000_000_000 + slept,
    monotonic: () => slept,
    sleep: async (ms: number) => {
      slept += ms;
    },
  };
  connected = await connectTarget(scimConnector, { url: running.url, ...limits }, running.token, { env });
}

test("a listing asks for pages of the size that the settings name", async () => {
  await open({ pageSize: 7 });
  for await (const page of connected.target.list("user", never)) expect(page.ok).toBe(true);
  expect(running.calls.at(-1)?.query).toContain("count=7");
});

test("settings bound the members of one call, by number and by length", async () => {
  await open({ membersPerCall: 40 });
  expect(connected.target.abilities().membersPerCallMax).toBe(40);
  await connected.wire.close();
  await running.stop();
  await open({ membersPerCall: 40, bytesPerCall: 2_000 });
  expect(connected.target.abilities().membersPerCallMax).toBe(10);
});

test("a request that is longer than the limit is not sent, and one within it is", async () => {
  await open({ bytesPerCall: 1_000 });
  const member = (length: number) => trustId<AccountId>("x".repeat(length));
  const group = { id: trustId<AccountId>("g1"), knownMembers: [] };
  const change = (length: number) =>
    connected.target.changeMembers(group, { add: [member(length)], remove: [] }, anyStep, never);
  expect(await change(2_000)).toMatchObject({
    ok: false,
    fault: { kind: "invalid", code: "target.over-limit", refusedBy: "muster", params: { most: 1_000 } },
  });
  expect(running.calls).toEqual([]);
  await change(10);
  expect(running.calls.length).toBeGreaterThan(0);
});

test("the limits of requests reach the wire, those of writes and reads apart", async () => {
  await open({ rates: [{ calls: "writes", requests: 1, perSeconds: 60 }] });
  for (let n = 0; n < 5; n += 1)
    await connected.target.find("user", { path: "userName", value: `u${n}` }, never);
  // The recorder of exchanges sleeps between two writes of its own.
  expect(slept).toBeLessThan(5_000);
  slept = 0;
  for (let n = 0; n < 3; n += 1) {
    const attributes = { userName: `ada${n}@one.example`, active: true };
    expect(await connected.target.create({ type: "user", attributes }, anyStep, never)).toMatchObject({
      ok: true,
    });
  }
  expect(slept).toBeGreaterThan(2 * 60_000);
  expect(slept).toBeLessThan(2 * 66_000);
});
