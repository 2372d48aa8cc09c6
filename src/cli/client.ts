import type { z } from "zod";
import { problem } from "../contract/problem.ts";
import type { RouteSpec } from "../contract/route.ts";
import { describeIssue } from "../messages/describe-issue.ts";
import type { Messages } from "../messages/messages.ts";
import { CliError, EXIT, findExitOfStatus } from "./exit.ts";
import { findReason } from "./find-reason.ts";

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
}

interface RawInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly upload?: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal | undefined;
}

/** Creates a client of the server at `url` (an origin, with or without a path before `/api`). */
export function createClient(url: string, token: string, messages: Messages): Client {
  const base = baseOf(url);
  const headers = {
    accept: "application/json",
    "accept-language": messages.language,
    authorization: `Bearer ${token}`,
  };
  return {
    url: base,
    async call<const Spec extends RouteSpec>(
      spec: Spec,
      input: CallInput<Spec>,
    ): Promise<z.output<Spec["response"]>> {
      checkInput(spec, input as RawInput, messages);
      const answer = await send(base, headers, spec, input as RawInput);
      const text = await bodyOf(answer, base);
      if (answer.status < 200 || answer.status > 299) throw refusal(answer, text, base);
      const parsed = spec.response.safeParse(answer.status === 204 ? null : jsonOf(text));
      if (!parsed.success) {
        if (isHtml(answer, text)) throw notMuster(answer, base);
        throw new CliError(EXIT.failed, "cli.unexpected-answer", {
          url: base,
          path: parsed.error.issues[0]?.path.join(".") ?? "",
        });
      }
      return parsed.data as z.output<Spec["response"]>;
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

async function send(
  base: string,
  common: Readonly<Record<string, string>>,
  spec: RouteSpec,
  input: RawInput,
): Promise<Response> {
  const headers: Record<string, string> = { ...common };
  // A redirect is not followed, because it would carry the token to another address.
  const request: RequestInit = { method: spec.method, headers, redirect: "manual" };
  if (input.signal !== undefined) request.signal = input.signal;
  if (input.upload !== undefined) {
    headers["content-type"] = spec.upload ?? "application/octet-stream";
    Object.assign(request, { body: input.upload, duplex: "half" });
  } else if (spec.body !== undefined) {
    headers["content-type"] = "application/json";
    request.body = JSON.stringify(input.body ?? {});
  }
  try {
    return await fetch(`${base}${pathOf(spec, input.params ?? {})}${queryOf(input.query ?? {})}`, request);
  } catch (cause) {
    throw unreachable(base, cause);
  }
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

async function bodyOf(answer: Response, base: string): Promise<string> {
  try {
    return await answer.text();
  } catch (cause) {
    throw unreachable(base, cause);
  }
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

function refusal(answer: Response, text: string, url: string): CliError {
  const parsed = problem.safeParse(jsonOf(text));
  if (!parsed.success) return notMuster(answer, url);
  const { code, params, trackingId, detail, status } = parsed.data;
  return new CliError(findExitOfStatus(status), code, params, { trackingId, detail });
}

/** The answer of a proxy, a sign-in page or another program on that port. */
function notMuster(answer: Response, url: string): CliError {
  const exit = answer.status === 401 || answer.status === 403 ? EXIT.refused : EXIT.failed;
  const type = answer.headers.get("content-type") ?? "";
  return new CliError(exit, "cli.not-muster", { url, status: answer.status, type: type || "-" });
}

function isHtml(answer: Response, text: string): boolean {
  return /html/i.test(answer.headers.get("content-type") ?? "") || /^\s*</.test(text);
}
