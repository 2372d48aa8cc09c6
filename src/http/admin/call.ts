import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Actor, Refusal } from "../../app/deps.ts";
import type { RouteSpec, StreamType } from "../../contract/route.ts";
import type { RouteId, Routes } from "../../contract/routes.ts";
import { type OrgId, parseUuid } from "../../core/ids.ts";
import { isStorable } from "../../core/scim/text.ts";
import { describeIssue } from "../../messages/describe-issue.ts";
import { createMessages, type Language } from "../../messages/messages.ts";
import { ApiError } from "../api-error.ts";
import type { HttpContext } from "../context.ts";

type Part<Id extends RouteId, Name extends string> = Routes[Id] extends {
  readonly [N in Name]: infer Shape extends z.ZodType;
}
  ? z.output<Shape>
  : undefined;

/** A request to the admin API that was checked against the contract, from a caller with the permission. */
export interface AdminCall<Id extends RouteId> {
  readonly context: HttpContext;
  readonly request: FastifyRequest;
  /** For what an answer has beside its body: cookies. */
  readonly reply: FastifyReply;
  /** Undefined on public routes alone. */
  readonly actor: Routes[Id]["permission"] extends "public" ? undefined : Actor;
  /** The organization in the path. It exists and is visible to the actor. */
  readonly org: Part<Id, "params"> extends { readonly org: string } ? OrgId : undefined;
  readonly params: Part<Id, "params">;
  readonly query: Part<Id, "query">;
  readonly body: Part<Id, "body">;
}

/** An answer that is sent piece by piece: server-sent events, or a file with a name. */
export class StreamedAnswer {
  readonly type: StreamType;
  readonly chunks: AsyncIterable<string>;
  /** The name of a file; undefined for events. */
  readonly fileName: string | undefined;

  constructor(type: StreamType, chunks: AsyncIterable<string>, fileName?: string) {
    this.type = type;
    this.chunks = chunks;
    this.fileName = fileName;
  }
}

/** Serves one endpoint: it runs a use case and renders the result. */
export type Handler<Id extends RouteId> = (
  call: AdminCall<Id>,
) => Promise<
  | (Routes[Id] extends { readonly stream: readonly string[] }
      ? StreamedAnswer
      : z.output<Routes[Id]["response"]>)
  | Refusal
>;

export type Handlers = { readonly [Id in RouteId]: Handler<Id> };

const MESSAGES = { en: createMessages("en"), fr: createMessages("fr") };

const strictShapes = new WeakMap<z.ZodType, z.ZodType>();

/** The shape without room for members that it does not name: a misspelt name must not be as good as none. */
function toStrict(shape: z.ZodType): z.ZodType {
  if (!(shape instanceof z.ZodObject)) return shape;
  const known = strictShapes.get(shape);
  if (known !== undefined) return known;
  const strict = shape.strict();
  strictShapes.set(shape, strict);
  return strict;
}

/** Parses one part of a request by the contract. Throws a 400 that names the place of the problem in the reader's language. */
export function parsePart(
  spec: RouteSpec,
  part: "params" | "query" | "body",
  value: unknown,
  language: Language,
): unknown {
  const shape = spec[part];
  if (shape === undefined) return undefined;
  const words = MESSAGES[language];
  const unsound = findUnsoundText(value, part);
  if (unsound !== undefined) {
    throw new ApiError(400, "request.invalid", { place: unsound, problem: words.text("invalid.character") });
  }
  const parsed = toStrict(shape).safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = [part, ...(issue?.path ?? [])].map(String).join(".");
  throw new ApiError(400, "request.invalid", { place, problem: describeIssue(words, issue) });
}

/**
 * Where a value holds text that no database keeps unchanged: NUL, or half of a surrogate pair. Names of members count
 * as well. Undefined if all text is sound.
 */
function findUnsoundText(value: unknown, part: string): string | undefined {
  // Without recursion: a body may be nested deeper than calls can be.
  const left: [value: unknown, place: string][] = [[value, part]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [each, place] = next;
    if (typeof each === "string" && !isStorable(each)) return place;
    if (typeof each !== "object" || each === null) continue;
    for (const [name, inner] of Object.entries(each)) {
      if (!isStorable(name)) return place;
      if (typeof inner === "string" || typeof inner === "object") left.push([inner, `${place}.${name}`]);
    }
  }
  return undefined;
}

type AnyId = NonNullable<ReturnType<typeof parseUuid>>;

/** Reads an id from a part that the contract has checked. */
export function idOf<Id extends AnyId>(text: string): Id {
  const id = parseUuid<Id>(text);
  if (id === undefined) throw new ApiError(400, "request.invalid", { place: "id", problem: "bad-id" });
  return id;
}
