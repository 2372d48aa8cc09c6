import { afterAll, beforeEach, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import { toAccountId } from "../../../src/core/ids.ts";
import type { Fault, Outcome } from "../../../src/core/provisioning/fault.ts";
import type { RefusedAttribute, Target } from "../../../src/ports/target.ts";
import { anyStep, connectTarget } from "../../targets/connect.ts";
import { startDroppingProxy } from "../../targets/dropping-proxy.ts";
import { type Behaviour, htmlPage, scimError, startHostileTarget } from "../../targets/hostile-target.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";

const never = new AbortController().signal;
const id = toAccountId("7");
const hostile = await startHostileTarget();
afterAll(() => hostile.stop());
beforeEach(() => {
  (hostile.requests as unknown[]).length = 0;
});

const CALLS = {
  find: (target: Target) => target.find("user", { path: "userName", value: "ada" }, never),
  read: (target: Target) => target.read("user", id, never),
  create: (target: Target) =>
    target.create({ type: "user", attributes: { userName: "ada" } }, anyStep, never),
  update: (target: Target) =>
    target.update({ type: "user", id }, [{ path: "title", from: null, to: "Dr" }], anyStep, never),
  members: (target: Target) =>
    target.changeMembers({ id, knownMembers: [] }, { add: [id], remove: [] }, anyStep, never),
  remove: (target: Target) => target.remove({ type: "user", id }, anyStep, never),
  test: (target: Target) => target.test(never),
} satisfies Record<string, (target: Target) => Promise<Outcome<unknown>>>;
type Call = keyof typeof CALLS;

async function run(call: Call, ...behaviours: Behaviour[]): Promise<Outcome<unknown>> {
  hostile.behave(...behaviours);
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t0ken-value", {
    answerMs: 250,
  });
  const outcome = await CALLS[call](target);
  await wire.close();
  return outcome;
}

async function faultOf(call: Call, ...behaviours: Behaviour[]): Promise<Fault> {
  const outcome = await run(call, ...behaviours);
  if (!outcome.ok) return outcome.fault;
  // An update whose every change is refused is no failure of the call: each change has its fault.
  const [refused] = (outcome.value as { refused?: readonly RefusedAttribute[] } | undefined)?.refused ?? [];
  if (refused === undefined) throw new Error(`${call} succeeded`);
  return refused.fault;
}

