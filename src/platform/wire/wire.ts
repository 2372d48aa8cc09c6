import { Pool } from "undici";
import type { AppId, OrgId } from "../../core/ids.ts";
import type { ExchangeRow } from "../../ports/cycle-tables.ts";
import type { Env } from "../../ports/env.ts";
import type {
  CallRate,
  DescribedRequest,
  JoinedAnswer,
  JoinedRequest,
  Wire,
  WireAnswer,
  WireRequest,
} from "../../ports/wire.ts";
import { type AdaptiveLimiter, openAdaptiveLimiter, type Pressure, type Ticket } from "./adaptive-limiter.ts";
import { callOnce, type Result, type WireCall } from "./call.ts";
import { exchangeRow, type Happening, standInFor } from "./exchange.ts";
import { describeCarrier, describeParts } from "./joined.ts";
import { openRecorder, type Recorder } from "./recorder.ts";
import { SecretScrubber } from "./secret-scrubber.ts";

const CONNECT_MS = 5_000;
const ANSWER_MS = 30_000;
const BYTES_MAX = 8 * 1024 * 1024;
const IN_FLIGHT_MAX = 16;

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
  readonly rates?: readonly CallRate[];
}

/** A wire with an end: closing waits for what is under way, then for its record. */
export interface OpenWire extends Wire {
  sendJoined(request: JoinedRequest, signal: AbortSignal): Promise<JoinedAnswer>;
  close(): Promise<void>;
  /** How many calls the target is trusted with at once, at present. */
  readonly inFlightLimit: number;
}

/**
 * The way out to one target. Connections are kept alive; redirects are answers; certificates are always
 * verified. It repeats nothing on its own but a GET whose kept-alive connection turned out to be dead.
 */
export function openWire(options: WireOptions): OpenWire {
  return new TargetWire(options);
}

class TargetWire implements OpenWire {
  readonly #options: WireOptions;
  readonly #base: URL;
  readonly #pool: Pool;
  readonly #limiter: AdaptiveLimiter;
  readonly #recorder: Recorder;
  readonly #scrubber = new SecretScrubber();
  #hasAnswered = false;

