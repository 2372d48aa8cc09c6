import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type LenientTarget, startLenientTarget } from "../targets/lenient-target.ts";
import { LogReader, openDatabase } from "./log-reader.ts";
import { Installation, type Ran } from "./muster.ts";

/** Ctrl-C, and what goes on in the server: it is said, it can be followed, and it can be stopped. */

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const PEOPLE = 40;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const muster = new Installation({ MUSTER_LOG_LEVEL: "info" });
const log = new LogReader(muster);
let target: LenientTarget;
let folder: string;
let applications = 0;
let app: string;

beforeAll(async () => {
  await muster.init();
  await muster.serve();
  folder = mkdtempSync(join(tmpdir(), "muster-interruption-"));
  const people = join(folder, "all.csv");
  writePeople(
    people,
    Array.from({ length: PEOPLE }, (_, at) => `p${at}`),
  );
  expect((await muster.json("import", "--source", "hr", people))["exit"]).toBe(0);
}, 120_000);
afterAll(async () => {
  await muster.remove();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  applications += 1;
  app = `target-${applications}`;
  target = await startLenientTarget();
  muster.targetToken = target.token;
  await muster.json(
    ...["app", "create", "--connector", "scim", "--url", target.url, "--name", app],
    ...["--token-env", "TARGET_TOKEN"],
  );
  await muster.json("app", "assign", app, "--all");
});

afterEach(() => target.stop());

function writePeople(file: string, names: readonly string[]): void {
  const rows = names.map((name) => `${name}@contoso.test,${name}`);
  writeFileSync(file, ["userPrincipalName,displayName", ...rows].join("\n"));
}

