import { Pool } from "undici";
import type { AppId, OrgId } from "../../core/ids.ts";
import type { ExchangeRow } from "../../ports/cycle-tables.ts";
import type { Env } from "../../ports/env.ts";
import type { Wire, WireAnswer, WireRequest } from "../../ports/wire.ts";
import { openAdaptiveLimiter, type Pressure } from "./adaptive-limiter.ts";
import { callOnce, type Result, type WireCall } from "./call.ts";
import { exchangeRow, formsOf, standInFor } from "./exchange.ts";
import { openRecorder } from "./recorder.ts";

export interface WireOptions {
  /** Where the target lives; nothing is sent anywhere else. */
  readonly baseUrl: string;
  readonly org: OrgId;
  readonly app: AppId;
  readonly env: Env;
  /** For `User-Agent: muster/<version>`; some targets refuse calls without one. */
  readonly version: string;
  /** Stores exchanges, redacted; called with one batch at a time. */
  readonly record: (rows: readonly ExchangeRow[]) => Promise<void>;
  /** Told when exchanges could not be stored; they are dropped. */
  readonly onRecordFailure: (error: unknown, rows: number) => void;
  /** To connect, TLS included; default 5 000. */
  readonly connectMs?: number;
  /** From writing a request to the end of its answer; default 30 000. */
  readonly answerMs?: number;
  /** Answers larger than this are refused; default 8 MiB. */
  readonly bytesMax?: number;
  /** Default 16. */
  readonly inFlightMax?: number;
  readonly ratePerSecond?: number;
}

/** A wire with an end: closing waits for what is under way, then for its record. */
export interface OpenWire extends Wire {
  close(): Promise<void>;
  /** How many calls the target is trusted with at once, at present. */
  readonly inFlightLimit: number;
}

/**
 * The way out to one target. Connections are kept alive; redirects are answers; certificates are always
 * verified. It repeats nothing on its own but a GET whose kept-alive connection turned out to be dead.
 */
export function openWire(options: WireOptions): OpenWire {
  const { env, org, app } = options;
  const inFlightMax = options.inFlightMax ?? 16;
  const base = new URL(options.baseUrl);
  const limits = { answerMs: options.answerMs ?? 30_000, bytesMax: options.bytesMax ?? 8 * 1024 * 1024 };
  const pool = new Pool(base.origin, {
    connections: inFlightMax,
    pipelining: 1,
    connect: { timeout: options.connectMs ?? 5_000 },
  });
  const rate = options.ratePerSecond === undefined ? {} : { ratePerSecond: options.ratePerSecond };
  const gate = openAdaptiveLimiter(env, { inFlightMax, ...rate });
  const recorder = openRecorder({ env, record: options.record, onFailure: options.onRecordFailure });
  const secrets = new Map<string, string>();
  const taint = { secrets, hash: (text: string) => env.hash(text) };
  let hasAnswered = false;

  function remember(request: WireRequest): void {
    for (const { secret } of Object.values(request.secretHeaders ?? {})) {
      const text = secret.reveal();
      if (secrets.has(text)) continue;
      for (const form of formsOf(text)) secrets.set(form, standInFor(secret.fingerprint));
    }
  }

  async function attempt(request: WireRequest, call: WireCall, signal: AbortSignal): Promise<Recorded> {
    const at = env.now();
    const result = await callOnce(pool, base.origin, call, limits, signal);
    if (result.kind === "answer") hasAnswered = true;
    const id = env.newId();
    const ms = env.now() - at;
    const { headers, body } = call;
    recorder.add(exchangeRow(org, app, { id, at, ms, request, headers, body, result }, taint));
    return { result, exchange: id };
  }

  function refuse(request: WireRequest, cause: "redirect" | "aborted", detail: string): WireAnswer {
    const id = env.newId();
    const result: Result = { kind: "failure", cause, sent: false, detail, isUnanswered: true };
    const happening = {
      id,
      at: env.now(),
      ms: 0,
      request,
      headers: request.headers ?? {},
      body: undefined,
      result,
    };
    recorder.add(exchangeRow(org, app, happening, taint));
    return { kind: "failure", cause, sent: false, detail, exchange: id };
  }

  async function send(request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
    remember(request);
    const path = pathWithin(base, request.url);
    if (path === undefined) return refuse(request, "redirect", "the address lies outside of the target");
    await recorder.room();
    const ticket = await gate.enter(signal);
    if (ticket === undefined) return refuse(request, "aborted", "called off before it was sent");
    const call = toCall(request, path, options.version);
    const wasAnswering = hasAnswered;
    let recorded = await attempt(request, call, signal);
    if (wasAnswering && isWorthRepeating(request, recorded.result))
      recorded = await attempt(request, call, signal);
    const { result } = recorded;
    const pressure = pressureOf(result);
    if (pressure === "pushed-back") {
      // The caller reads from the answer for how long; it says so before the place is given to the next.
      setImmediate(() => gate.leave(ticket, pressure));
    } else {
      gate.leave(ticket, pressure);
    }
    return toAnswer(recorded);
  }

  return {
    send,
    slowDown: (ms) => gate.slowDown(ms),
    flush: () => recorder.flush(),
    async close() {
      await pool.close();
      await recorder.flush();
    },
    get inFlightLimit() {
      return gate.limit;
    },
  };
}

interface Recorded {
  readonly result: Result;
  readonly exchange: string;
}

function toAnswer({ result, exchange }: Recorded): WireAnswer {
  if (result.kind === "answer") return { ...result, exchange };
  const { cause, sent, detail } = result;
  return { kind: "failure", cause, sent, detail, exchange };
}

/** A read that broke off before any answer, on a connection that had idled: servers close those unasked. */
function isWorthRepeating(request: WireRequest, result: Result): boolean {
  return (
    request.method === "GET" && result.kind === "failure" && result.cause === "reset" && result.isUnanswered
  );
}

function pressureOf(result: Result): Pressure {
  if (result.kind === "failure") return result.cause === "timeout" ? "pushed-back" : "neutral";
  if (result.status === 429 || result.status === 503) return "pushed-back";
  return result.status < 500 ? "good" : "neutral";
}

/** Path and query of a URL under the base, or undefined when it leads elsewhere. */
function pathWithin(base: URL, url: string): string | undefined {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined || target.origin !== base.origin) return undefined;
  const root = base.pathname.replace(/\/+$/, "");
  const isWithin = target.pathname === root || target.pathname.startsWith(`${root}/`);
  const hasCredentials = target.username !== "" || target.password !== "";
  return isWithin && !hasCredentials ? `${target.pathname}${target.search}` : undefined;
}

function toCall(request: WireRequest, path: string, version: string): WireCall {
  const headers: Record<string, string> = { "user-agent": `muster/${version}` };
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  for (const [name, { scheme, secret }] of Object.entries(request.secretHeaders ?? {})) {
    headers[name.toLowerCase()] = scheme === undefined ? secret.reveal() : `${scheme} ${secret.reveal()}`;
  }
  const body = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const { method, mayStart = () => true } = request;
  if (body === undefined) return { method, path, headers, body, mayStart };
  return { method, path, headers: { "content-type": "application/json", ...headers }, body, mayStart };
}