  constructor(options: WireOptions) {
    const { env, rates = [] } = options;
    const inFlightMax = options.inFlightMax ?? IN_FLIGHT_MAX;
    this.#options = options;
    this.#base = new URL(options.baseUrl);
    this.#pool = new Pool(this.#base.origin, {
      connections: inFlightMax,
      pipelining: 1,
      connect: { timeout: options.connectMs ?? CONNECT_MS },
    });
    this.#limiter = openAdaptiveLimiter(env, { inFlightMax, rates });
    this.#recorder = openRecorder({ env, record: options.record, onFailure: options.onRecordFailure });
  }

  async send(request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
    const asked = { request, scrubber: this.#scrubberFor(request) };
    return this.#pass(asked, signal, (path) => this.#attemptTwice(asked, path, signal));
  }

  async sendJoined(joined: JoinedRequest, signal: AbortSignal): Promise<JoinedAnswer> {
    const { carrier: request, parts } = joined;
    const asked = { request, scrubber: this.#scrubberFor(request) };
    let answers: JoinedAnswer["parts"] = [];
    let took = 0;
    const carrier = await this.#pass(asked, signal, async (path) => {
      const happened = await this.#call(toCall(request, path, this.#options.version), request, signal);
      took = happened.ms;
      const found = describeParts(joined, happened.result);
      const recorded = this.#record(describeCarrier(joined, happened, found), asked.scrubber);
      answers = parts.map((part, index) => {
        const scrubber = this.#scrubberFor(part);
        const { result, isAnswered } = found[index] ?? { result: happened.result, isAnswered: false };
        const body = part.text ?? JSON.stringify(part.body);
        const { at, ms } = happened;
        const happening = { at, ms, request: part, headers: {}, body, result, carrier: recorded.exchange };
        const own = this.#record(happening, scrubber);
        const answer = isAnswered ? toAnswer(own, scrubber) : undefined;
        return { answer: answer?.kind === "answer" ? answer : undefined, exchange: own.exchange };
      });
      return { result: happened.result, exchange: recorded.exchange };
    });
    return { carrier, ms: took, parts: answers };
  }

  /** Waits for a place in the queue, and calls the target then. */
  async #pass(
    asked: Asked,
    signal: AbortSignal,
    attempt: (path: string) => Promise<Recorded>,
  ): Promise<WireAnswer> {
    const { request, scrubber } = asked;
    const path = pathWithin(this.#base, request.url);
    if (path === undefined) return this.#refuse(asked, "redirect", "the address lies outside of the target");
    await this.#recorder.room();
    const ticket = await this.#limiter.enter(signal, {
      calls: request.method === "GET" ? "reads" : "writes",
      isUrgent: request.isUrgent === true,
    });
    if (ticket === undefined) return this.#refuse(asked, "aborted", "called off before it was sent");
    let pressure: Pressure = "neutral";
    try {
      const recorded = await attempt(path);
      pressure = pressureOf(recorded.result);
      return toAnswer(recorded, scrubber);
    } finally {
      // Also where an attempt throws: a place that is not given back is lost to the target for good.
      this.#leave(ticket, pressure);
    }
  }

  /** One attempt, and another one for a read that an idle connection broke off. */
  async #attemptTwice(asked: Asked, path: string, signal: AbortSignal): Promise<Recorded> {
    const { request } = asked;
    const call = toCall(request, path, this.#options.version);
    const wasAnswering = this.#hasAnswered;
    const recorded = await this.#attempt(asked, call, signal);
    if (!wasAnswering || !isWorthRepeating(request, recorded.result)) return recorded;
    return this.#attempt(asked, call, signal);
  }

  #leave(ticket: Ticket, pressure: Pressure): void {
    // The caller reads from the answer for how long to rest; it says so before the place is given to the next.
    if (pressure === "pushed-back") setImmediate(() => this.#limiter.leave(ticket, pressure));
    else this.#limiter.leave(ticket, pressure);
  }

  describe(request: WireRequest): DescribedRequest {
    const { org, app, env, version } = this.#options;
    const { headers, body } = toCall(request, "", version);
    const result: Result = { kind: "failure", cause: "aborted", sent: false, detail: "", isUnanswered: true };
    const taint = { secrets: this.#scrubberFor(request), hash: (text: string) => env.hash(text) };
    const happening = { id: "", at: 0, ms: 0, request, headers, body, result };
    const { method, url, request: recorded } = exchangeRow(org, app, happening, taint);
    const text = recorded["body"];
    return { method, url, body: typeof text === "string" ? text : undefined };
  }

  slowDown(ms: number): void {
    this.#limiter.slowDown(ms);
  }

  flush(): Promise<void> {
    return this.#recorder.flush();
  }

  async close(): Promise<void> {
    await this.#pool.close();
    await this.#recorder.flush();
  }

  get inFlightLimit(): number {
    return this.#limiter.limit;
  }

  /** Credentials are looked for in all later answers too; a signature is one of thousands, and concerns its own call. */
  #scrubberFor({ secretHeaders = {}, knownSecrets = [] }: WireRequest): SecretScrubber {
    for (const { secret } of Object.values(secretHeaders)) {
      this.#scrubber.remember(secret.reveal(), standInFor(secret.fingerprint));
    }
    if (knownSecrets.length === 0) return this.#scrubber;
    return this.#scrubber.extend(
      knownSecrets.map((secret) => [secret.reveal(), standInFor(secret.fingerprint)]),
    );
  }

  async #attempt({ request, scrubber }: Asked, call: WireCall, signal: AbortSignal): Promise<Recorded> {
    return this.#record(await this.#call(call, request, signal), scrubber);
  }

  async #call(call: WireCall, request: WireRequest, signal: AbortSignal): Promise<Omit<Happening, "id">> {
    const { env, answerMs, bytesMax } = this.#options;
    const limits = { answerMs: answerMs ?? ANSWER_MS, bytesMax: bytesMax ?? BYTES_MAX };
    const at = env.now();
    const result = await callOnce(
      { dispatcher: this.#pool, origin: this.#base.origin, limits, signal },
      call,
    );
    if (result.kind === "answer") this.#hasAnswered = true;
    const { headers, body } = call;
    return { at, ms: env.now() - at, request, headers, body, result };
  }

  #record(happening: Omit<Happening, "id">, scrubber: SecretScrubber): Recorded {
    const { org, app, env } = this.#options;
    const id = env.newId();
    const taint = { secrets: scrubber, hash: (text: string) => env.hash(text) };
    this.#recorder.add(exchangeRow(org, app, { id, ...happening }, taint));
    return { result: happening.result, exchange: id };
  }

  #refuse({ request, scrubber }: Asked, cause: "redirect" | "aborted", detail: string): WireAnswer {
    const result: Result = { kind: "failure", cause, sent: false, detail, isUnanswered: true };
    const at = this.#options.env.now();
    const headers = request.headers ?? {};
    const happening = { at, ms: 0, request, headers, body: undefined, result };
    return toAnswer(this.#record(happening, scrubber), scrubber);
  }
}

/** A request, and what its answer is cleaned of. */
interface Asked {
  readonly request: WireRequest;
  readonly scrubber: SecretScrubber;
}

interface Recorded {
  readonly result: Result;
  readonly exchange: string;
}

/**
 * The answer as the caller sees it. A target may echo the credentials, and the texts of answers end in faults, logs and the
 * journal: so secrets are removed here, once. An answer that refuses is cleaned thoroughly; one that succeeds is data.
 */
function toAnswer({ result, exchange }: Recorded, scrubber: SecretScrubber): WireAnswer {
  if (result.kind === "failure") {
    const { cause, sent } = result;
    return { kind: "failure", cause, sent, detail: scrubber.scrub(result.detail, "evidence"), exchange };
  }
  const isData = result.status >= 200 && result.status < 300;
  const thoroughness = isData ? "data" : "evidence";
  const headers = Object.entries(result.headers).map(([name, value]) => [
    name,
    scrubber.scrub(value, thoroughness),
  ]);
  return {
    kind: "answer",
    status: result.status,
    headers: Object.fromEntries(headers),
    body: scrubber.scrubBody(result.body, thoroughness),
    exchange,
  };
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
