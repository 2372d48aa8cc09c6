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

/** What came of one attempt, not yet recorded. */
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

/**
 * Sends one call and collects its whole answer. `sent` is exact on the safe side: undici reports the start of
 * a request only once a connection stands, immediately before it writes; a failure after that may have
 * reached the target.
 */
export function callOnce(
  dispatcher: Dispatcher,
  origin: string,
  call: WireCall,
  limits: { readonly answerMs: number; readonly bytesMax: number },
  signal: AbortSignal,
): Promise<Result> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let headers: Readonly<Record<string, string>> = {};
    let controller: Dispatcher.DispatchController | undefined;
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;

    function finish(result: Result): void {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve(result);
    }
    function fail(cause: Cause, detail: string): void {
      finish({ kind: "failure", cause, sent: controller !== undefined, detail, isUnanswered: status === 0 });
    }
    function interrupt(cause: Cause, detail: string): void {
      fail(cause, detail);
      controller?.abort(new Interrupted(cause, detail));
    }
    function onAbort(): void {
      interrupt("aborted", "called off");
    }

    // One signal for all calls of a process: as many listeners as calls in flight are no leak.
    setMaxListeners(0, signal);
    signal.addEventListener("abort", onAbort, { once: true });
    // A call that never gets a connection must end too.
    timer = setTimeout(() => interrupt("timeout", "no connection was free in time"), CONNECTION_MS_MAX);
    dispatcher.dispatch(
      {
        origin,
        method: call.method,
        path: call.path,
        headers: { ...call.headers },
        body: call.body ?? null,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          if (!isOver && !call.mayStart()) fail("aborted", "the right to send it was lost");
          // Called off while the connection was being made: stopping here, nothing is written.
          if (isOver) {
            started.abort(new Interrupted("aborted", "called off"));
            return;
          }
          controller = started;
          clearTimeout(timer);
          timer = setTimeout(
            () => interrupt("timeout", `no complete answer in ${limits.answerMs} ms`),
            limits.answerMs,
          );
        },
        onResponseStart(_controller, statusCode, received) {
          if (statusCode < 200) return;
          status = statusCode;
          headers = flatHeaders(received);
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > limits.bytesMax)
            interrupt("too-large", `the answer is larger than ${limits.bytesMax} bytes`);
          else chunks.push(chunk);
        },
        onResponseEnd() {
          finish({ kind: "answer", status, headers, body: Buffer.concat(chunks, size).toString("utf8") });
        },
        onResponseError(_controller, error) {
          fail(causeOf(error), describe(error));
        },
      },
    );
  });
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
