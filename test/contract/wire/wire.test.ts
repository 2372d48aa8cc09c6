import { once } from "node:events";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { WireAnswer, WireRequest } from "../../../src/ports/wire.ts";
import { openRecordedWire, type RecordedWire } from "../../targets/connect.ts";
import {
  type Behaviour,
  type HostileTarget,
  scimError,
  startHostileTarget,
} from "../../targets/hostile-target.ts";

const never = new AbortController().signal;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Setup extends RecordedWire {
  readonly target: HostileTarget;
  send(request?: Partial<WireRequest>, signal?: AbortSignal): Promise<WireAnswer>;
}

async function setUp(more: Parameters<typeof openRecordedWire>[1] = {}): Promise<Setup> {
  const target = await startHostileTarget();
  ends.push(target.stop);
  return { target, ...openOn(target.url, more) };
}

function openOn(url: string, more: Parameters<typeof openRecordedWire>[1] = {}) {
  const recorded = openRecordedWire(url, more);
  ends.push(() => recorded.wire.close());
  const send = (request: Partial<WireRequest> = {}, signal = never) =>
    recorded.wire.send({ method: "GET", url: `${url}/Users`, ...request }, signal);
  return { ...recorded, send };
}

/** A server that does as told with each bare connection. */
async function startTcp(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

test("an answer comes whole, with folded header names, whatever its status", async () => {
  const { target, send } = await setUp();
  target.behave({ kind: "answer", status: 418, headers: { "X-Odd": "yes" }, body: "short and stout" });
  const answer = await send({ method: "POST", body: { a: "é" } });
  expect(answer).toMatchObject({
    kind: "answer",
    status: 418,
    body: "short and stout",
    headers: { "x-odd": "yes" },
  });
  expect(target.requests[0]).toMatchObject({ method: "POST", path: "/Users", body: '{"a":"é"}' });
  expect(target.requests[0]?.headers).toMatchObject({
    "user-agent": "muster/0.0.0-test",
    "content-type": "application/json",
  });
});

test("a redirect is an answer, and nobody follows it", async () => {
  const { target, send } = await setUp();
  target.behave({ kind: "answer", status: 307, headers: { location: `${target.url}/Elsewhere` } });
  expect(await send()).toMatchObject({ kind: "answer", status: 307 });
  expect(target.requests).toHaveLength(1);
});

test.each([
  ["another origin", () => "http://127.0.0.2:1/scim/v2/Users"],
  ["another path", (url: string) => url.replace("/scim/v2", "/scim/v20/Users")],
  ["a path that climbs out", (url: string) => `${url}/../../admin`],
  ["credentials in the URL", (url: string) => `${url.replace("//", "//u:p@")}/Users`],
  ["no URL", () => "Users"],
])("%s is refused without sending anything", async (_name, elsewhere) => {
  const { target, wire, rows, send } = await setUp();
  const answer = await send({ url: elsewhere(target.url) });
  expect(answer).toMatchObject({ kind: "failure", cause: "redirect", sent: false });
  await wire.flush();
  expect(target.requests).toHaveLength(0);
  expect(rows).toHaveLength(1);
});

const SENT: readonly (readonly [name: string, behaviour: Behaviour, cause: string])[] = [
  ["breaks the connection", { kind: "reset" }, "reset"],
  ["breaks off within the answer", { kind: "truncate" }, "reset"],
  ["does not answer in time", { kind: "hang" }, "timeout"],
  ["answers too much", { kind: "answer", status: 200, body: "x".repeat(5_000) }, "too-large"],
];
test.each(SENT)("a target that %s may have acted: sent", async (_name, behaviour, cause) => {
  const { target, send } = await setUp({ answerMs: 300, bytesMax: 4_000 });
  target.behave(behaviour);
  expect(await send({ method: "POST", body: {} })).toMatchObject({ kind: "failure", cause, sent: true });
  expect(target.requests).toHaveLength(1);
});

test("a refused connection: not sent", async () => {
  const { target, send } = await setUp();
  await target.stop();
  expect(await send({ method: "POST" })).toMatchObject({ kind: "failure", cause: "refused", sent: false });
});

test("an unknown host: not sent", async () => {
  const { send } = openOn("http://no-such-host.invalid/scim");
  expect(await send({ method: "POST" })).toMatchObject({ kind: "failure", cause: "name", sent: false });
});

test("a port that does not speak TLS: not sent", async () => {
  const port = await startTcp((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const { send } = openOn(`https://127.0.0.1:${port}/scim`);
  expect(await send({ method: "POST" })).toMatchObject({ kind: "failure", cause: "tls", sent: false });
});

test("a connection that breaks during the handshake: not sent", async () => {
  const port = await startTcp((socket) => socket.once("data", () => socket.destroy()));
  const { send } = openOn(`https://127.0.0.1:${port}/scim`);
  expect(await send({ method: "POST" })).toMatchObject({ kind: "failure", cause: "tls", sent: false });
});

test("a handshake without end: not sent", async () => {
  const port = await startTcp(() => {});
  const { send } = openOn(`https://127.0.0.1:${port}/scim`, { connectMs: 300 });
  expect(await send({ method: "POST" })).toMatchObject({ kind: "failure", cause: "timeout", sent: false });
});

test("calling off: before sending nothing is sent, afterwards it was", async () => {
  const { target, send } = await setUp();
  expect(await send({ method: "POST" }, AbortSignal.abort())).toMatchObject({
    cause: "aborted",
    sent: false,
  });
  target.behave({ kind: "hang" });
  const controller = new AbortController();
  const pending = send({ method: "POST" }, controller.signal);
  while (target.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  expect(await pending).toMatchObject({ kind: "failure", cause: "aborted", sent: true });
});

test("a read is repeated once when its kept-alive connection was dead, a write never", async () => {
  const { target, wire, rows, send } = await setUp();
  await send();
  target.behave({ kind: "reset" }, { kind: "normal" });
  expect(await send()).toMatchObject({ kind: "answer", status: 200 });
  target.behave({ kind: "reset" });
  expect(await send()).toMatchObject({ kind: "failure", cause: "reset" });
  expect(await send({ method: "PATCH" })).toMatchObject({ kind: "failure", cause: "reset", sent: true });
  expect(target.requests).toHaveLength(1 + 2 + 2 + 1);
  await wire.flush();
  expect(rows).toHaveLength(target.requests.length);
});

test("many calls share few connections, and refusals make them fewer at once", async () => {
  const { target, wire, send } = await setUp();
  await Promise.all(Array.from({ length: 60 }, () => send()));
  const grown = wire.inFlightLimit;
  expect(grown).toBeGreaterThan(8);
  target.behave(scimError(429));
  await send();
  await new Promise((resolve) => setImmediate(resolve));
  expect(wire.inFlightLimit).toBe(Math.floor(grown / 2));
});

test("nothing is sent while the target rests", async () => {
  const { target, wire, send } = await setUp();
  const start = Date.now();
  wire.slowDown(400);
  await Promise.all([send(), send()]);
  expect(Date.now() - start).toBeGreaterThanOrEqual(395);
  expect(target.requests).toHaveLength(2);
});

test("a record that cannot be stored fails no call", async () => {
  let failures = 0;
  const { wire, send } = await setUp({
    record: () => Promise.reject(new Error("disk full")),
    onRecordFailure: () => {
      failures += 1;
    },
  });
  expect(await send()).toMatchObject({ kind: "answer", status: 200 });
  await wire.flush();
  expect(failures).toBe(1);
});
