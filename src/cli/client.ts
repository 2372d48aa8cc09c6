import type { z } from "zod";
import { problem } from "../contract/problem.ts";
import type { RouteSpec, StreamType } from "../contract/route.ts";
import { describeIssue } from "../messages/describe-issue.ts";
import type { Messages } from "../messages/messages.ts";
import { CliError, EXIT, findExitOfAnswer } from "./exit.ts";
import { findReason } from "./find-reason.ts";
import { type Answer, type Call, readText, type StreamedResponse, send, sendForStream } from "./send.ts";

type Part<Spec, Name extends "params" | "query" | "body"> = Spec extends {
  readonly [N in Name]: infer Shape extends z.ZodType;
}
  ? Record<never, never> extends z.input<Shape>
    ? { readonly [N in Name]?: z.input<Shape> }
    : { readonly [N in Name]: z.input<Shape> }
  : unknown;

/** The input of a call to this endpoint: its parameters, query and body, as in the contract. */
export type CallInput<Spec> = Part<Spec, "params"> &
  Part<Spec, "query"> &
  Part<Spec, "body"> &
  (Spec extends { readonly upload: string } ? { readonly upload: AsyncIterable<Uint8Array> } : unknown) & {
    /** Cuts the call off. */
    readonly signal?: AbortSignal | undefined;
  };

/** Calls the admin API. Answers are parsed by the contract; every other outcome is thrown as a CliError. */
export interface Client {
  readonly url: string;
  call<const Spec extends RouteSpec>(spec: Spec, input: CallInput<Spec>): Promise<z.output<Spec["response"]>>;
  /**
   * Calls an endpoint whose answer is a file, and gives it piece by piece. An answer that breaks off is thrown after
   * its last piece.
   */
  stream<const Spec extends StreamSpec>(spec: Spec, input: CallInput<Spec>): AsyncIterable<string>;
}

/** An endpoint whose answer is sent piece by piece. */
type StreamSpec = RouteSpec & { readonly stream: readonly StreamType[] };

interface RawInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly upload?: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal | undefined;
}

/** The characters of a token in a header (RFC 6750 §2.1): anything else was copied along with it. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Creates a client of the server at `url` (an origin, with or without a path before `/api`). */
export function createClient(url: string, token: string, messages: Messages): Client {
  if (!TOKEN.test(token)) throw new CliError(EXIT.usage, "usage.token-characters");
  return createClientWith(url, { authorization: `Bearer ${token}` }, messages);
}

/** Creates a client that sends these headers with each call; `onCookies` sees the cookies that answers set. */
export function createClientWith(
  url: string,
  own: Readonly<Record<string, string>>,
  messages: Messages,
  onCookies: (cookies: readonly string[]) => void = () => {},
): Client {
  const base = baseOf(url);
  const headers = { accept: "application/json", "accept-language": messages.language, ...own };
  return {
    url: base,
    async call<const Spec extends RouteSpec>(
      spec: Spec,
      input: CallInput<Spec>,
    ): Promise<z.output<Spec["response"]>> {
      checkInput(spec, input as RawInput, messages);
      const answer = await ask(base, headers, spec, input as RawInput);
      onCookies(answer.cookies);
      if (answer.status < 200 || answer.status > 299) throw refusal(answer, base);
      const parsed = spec.response.safeParse(bodyOf(spec, answer));
      if (!parsed.success) {
        if (isHtml(answer)) throw notMuster(answer, base);
        throw new CliError(EXIT.failed, "cli.unexpected-answer", {
          url: base,
          path: parsed.error.issues[0]?.path.join(".") ?? "",
        });
      }
      return parsed.data as z.output<Spec["response"]>;
    },
    async *stream<const Spec extends StreamSpec>(spec: Spec, input: CallInput<Spec>) {
      checkInput(spec, input as RawInput, messages);
      const answer = await reach(base, () => sendForStream(toCall(base, headers, spec, input as RawInput)));
      const { status, type, cookies } = answer;
      if (status < 200 || status > 299) {
        const text = await reach(base, () => readText(answer.chunks));
        throw refusal({ status, type, cookies, text }, base);
      }
      if (/html/i.test(type)) throw notMuster({ status, type, cookies, text: "" }, base);
      yield* readPieces(answer, base);
    },
  };
}

