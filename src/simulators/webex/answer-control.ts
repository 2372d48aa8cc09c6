import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { WebexAnswer } from "./call.ts";
import { type ArmedFault, FAULT_KINDS } from "./faults.ts";
import type { RateLimit } from "./rate-limit.ts";
import { type HeldObject, userNameOf } from "./registry.ts";
import type { WebexSettings } from "./settings.ts";
import type { Simulation } from "./simulation.ts";

/** Where tests steer and inspect the simulator. Nothing below it is part of Webex. */
export const CONTROL_PATH = "/_simulator/";

/** A request to steer that cannot be read; the message says which part is wrong. */
class ControlError extends Error {
  override readonly name = "ControlError";
}

/** Answers a request below `/_simulator/`. */
export function answerControl(simulation: Simulation, method: string, name: string, body: Json): WebexAnswer {
  try {
    switch (`${method} ${name}`) {
      case "POST clock":
        return moveClock(simulation, readObject(body));
      case "GET clock":
        return { status: 200, body: showClock(simulation) };
      case "PUT faults":
        simulation.faults.arm(readFaults(readObject(body)["faults"]));
        return { status: 200, body: showFaults(simulation) };
      case "GET faults":
        return { status: 200, body: showFaults(simulation) };
      case "PUT settings":
        simulation.configure(readSettings(simulation.settings, readObject(body)));
        return { status: 200, body: showSettings(simulation) };
      case "GET settings":
        return { status: 200, body: showSettings(simulation) };
      case "GET state":
        return { status: 200, body: showState(simulation) };
      default:
        return { status: 404, body: { message: `There is no ${method} ${CONTROL_PATH}${name}.` } };
    }
  } catch (error) {
    if (error instanceof ControlError) return { status: 400, body: { message: error.message } };
    throw error;
  }
}

function readObject(body: Json): JsonObject {
  if (isObject(body)) return body;
  throw new ControlError("The body is not a JSON object.");
}

function moveClock(simulation: Simulation, { advanceSeconds, now }: JsonObject): WebexAnswer {
  const { clock } = simulation;
  const isStep = typeof advanceSeconds === "number" && Number.isFinite(advanceSeconds);
  const timeMs = isStep ? clock.now() + advanceSeconds * 1_000 : Date.parse(String(now));
  if (Number.isNaN(timeMs)) {
    throw new ControlError('Give "advanceSeconds" as a number, or "now" as a date and time.');
  }
  if (!clock.moveTo(timeMs)) throw new ControlError("The clock moves forward only.");
  return { status: 200, body: showClock(simulation) };
}

function showClock({ clock }: Simulation): JsonObject {
  return { now: new Date(clock.now()).toISOString() };
}

function readFaults(faults: Json | undefined): readonly ArmedFault[] {
  if (!Array.isArray(faults)) throw new ControlError('"faults" is not a list.');
  return (faults as readonly Json[]).map((fault) => readFault(readObject(fault)));
}

function readFault({ kind: name, requests, method, endpoint }: JsonObject): ArmedFault {
  const kind = FAULT_KINDS.find((each) => each === name);
  if (kind === undefined) throw new ControlError(`"kind" is not one of: ${FAULT_KINDS.join(", ")}.`);
  return {
    kind,
    requests: requests === undefined ? undefined : readWhole("requests", requests),
    method: readText("method", method),
    endpoint: readText("endpoint", endpoint),
  };
}

function readText(name: string, value: Json | undefined): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw new ControlError(`"${name}" is not a text.`);
}

function readWhole(name: string, value: Json | undefined): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1) return value;
  throw new ControlError(`"${name}" is not a whole number from 1.`);
}

function readPositive(name: string, value: Json | undefined): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw new ControlError(`"${name}" is not a number above 0.`);
}

const NUMBERS = ["pageSizeMax", "membersPerPatch", "bodyBytes"] as const;

function readSettings(before: WebexSettings, body: JsonObject): WebexSettings {
  const known: readonly string[] = [...NUMBERS, "rate", "deletion"];
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ControlError(`"${unknown}" is not one of: ${known.join(", ")}.`);
  const numbers = NUMBERS.filter((name) => body[name] !== undefined);
  const { deletion = before.deletion, rate } = body;
  if (deletion !== "soft" && deletion !== "hard") throw new ControlError('"deletion" is "soft" or "hard".');
  return {
    ...before,
    ...Object.fromEntries(numbers.map((name) => [name, readWhole(name, body[name])])),
    ...(rate === undefined ? {} : { rate: readRate(readObject(rate)) }),
    deletion,
  };
}

function readRate({ kind, requests, seconds, perSecond, depth }: JsonObject): RateLimit {
  switch (kind) {
    case "window":
      return {
        kind,
        requests: readWhole("requests", requests),
        seconds: readPositive("seconds", seconds),
      };
    case "bucket":
      return { kind, perSecond: readPositive("perSecond", perSecond), depth: readWhole("depth", depth) };
    case "none":
      return { kind };
    default:
      throw new ControlError('"rate.kind" is not one of: window, bucket, none.');
  }
}

function showSettings({ settings }: Simulation): JsonObject {
  return { ...settings };
}

function showFaults({ faults }: Simulation): JsonObject {
  return {
    faults: faults.list().map(({ kind, requests, method, endpoint, met }) => ({
      kind,
      met,
      ...(requests === undefined ? {} : { requests }),
      ...(method === undefined ? {} : { method }),
      ...(endpoint === undefined ? {} : { endpoint }),
    })),
  };
}

function showState(simulation: Simulation): JsonObject {
  const held = simulation.registry.listAll();
  return {
    ...showClock(simulation),
    accounts: held.filter(({ type }) => type === "User").map(showAccount),
    groups: held.filter(({ type }) => type === "Group").map(showGroup),
    ...simulation.counters.read(),
    ...showFaults(simulation),
    settings: showSettings(simulation),
  };
}

function showAccount(held: HeldObject): JsonObject {
  const { id, orgId, externalId, document, deletion, tokensRevokedMs, version } = held;
  return {
    id,
    orgId,
    externalId,
    userName: userNameOf(held),
    active: document["active"] !== false,
    version,
    originalUserName: deletion?.userName ?? null,
    deletedAt: deletion === undefined ? null : new Date(deletion.sinceMs).toISOString(),
    tokensRevokedAt: tokensRevokedMs === undefined ? null : new Date(tokensRevokedMs).toISOString(),
    document,
  };
}

function showGroup({ id, orgId, externalId, document, members, version }: HeldObject): JsonObject {
  const displayName = document["displayName"] ?? "";
  return { id, orgId, externalId, displayName, version, members: [...members.keys()], document };
}
