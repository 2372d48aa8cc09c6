import { setMaxListeners } from "node:events";
import type { Dispatcher } from "undici";
import type { WireAnswer, WireRequest } from "../../ports/wire.ts";

/** A call that is ready for the socket. */
export interface WireCall {
  readonly method: WireRequest["method"];
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** When it says no, nothing is written. */
  readonly mayStart: () => boolean;
}

type Failed = Extract<WireAnswer, { kind: "failure" }>;

/** The result of one attempt, not yet recorded. */
export type Result =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | {
      readonly kind: "failure";
      readonly cause: Failed["cause"];
      readonly sent: boolean;
      readonly detail: string;
      /** True when the connection broke before a single byte of answer. */
      readonly isUnanswered: boolean;
    };

type Cause = Failed["cause"];

class Interrupted extends Error {
  readonly reason: Cause;
  constructor(reason: Cause, message: string) {
    super(message);
    this.reason = reason;
  }
}

const CAUSES: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  EADDRNOTAVAIL: "refused",
  EACCES: "refused",
  ENOTFOUND: "name",
  EAI_AGAIN: "name",
  EAI_FAIL: "name",
  EAI_NODATA: "name",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  ETIMEDOUT: "timeout",
  UND_ERR_HEADERS_OVERFLOW: "too-large",
  EPROTO: "tls",
};

// OpenSSL's verification results have no common prefix: node:tls passes their names on as codes.
const TLS_CODE =
  /^ERR_(?:TLS|SSL)_|CERT|_SIGNATURE|_CRL_|^INVALID_(?:CA|PURPOSE)|^PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH/;

/** How long a call may wait for its connection; longer than connecting may take. */
const CONNECTION_MS_MAX = 60_000;

/** Where a call goes, and how long it may take. */
export interface CallContext {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly limits: { readonly answerMs: number; readonly bytesMax: number };
  readonly signal: AbortSignal;
}

/**
 * Sends one call and collects its whole answer. `sent` is exact on the safe side: undici reports the start of
 * a request only once a connection stands, immediately before it writes; a failure after that may have
 * reached the target.
 */
export function callOnce(context: CallContext, call: WireCall): Promise<Result> {
  return new Promise((resolve) => {
    const collector = new AnswerCollector(context, call.mayStart, resolve);
    const { method, path, headers, body } = call;
    context.dispatcher.dispatch(
      {
        ...{ origin: context.origin, method, path, headers: { ...headers }, body: body ?? null },
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      collector,
    );
  });
}

/** Collects the answer to one call, until it is complete, fails, takes too long or is called off. */
class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #context: CallContext;
  readonly #mayStart: () => boolean;
  readonly #resolve: (result: Result) => void;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};
  #controller: Dispatcher.DispatchController | undefined;
  #timer: NodeJS.Timeout;
  #isOver = false;

  constructor(context: CallContext, mayStart: () => boolean, resolve: (result: Result) => void) {
    this.#context = context;
    this.#mayStart = mayStart;
    this.#resolve = resolve;
    // One signal for all calls of a process: a listener for each call in flight does not leak.
    setMaxListeners(0, context.signal);
    context.signal.addEventListener("abort", this.#onAbort, { once: true });
    // A call that never gets a connection must end too.
    this.#timer = setTimeout(
      () => this.#interrupt("timeout", "no connection was free in time"),
      CONNECTION_MS_MAX,
    );
  }

  onRequestStart(started: Dispatcher.DispatchController): void {
    if (!this.#isOver && !this.#mayStart()) this.#fail("aborted", "the right to send it was lost");
    // Called off while the connection was being made: stopping here, nothing is written.
    if (this.#isOver) {
      started.abort(new Interrupted("aborted", "called off"));
      return;
    }
    const { answerMs } = this.#context.limits;
    this.#controller = started;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#interrupt("timeout", `no complete answer in ${answerMs} ms`),
      answerMs,
    );
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    received: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (statusCode < 200) return;
    this.#status = statusCode;
    this.#headers = flatHeaders(received);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { bytesMax } = this.#context.limits;
    this.#size += chunk.length;
    if (this.#size > bytesMax) this.#interrupt("too-large", `the answer is larger than ${bytesMax} bytes`);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const body = Buffer.concat(this.#chunks, this.#size).toString("utf8");
    this.#finish({ kind: "answer", status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(causeOf(error), describe(error));
  }

  readonly #onAbort = (): void => this.#interrupt("aborted", "called off");

  #interrupt(cause: Cause, detail: string): void {
    this.#fail(cause, detail);
    this.#controller?.abort(new Interrupted(cause, detail));
  }

  #fail(cause: Cause, detail: string): void {
    const isUnanswered = this.#status === 0;
    this.#finish({ kind: "failure", cause, sent: this.#controller !== undefined, detail, isUnanswered });
  }

  #finish(result: Result): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#context.signal.removeEventListener("abort", this.#onAbort);
    this.#resolve(result);
  }
}

function flatHeaders(received: Readonly<Record<string, string | string[] | undefined>>) {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(received)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

/** The error itself, or the first inside it: Node reports failing to reach several addresses as one error. */
function innermost(error: Error): Error {
  const [first] = error instanceof AggregateError ? error.errors : [];
  if (first instanceof Error) return innermost(first);
  return error;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function causeOf(error: Error): Cause {
  const inner = innermost(error);
  const code = codeOf(inner);
  const known = CAUSES[code];
  if (known !== undefined) return known;
  if (TLS_CODE.test(code) || /before secure TLS connection/.test(inner.message)) return "tls";
  return "reset";
}

function describe(error: Error): string {
  const inner = innermost(error);
  const code = codeOf(inner);
  return code === "" || inner.message.includes(code) ? inner.message : `${code}: ${inner.message}`;
}