const json = (status: number, body: object): Behaviour => ({
  kind: "answer",
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const plain = (status: number, headers: Record<string, string> = {}): Behaviour => ({
  kind: "answer",
  status,
  headers,
});

/** Behaviour, call, and the fault that it is, with how many requests it took. */
const REFUSALS: readonly [string, Behaviour, Call, Partial<Fault>, number][] = [
  [
    "401",
    scimError(401),
    "find",
    { kind: "unauthenticated", code: "target.unauthenticated", refusedBy: "target" },
    1,
  ],
  ["401", scimError(401), "create", { kind: "unauthenticated", code: "target.unauthenticated" }, 1],
  ["401", scimError(401), "test", { kind: "unauthenticated", code: "target.unauthenticated" }, 1],
  [
    "401 with only a challenge",
    plain(401, { "www-authenticate": 'Bearer realm="x"' }),
    "read",
    { kind: "unauthenticated", refusedBy: "target" },
    1,
  ],
  [
    "a gateway's 401",
    htmlPage(401),
    "update",
    { kind: "unauthenticated", code: "target.unauthenticated-proxy", refusedBy: "middlebox" },
    1,
  ],
  ["403", scimError(403), "create", { kind: "forbidden", code: "target.forbidden", refusedBy: "target" }, 1],
  ["403", scimError(403), "find", { kind: "forbidden", code: "target.forbidden" }, 1],
  [
    "a firewall's 403",
    htmlPage(403),
    "create",
    { kind: "forbidden", code: "target.forbidden-proxy", refusedBy: "middlebox" },
    1,
  ],
  ["404", scimError(404), "read", { kind: "not-found", code: "target.not-found" }, 1],
  ["404", scimError(404), "update", { kind: "not-found", code: "target.not-found" }, 2],
  ["404", scimError(404), "find", { kind: "invalid", code: "target.search-not-found" }, 1],
  ["404", scimError(404), "create", { kind: "invalid", code: "target.endpoint-not-found" }, 1],
  ["a web page's 404", htmlPage(404), "test", { code: "target.wrong-url" }, 4],
  ["a web page's 404", htmlPage(404), "read", { kind: "invalid", code: "target.wrong-url" }, 1],
  ["a web page's 404", htmlPage(404), "remove", { kind: "invalid", code: "target.wrong-url" }, 1],
  ["an empty 404", plain(404), "remove", { kind: "invalid", code: "target.wrong-url" }, 1],
  [
    "a gateway's 404",
    json(404, { message: "no Route matched" }),
    "remove",
    { kind: "invalid", code: "target.wrong-url" },
    1,
  ],
  ["409", scimError(409), "create", { kind: "already-exists", code: "target.duplicate" }, 1],
  ["409 uniqueness", scimError(409, { scimType: "uniqueness" }), "update", { kind: "already-exists" }, 1],
  ["409", scimError(409), "update", { kind: "conflict", code: "target.conflict" }, 1],
  ["400 uniqueness", scimError(400, { scimType: "uniqueness" }), "create", { kind: "already-exists" }, 1],
  [
    "400",
    scimError(400, { scimType: "invalidValue" }),
    "create",
    { kind: "invalid", code: "target.invalid" },
    1,
  ],
  ["400 as a page", htmlPage(400), "create", { kind: "invalid", code: "target.html" }, 1],
  [
    "invalidFilter",
    scimError(400, { scimType: "invalidFilter" }),
    "find",
    { kind: "invalid", code: "target.filter-refused" },
    1,
  ],
  ["501", scimError(501), "find", { kind: "invalid", code: "target.filter-refused" }, 1],
  ["501", scimError(501), "update", { kind: "invalid", code: "target.unsupported" }, 2],
  ["405", plain(405), "update", { kind: "invalid", code: "target.unsupported" }, 2],
  ["412", scimError(412), "update", { kind: "conflict", code: "target.precondition" }, 1],
  ["413", plain(413), "members", { kind: "invalid", code: "target.too-large-request" }, 1],
  ["422", json(422, { message: "no" }), "create", { kind: "invalid", code: "target.refused" }, 1],
  [
    "a redirect",
    plain(302, { location: "https://sso.example/login?token=abc" }),
    "create",
    {
      kind: "invalid",
      code: "target.redirect",
      params: { status: 302, location: "https://sso.example/login" },
    },
    1,
  ],
  ["a sign-in page", htmlPage(200), "find", { kind: "invalid", code: "target.not-scim" }, 1],
  ["a sign-in page", htmlPage(200), "create", { kind: "invalid", code: "target.not-scim" }, 1],
  ["a sign-in page", htmlPage(200), "test", { kind: "invalid", code: "target.not-scim" }, 4],
  ["other JSON", json(200, { ok: true }), "find", { kind: "invalid", code: "target.not-scim" }, 1],
  ["other JSON", json(200, { ok: true }), "read", { kind: "invalid", code: "target.not-scim" }, 1],
  ["500", scimError(500), "create", { kind: "unknown-outcome", code: "target.unknown-outcome" }, 1],
  ["502 from a gateway", htmlPage(502), "update", { kind: "unknown-outcome" }, 1],
  ["504", plain(504), "remove", { kind: "unknown-outcome" }, 1],
  ["503", scimError(503), "create", { kind: "unavailable", code: "target.busy" }, 1],
  ["500", scimError(500), "read", { kind: "unavailable", code: "target.server-error" }, 4],
  [
    "a long Retry-After",
    plain(429, { "retry-after": "3600" }),
    "create",
    { kind: "rate-limited", retryAfterMs: 3_600_000 },
    1,
  ],
  [
    "silence",
    { kind: "hang" },
    "create",
    {
      kind: "unknown-outcome",
      params: { because: "target.timeout", detail: "no complete answer in 250 ms" },
    },
    1,
  ],
  [
    "silence",
    { kind: "hang" },
    "read",
    { kind: "unavailable", code: "target.timeout", refusedBy: "network" },
    2,
  ],
  ["a reset", { kind: "reset" }, "members", { kind: "unknown-outcome" }, 1],
  ["a reset", { kind: "reset" }, "find", { kind: "unavailable", code: "target.reset" }, 4],
  ["half an answer", { kind: "truncate" }, "create", { kind: "unknown-outcome" }, 1],
  [
    "an account without id",
    json(201, { userName: "ada" }),
    "create",
    { kind: "unknown-outcome", code: "target.no-id" },
    1,
  ],
];

const refusals = REFUSALS.map(([name, behaviour, call, fault, requests]) => ({
  name,
  behaviour,
  call,
  fault,
  requests,
}));
test.each(refusals)("$name at $call is $fault.kind", async ({ behaviour, call, fault, requests }) => {
  const met = await faultOf(call, behaviour);
  expect(met).toMatchObject(fault);
  expect(met.exchange).toMatch(/^[0-9a-f-]{36}$/);
  expect(hostile.requests).toHaveLength(requests);
});

test.each(["create", "update", "remove", "find"] as const)(
  "%s passes once a rate limit is over",
  async (call) => {
    const busy = scimError(429, { headers: { "retry-after": "0.2" } });
    const done: Behaviour = json(200, { id: "7", totalResults: 0, Resources: [] });
    const start = Date.now();
    expect(await run(call, busy, busy, done)).toMatchObject({ ok: true });
    expect(Date.now() - start).toBeGreaterThanOrEqual(390);
    expect(hostile.requests).toHaveLength(3);
  },
);

test("a rate limit that does not end is a fault after three repeats", async () => {
  const fault = await faultOf("create", scimError(429, { headers: { "retry-after": "0.05" } }));
  expect(fault).toMatchObject({
    kind: "rate-limited",
    code: "target.rate-limited",
    retryAfterMs: 50,
    status: 429,
  });
  expect(hostile.requests).toHaveLength(4);
});

test("a write waits out a 503 that says until when; a read passes after one that does not", async () => {
  const done: Behaviour = json(201, { id: "7" });
  const until = new Date(Date.now() + 1_200).toUTCString();
  const busy = scimError(503, { headers: { "retry-after": until } });
  expect(await run("create", busy, done)).toMatchObject({ ok: true });
  expect(await run("read", scimError(503), scimError(500), done)).toMatchObject({ ok: true });
});

test("an empty answer to a create is followed to its location", async () => {
  const location = "http://inner.example:8080/base/Users/7?x=1";
  const created = await run("create", plain(201, { location }), json(200, { id: "7", userName: "ada" }));
  expect(created).toMatchObject({ ok: true, value: { account: { id: "7" } } });
  expect(hostile.requests.map(({ path }) => path)).toEqual(["/Users", "/Users/7"]);
  expect(await faultOf("create", plain(201))).toMatchObject({
    kind: "unknown-outcome",
    code: "target.no-id",
  });
  const lost = await faultOf("create", plain(201, { location }), scimError(404));
  expect(lost).toMatchObject({ kind: "unknown-outcome", code: "target.no-id" });
});

test.each([200, 202, 204, 404] as const)("a removal answered with %i is done", async (status) => {
  expect(await run("remove", status === 404 ? scimError(404) : plain(status))).toEqual({
    ok: true,
    value: undefined,
  });
});

test("an unreachable target: nothing happened", async () => {
  const gone = await startHostileTarget();
  await gone.stop();
  const { target, wire } = await connectTarget(scimConnector, { url: gone.url }, "t");
  const refused = { kind: "unavailable", code: "target.refused-connection", refusedBy: "network" };
  expect(await CALLS.create(target)).toMatchObject({ ok: false, fault: refused });
  expect(await CALLS.find(target)).toMatchObject({ ok: false, fault: refused });
  await wire.close();
});

test("a call that is called off says so", async () => {
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t");
  const outcome = await target.create(
    { type: "user", attributes: { userName: "ada" } },
    anyStep,
    AbortSignal.abort(),
  );
  expect(outcome).toMatchObject({
    ok: false,
    fault: { kind: "unavailable", code: "target.aborted", refusedBy: "muster" },
  });
  await wire.close();
});

test("a path that is none is refused here", async () => {
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t");
  const changes = [{ path: "emails[type", from: null, to: "x" }];
  const fault = { kind: "invalid", code: "target.path-unknown", refusedBy: "muster" };
  expect(await target.update({ type: "user", id }, changes, anyStep, never)).toMatchObject({
    ok: false,
    fault,
  });
  expect(await target.find("user", { path: "emails[type", value: "x" }, never)).toMatchObject({
    ok: false,
    fault,
  });
  expect(hostile.requests).toHaveLength(0);
  await wire.close();
});

test("sentinel names meet their fault among good ones", async () => {
  hostile.behave({ kind: "normal" });
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t");
  const create = (userName: string) =>
    target.create({ type: "user", attributes: { userName } }, anyStep, never);
  expect(await create("good")).toMatchObject({ ok: true });
  expect(await create("hostile-403 x")).toMatchObject({ ok: false, fault: { kind: "forbidden" } });
  expect(await create("good again")).toMatchObject({ ok: true });
  await wire.close();
});

test("a proxy that drops the answer leaves a change made and its outcome unknown", async () => {
  const scimmy = await startScimmyTarget();
  const proxy = await startDroppingProxy(scimmy.url);
  const { target, wire } = await connectTarget(scimConnector, { url: proxy.url }, scimmy.token);
  const create = (userName: string) =>
    target.create({ type: "user", attributes: { userName } }, anyStep, never);
  const find = async (userName: string) => {
    const outcome = await target.find("user", { path: "userName", value: userName }, never);
    return outcome.ok ? outcome.value.length : outcome.fault.code;
  };
  proxy.drop({ when: "after", method: "POST", path: "/Users", times: 1 });
  expect(await create("after@one.example")).toMatchObject({ ok: false, fault: { kind: "unknown-outcome" } });
  proxy.drop({ when: "before", method: "POST", times: 1 });
  expect(await create("before@one.example")).toMatchObject({ ok: false, fault: { kind: "unknown-outcome" } });
  expect([await find("after@one.example"), await find("before@one.example")]).toEqual([1, 0]);
  proxy.drop({ when: "after", method: "POST", skip: 1, times: 1 });
  expect([await create("a@one.example"), await create("b@one.example")]).toMatchObject([
    { ok: true },
    { ok: false },
  ]);
  expect(Object.fromEntries(proxy.arrived)).toEqual({ "POST /Users": 4, "GET /Users": 2 });
  expect(proxy.answered.get("POST /Users")).toBe(1);
  await wire.close();
  await proxy.stop();
  await scimmy.stop();
});