/** Refuses what the contract does not allow as wrong usage, before anything is sent. */
function checkInput(spec: RouteSpec, input: RawInput, messages: Messages): void {
  for (const part of ["params", "query", "body"] as const) {
    const parsed = spec[part]?.safeParse(input[part] ?? {});
    if (parsed === undefined || parsed.success) continue;
    const [issue] = parsed.error.issues;
    const place = (issue?.path ?? []).map(String).join(".") || part;
    throw new CliError(EXIT.usage, "usage.bad-value", { place, problem: describeIssue(messages, issue) });
  }
}

function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new CliError(EXIT.usage, "cli.bad-url", { url });
  }
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, "");
}

async function* readPieces({ chunks }: StreamedResponse, url: string): AsyncGenerator<string> {
  try {
    yield* chunks;
  } catch (cause) {
    throw new CliError(EXIT.failed, "cli.answer-broke-off", { url, reason: findReason(cause) }, { cause });
  }
}

function ask(
  base: string,
  common: Readonly<Record<string, string>>,
  spec: RouteSpec,
  input: RawInput,
): Promise<Answer> {
  return reach(base, () => send(toCall(base, common, spec, input)));
}

/** Runs a call; a failure on the way to the server or back is thrown as such. */
async function reach<Result>(base: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    throw unreachable(base, cause);
  }
}

function toCall(
  base: string,
  common: Readonly<Record<string, string>>,
  spec: RouteSpec,
  input: RawInput,
): Call {
  const { method } = spec;
  const { upload, signal } = input;
  const url = new URL(`${base}${pathOf(spec, input.params ?? {})}${queryOf(input.query ?? {})}`);
  const type = upload === undefined ? "application/json" : spec.upload;
  const headers = { ...common, ...(hasBody(spec, input) ? { "content-type": type ?? OCTETS } : {}) };
  const body = upload === undefined && spec.body !== undefined ? JSON.stringify(input.body ?? {}) : undefined;
  return { url, method, headers, body, upload, signal };
}

const OCTETS = "application/octet-stream";

function hasBody(spec: RouteSpec, { upload }: RawInput): boolean {
  return upload !== undefined || spec.body !== undefined;
}

function pathOf(spec: RouteSpec, params: Readonly<Record<string, unknown>>): string {
  return spec.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function queryOf(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== false) search.set(name, String(value));
  }
  return search.size === 0 ? "" : `?${search}`;
}

function bodyOf({ stream }: RouteSpec, { status, text }: Answer): unknown {
  if (status === 204) return null;
  return stream === undefined ? jsonOf(text) : text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Passes on an error from reading an uploaded file; any other error means that the server is unreachable. */
function unreachable(url: string, error: unknown): CliError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof CliError) return cause;
  }
  return new CliError(EXIT.failed, "cli.unreachable", { url, reason: findReason(error) }, { cause: error });
}

function refusal(answer: Answer, url: string): CliError {
  const parsed = problem.safeParse(jsonOf(answer.text));
  if (!parsed.success) return notMuster(answer, url);
  const { code, params, trackingId, detail, status, errors } = parsed.data;
  // A configuration is input, as the options are: its errors end the command as wrong usage does.
  const isPartial = code === "configuration.partly-applied";
  const exit = isPartial ? EXIT.partial : errors === undefined ? findExitOfAnswer(status, code) : EXIT.usage;
  return new CliError(exit, code, params, { trackingId, detail, errors });
}

/** The answer of a proxy, a sign-in page or another program on that port. */
function notMuster({ status, type }: Answer, url: string): CliError {
  const exit = status === 401 || status === 403 ? EXIT.refused : EXIT.failed;
  return new CliError(exit, "cli.not-muster", { url, status, type: type || "-" });
}

function isHtml({ type, text }: Answer): boolean {
  return /html/i.test(type) || /^\s*</.test(text);
}
