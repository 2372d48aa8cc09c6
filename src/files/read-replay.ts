import { z } from "zod";
import { sentRequest } from "../contract/rejected-requests.ts";

type Sent = z.output<typeof sentRequest>;

/** A request of a file, ready to be tried, and the names whose values were not kept. */
export interface FiledRequest {
  readonly request: Sent;
  readonly redacted: readonly string[];
}

/** The requests of a file; or the place that makes it unusable, or the name that has no id. */
export type ReplayReading =
  | { readonly kind: "requests"; readonly requests: readonly FiledRequest[] }
  | { readonly kind: "not-replayable"; readonly place: string }
  | { readonly kind: "name-without-id"; readonly name: string };

/** The output of `muster scim rejected ID --json`. */
const exported = z.object({
  requestId: z.string(),
  method: sentRequest.shape.method,
  path: sentRequest.shape.path,
  headers: sentRequest.shape.headers,
  body: z.string().nullable(),
  bodyKept: z.enum(["none", "whole", "cut"]),
  redacted: z.array(z.string()),
});

/** The part of an entry of recorded requests (test/dialects) that a replay needs. */
const entry = z.object({
  requests: z.array(z.object({ ...sentRequest.shape, as: z.string().optional() })).min(1),
});

/**
 * Reads the requests in a text: a single one, an exported rejected one, or recorded ones with names in `{{…}}` for ids.
 * Each name needs an id in `names`.
 */
export function readReplay(text: string, names: ReadonlyMap<string, string>): ReplayReading {
  const json = parse(text);
  if (json === undefined) return { kind: "not-replayable", place: "JSON" };
  const requests: FiledRequest[] = [];
  for (const item of Array.isArray(json) ? json : [json]) {
    const read = readItem(item);
    if (typeof read === "string") return { kind: "not-replayable", place: read };
    requests.push(...read);
  }
  if (requests.length === 0) return { kind: "not-replayable", place: "[]" };
  return fill(requests, names);
}

/** The requests of an entry of the file, or the place of what is wrong with it. */
function readItem(item: unknown): readonly FiledRequest[] | string {
  const one = exported.safeParse(item);
  if (one.success) return readExported(one.data);
  const recorded = entry.safeParse(item);
  if (recorded.success) {
    return recorded.data.requests.map(({ as: _, ...request }) => ({ request, redacted: [] }));
  }
  const bare = sentRequest.safeParse(item);
  return bare.success ? [{ request: bare.data, redacted: [] }] : (bare.error.issues[0]?.path.join(".") ?? "");
}

function readExported(item: z.output<typeof exported>): readonly FiledRequest[] | string {
  const { method, path, headers, body, bodyKept, redacted } = item;
  if (bodyKept === "cut") return "body";
  return [{ request: { method, path, headers, ...(body === null ? {} : { body }) }, redacted }];
}

/** The requests with the ids of the names in them. */
function fill(requests: readonly FiledRequest[], names: ReadonlyMap<string, string>): ReplayReading {
  let missing: string | undefined;
  const filled = requests.map(({ request, redacted }) => {
    const text = JSON.stringify(request).replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const id = names.get(name);
      if (id === undefined) missing ??= name;
      return id ?? "";
    });
    return { request: sentRequest.parse(JSON.parse(text)), redacted };
  });
  return missing === undefined
    ? { kind: "requests", requests: filled }
    : { kind: "name-without-id", name: missing };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
