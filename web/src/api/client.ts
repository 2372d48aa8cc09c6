import type { z } from "zod";
import { problem } from "../../../src/contract/problem.ts";
import type { RouteSpec } from "../../../src/contract/route.ts";
import { addressOf } from "./address-of.ts";
import { ConsoleError } from "./console-error.ts";
import { type FileUpload, sendFile } from "./send-file.ts";

type Part<Spec, Name extends "params" | "query" | "body"> = Spec extends {
  readonly [N in Name]: infer Shape extends z.ZodType;
}
  ? Record<never, never> extends z.input<Shape>
    ? { readonly [N in Name]?: z.input<Shape> }
    : { readonly [N in Name]: z.input<Shape> }
  : unknown;

/** The input of a request to this endpoint: its parameters, query and body, as in the contract. */
export type RequestOf<Spec> = Part<Spec, "params"> &
  Part<Spec, "query"> &
  Part<Spec, "body"> & { readonly signal?: AbortSignal | undefined };

interface RawRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the admin API of the server that the console came from. */
export interface ApiClient {
  /** The answer, parsed by the contract. Every other outcome is thrown as a `ConsoleError`. */
  call<const Spec extends RouteSpec>(
    spec: Spec,
    request: RequestOf<Spec>,
  ): Promise<z.output<Spec["response"]>>;
  /** The same with a file as the body, which is sent in pieces. */
  upload<const Spec extends RouteSpec>(
    spec: Spec,
    request: RequestOf<Spec>,
    upload: FileUpload,
  ): Promise<z.output<Spec["response"]>>;
}

export interface ClientOptions {
  /** The language of the server's texts. */
  language(): string;
  /** The value that proves that a change comes from the console; undefined before signing in. */
  csrfToken(): string | undefined;
  /** The session has ended, or there was none. */
  onSignedOut(): void;
  /** Asks the person to sign in again, because a request needs a recent sign-in. True once they have. */
  signInAgain(): Promise<boolean>;
}

/** Creates a client for the pages of one person. The browser adds the cookie of the session. */
export function createApiClient(options: ClientOptions): ApiClient {
  return {
    async call<const Spec extends RouteSpec>(
      spec: Spec,
      request: RequestOf<Spec>,
    ): Promise<z.output<Spec["response"]>> {
      const raw = request as RawRequest;
      const path = addressOf(spec, raw);
      const attempt = async () => read(spec, path, await send(spec, path, raw, options), options);
      try {
        return await attempt();
      } catch (error) {
        if (!isTooOld(error) || !(await options.signInAgain())) throw error;
        return attempt();
      }
    },

    async upload<const Spec extends RouteSpec>(
      spec: Spec,
      request: RequestOf<Spec>,
      upload: FileUpload,
    ): Promise<z.output<Spec["response"]>> {
      const raw = request as RawRequest;
      const path = addressOf(spec, raw);
      const headers = headersFor(spec, options);
      const target = { method: spec.method, path, headers, signal: raw.signal };
      const answer = await sendFile(target, upload);
      return read(spec, path, answer, options);
    },
  };
}

/** True for a refusal that another sign-in lifts. Nothing was changed, so that the request can be sent once more. */
const isTooOld = (error: unknown) =>
  error instanceof ConsoleError && error.problem?.code === "session.too-old";

/** Reads an answer by the contract. */
async function read<const Spec extends RouteSpec>(
  spec: Spec,
  path: string,
  answer: Response,
  options: ClientOptions,
): Promise<z.output<Spec["response"]>> {
  const name = `${spec.method} ${path}`;
  const isFile = spec.stream !== undefined && answer.ok;
  const body: unknown = isFile ? await answer.text() : answer.status === 204 ? null : await jsonOf(answer);
  if (!answer.ok) throw createRefusal(name, answer, body, options);
  const parsed = spec.response.safeParse(body);
  if (!parsed.success) {
    throw new ConsoleError("unreadable", name, { status: answer.status, cause: parsed.error });
  }
  return parsed.data as z.output<Spec["response"]>;
}

function headersFor({ method, body, upload }: RouteSpec, { language, csrfToken }: ClientOptions): Headers {
  const headers = new Headers({ accept: "application/json", "accept-language": language() });
  const token = csrfToken();
  if (method !== "GET" && token !== undefined) headers.set("x-csrf-token", token);
  const type = body === undefined ? upload : "application/json";
  if (type !== undefined) headers.set("content-type", type);
  return headers;
}

async function send(
  spec: RouteSpec,
  path: string,
  { body, signal }: RawRequest,
  options: ClientOptions,
): Promise<Response> {
  const { method } = spec;
  const headers = headersFor(spec, options);
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      ...(spec.body === undefined ? {} : { body: JSON.stringify(body ?? {}) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ConsoleError("unreachable", `${method} ${path}`, { cause });
  }
}

function createRefusal(
  name: string,
  answer: Response,
  body: unknown,
  { onSignedOut }: ClientOptions,
): ConsoleError {
  const parsed = problem.safeParse(body);
  const { status } = answer;
  if (!parsed.success) return new ConsoleError("unreadable", name, { status });
  const { data } = parsed;
  if (status === 401 && !data.code.startsWith("sign-in.")) onSignedOut();
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(seconds) ? seconds : undefined;
  return new ConsoleError("refused", name, { status, problem: data, retryAfterSeconds });
}

async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
}