interface Command {
  readonly pid: number;
  /** Resolves once the text was printed, on either stream. */
  printed(text: string | RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ran & { readonly signal: NodeJS.Signals | null }>;
}

function start(argv: readonly string[], url = muster.url): Command {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: {
      ...process.env,
      ...{ HOME: folder, MUSTER_LANG: "en", MUSTER_URL: url, MUSTER_TOKEN: muster.adminToken },
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const waiting = new Map<() => void, string | RegExp>();
  const look = () => {
    const all = `${stdout}${stderr}`;
    for (const [resolve, text] of waiting) {
      if (typeof text === "string" ? all.includes(text) : text.test(all)) resolve();
    }
  };
  child.stdout.on("data", (chunk) => {
    stdout += String(chunk);
    look();
  });
  child.stderr.on("data", (chunk) => {
    stderr += String(chunk);
    look();
  });
  const ended = once(child, "close").then(([exit, signal]) => ({ exit, signal, stdout, stderr }));
  return {
    pid: child.pid ?? 0,
    printed: (text) =>
      Promise.race([
        new Promise<void>((resolve) => {
          waiting.set(resolve, text);
          look();
        }),
        ended.then((ran) => {
          throw new Error(`it ended before it printed ${text}: ${JSON.stringify(ran)}`);
        }),
      ]),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Resolves when the target has received this many calls that change something; it answers no more until `open`. */
function standAt(
  calls: number,
  onFirst: () => void = () => {},
): { readonly reached: Promise<void>; open(): void } {
  let seen = 0;
  let open = () => {};
  const reached = new Promise<void>((resolve) => {
    target.onChange = () => {
      seen += 1;
      if (seen === 1) onFirst();
      if (seen !== calls) return;
      target.gate = new Promise((opened) => {
        open = opened;
      });
      resolve();
    };
  });
  return { reached, open: () => open() };
}

/** Passes calls on to the server; of an upload only the beginning, and never its end. */
function relay(from: IncomingMessage, answer: ServerResponse): void {
  const { method = "GET", headers, url = "" } = from;
  const { hostname, port } = new URL(muster.url);
  const to = httpRequest({ hostname, port, path: url, method, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 500, answered.headers);
    answered.pipe(answer);
  });
  to.on("error", () => answer.destroy());
  if (method !== "PUT") return void from.pipe(to);
  from.once("data", (chunk) => to.write(chunk));
  from.on("close", () => to.destroy());
}

function accounts() {
  const names = target.userNames();
  return { all: names.length, different: new Set(names).size };
}

test("Ctrl-C ends sync and not the cycle, which is followed and cancelled", async () => {
  const { reached, open } = standAt(20);
  const sync = start(["sync", app]);
  await reached;
  await sync.printed("applying");
  sync.kill("SIGINT");
  const left = await sync.ended;
  expect(left.exit).toBe(130);
  const [cycle = ""] = ID.exec(left.stderr) ?? [];
  expect(left.stderr).toContain("muster status --follow");
  expect(left.stderr).toContain(`muster cycle cancel ${cycle}`);
  expect((await muster.run("status")).stdout).toMatch(/running {2}\d+\/40/);

  const follow = start(["status", "--follow"]);
  await follow.printed(new RegExp(`${app} {2}running {2}\\d+/40`));
  const cancel = start(["cycle", "cancel", app, "--json"]);
  await follow.printed("(to be cancelled)");
  open();
  const cancelled = await cancel.ended;
  expect([cancelled.exit, JSON.parse(cancelled.stdout)]).toEqual([
    0,
    expect.objectContaining({ cycleId: cycle, state: "cancelled", closed: true }),
  ]);
  expect(await log.eventually("cycle.cancel-requested")).toMatchObject({ level: "info", cycle });
  const followed = await follow.ended;
  expect(followed.exit).toBe(3);
  expect(followed.stdout).toContain(`Cycle ${cycle} (initial) was cancelled`);
  expect(await muster.json("cycle", "cancel", cycle)).toMatchObject({ exit: 0, state: "cancelled" });
  const idle = await muster.run("cycle", "cancel", app);
  expect([idle.exit, idle.stderr]).toEqual([4, expect.stringContaining("nothing to cancel")]);
  expect((await muster.run("cycle", "cancel")).exit).toBe(4);

  expect(await muster.json("sync", app)).toMatchObject({ exit: 0, closed: true });
  expect(accounts()).toEqual({ all: PEOPLE, different: PEOPLE });
  expect((await muster.run("status", "--follow")).stdout).toContain("No cycle is running");
});

test("JSON lines tell each change of a cycle to its end, and a SIGTERM to apply is told as JSON", async () => {
  const { planId } = await muster.json("plan", app);
  const database = await openDatabase(muster);
  let stored: Promise<unknown> = Promise.resolve();
  // A progress that cannot be stored is no reason to end a cycle.
  const { reached, open } = standAt(20, () => {
    stored = database.whileBroken({ cycle: "update" }, () => log.eventually("engine.progress-not-stored"));
  });
  const apply = start(["apply", String(planId), "--json"]);
  await reached;
  expect(await stored).toMatchObject({ level: "warn", organization: muster.orgId, app: expect.any(String) });
  database.close();
  const follow = start(["status", "--follow", "--json"]);
  await follow.printed('"state":"running"');
  apply.kill("SIGTERM");
  const left = await apply.ended;
  expect(left.exit).toBe(143);
  expect(JSON.parse(left.stdout)).toMatchObject({ error: { code: "cli.left-cycle" } });
  open();
  const { exit, stdout } = await follow.ended;
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(exit).toBe(0);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.at(-1)).toMatchObject({ application: app, state: "closed", counts: { created: PEOPLE } });
});

test("a second Ctrl-C ends a command at once that waits for a server without an answer", async () => {
  const mute = createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  const asked = once(mute, "request");
  const sync = start(["apply", muster.orgId], `http://127.0.0.1:${(mute.address() as AddressInfo).port}`);
  await asked;
  sync.kill("SIGINT");
  const early = await Promise.race([sync.ended, new Promise((resolve) => setTimeout(resolve, 500, "waits"))]);
  expect(early).toBe("waits");
  sync.kill("SIGINT");
  expect(await sync.ended).toMatchObject({ exit: null, signal: "SIGINT" });
  mute.closeAllConnections();
  mute.close();
});

test("a server that is killed after the request to cancel closes the cycle when it starts, and loses nothing", async () => {
  const { reached, open } = standAt(20);
  const sync = start(["sync", app]);
  await reached;
  const cancel = start(["cycle", "cancel", app]);
  await cancel.printed("applying");
  await muster.kill();
  open();
  await Promise.all([sync.ended, cancel.ended]);
  await muster.serve();
  const { items } = await muster.json("cycle", "list", app);
  expect(items).toMatchObject([{ state: "cancelled", closed: true, cancelRequestedAt: expect.any(String) }]);
  await muster.json("sync", app);
  expect(await muster.json("sync", app)).toMatchObject({ exit: 0, closed: true });
  // The target accepts two accounts of one name: a step whose answer was lost must not be sent again.
  expect(accounts()).toEqual({ all: PEOPLE, different: PEOPLE });
});

test("Ctrl-C releases an import that is being sent, so that the next one may begin at once", async () => {
  const file = join(folder, "late.csv");
  writePeople(
    file,
    Array.from({ length: 20_000 }, (_, at) => `late-${at}`),
  );
  const slow = createServer(relay);
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
  const sending = start(["import", file, "--source", "late"], url);
  await sending.printed("uploading");
  sending.kill("SIGINT");
  const left = await sending.ended;
  expect([left.exit, left.stderr]).toEqual([130, expect.stringContaining("was released")]);
  slow.closeAllConnections();
  slow.close();
  writePeople(file, ["late"]);
  expect(await muster.json("import", file, "--source", "late")).toMatchObject({ exit: 0, created: 1 });
});
