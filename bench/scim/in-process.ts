import { writeFileSync } from "node:fs";
import process from "node:process";
import pg from "pg";
import type { Caller } from "../../src/app/directory/directory.ts";
import type { Json } from "../../src/core/json.ts";
import type { ScimOperation, ScimService } from "../../src/http/scim/request/call.ts";
import { loadBundled } from "../bundled.ts";
import { type Call, CONNECTIONS } from "./drive.ts";

/**
 * The program without HTTP, in a process of its own: performs SCIM requests on the store in a data directory, or
 * writes down the statements that they send to PostgreSQL. Arguments: the data directory and a token.
 */

/** What this process is asked for. */
export type Wanted =
  | { readonly kind: "run"; readonly calls: readonly Call[] }
  | { readonly kind: "record"; readonly calls: readonly Call[]; readonly file: string };

/** What a run took: processor time of all threads of this process. */
export interface Ran {
  readonly cpuMs: number;
  readonly seconds: number;
}

/** A statement as the driver got it. */
export interface RecordedStatement {
  readonly text: string;
  readonly name?: string;
  readonly values?: readonly unknown[];
}

const load = await loadBundled({
  compose: "src/commands/compose.ts",
  configuration: "src/commands/configuration.ts",
  authenticator: "src/app/tokens/authenticator.ts",
  operations: "src/http/scim/operations.ts",
  profile: "src/core/scim/profile.ts",
});
const { compose }: typeof import("../../src/commands/compose.ts") = await load("compose");
const { readConfiguration }: typeof import("../../src/commands/configuration.ts") =
  await load("configuration");
const { Authenticator, isActor }: typeof import("../../src/app/tokens/authenticator.ts") =
  await load("authenticator");
const { OPERATIONS }: typeof import("../../src/http/scim/operations.ts") = await load("operations");
const { GENERIC }: typeof import("../../src/core/scim/profile.ts") = await load("profile");

const NO_PARAMETERS: ReadonlyMap<string, Json> = new Map();
const recorded: RecordedStatement[] = [];
let isRecording = false;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function record(this: pg.Client, ...of: unknown[]) {
  const [first, values] = of;
  if (isRecording) recorded.push(toStatement(first, values));
  return Reflect.apply(query, this, of);
} as typeof query;

const [directory = "", token = ""] = process.argv.slice(2);
const parsed = readConfiguration({ ...process.env, MUSTER_LOG_LEVEL: "error" });
if (!parsed.ok) throw new Error(parsed.problems.map(({ variable }) => variable).join());
const instance = await compose(directory, parsed.configuration, "0.0.0");
const actor = await new Authenticator(instance.deps).authenticate(token);
if (!isActor(actor)) throw new Error(`the token is not known: ${actor.code}`);
const service: ScimService = { directory: instance.directory, limits: instance.scimLimits };
const types = await instance.directory.types.of(actor.org);
const caller: Caller = { actor, types, profile: GENERIC, baseUrl: "http://127.0.0.1/scim" };
const create = operationOf("POST", "/:endpoint");
const patch = operationOf("PATCH", "/:endpoint/:id");

function toStatement(first: unknown, values: unknown): RecordedStatement {
  if (typeof first === "string") {
    return { text: first, ...(Array.isArray(values) ? { values } : {}) };
  }
  const { text, name, values: own } = first as RecordedStatement;
  return { text, ...(name === undefined ? {} : { name }), ...(own === undefined ? {} : { values: own }) };
}

function operationOf(method: string, path: string): ScimOperation {
  const found = OPERATIONS.find((each) => each.method === method && each.path === path);
  if (found === undefined) throw new Error(`there is no operation ${method} ${path}`);
  return found;
}

/** The call as a function, its body read already: reading it is part of what HTTP does. */
function prepare({ method, path, body }: Call): () => Promise<void> {
  const [endpoint = "", id] = path.split("/v2/")[1]?.split("/") ?? [];
  const operation = method === "POST" ? create : patch;
  const params = { endpoint, ...(id === undefined ? {} : { id }) };
  const value: unknown = JSON.parse(body ?? "");
  return async () => {
    const { status } = await operation.handle({
      service,
      caller,
      params,
      query: NO_PARAMETERS,
      headers: {},
      body: value,
    });
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}`);
  };
}

async function run(calls: readonly Call[]): Promise<Ran> {
  const waiting = calls.map(prepare).values();
  const work = async () => {
    for (const perform of waiting) await perform();
  };
  const before = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, seconds: (performance.now() - start) / 1_000 };
}

/** One call after the other, so that each statement belongs to the call at hand; a line of JSON for each call. */
async function recordCalls(calls: readonly Call[], file: string): Promise<Ran> {
  const lines: string[] = [];
  for (const perform of calls.map(prepare)) {
    recorded.length = 0;
    isRecording = true;
    await perform();
    isRecording = false;
    lines.push(JSON.stringify(recorded));
  }
  writeFileSync(file, lines.join("\n"));
  return { cpuMs: 0, seconds: 0 };
}

process.on("message", (wanted: Wanted) => {
  const work = wanted.kind === "run" ? run(wanted.calls) : recordCalls(wanted.calls, wanted.file);
  work.then(
    (ran) => process.send?.(ran),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => void instance.close().finally(() => process.exit(0)));
process.send?.("ready");
