import { z } from "zod";
import { sentRequest } from "../contract/rejected-requests.ts";
import { CliError, EXIT } from "./exit.ts";
import { findReason } from "./find-reason.ts";
import type { World } from "./world.ts";

/** A request of a file, ready to be tried, and the names whose values were not kept. */
export interface FiledRequest {
  readonly request: Sent;
  readonly redacted: readonly string[];
}
type Sent = z.output<typeof sentRequest>;

const FILE_MAX_BYTES = 16 * 1024 * 1024;

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
 * Reads the requests in a file: a single one, an exported rejected one, or recorded ones with names in `{{…}}` for ids.
 * Each name needs an id in `names`; a missing id is a usage error.
 */
export async function readReplayFile(
  world: World,
  file: string,
  names: ReadonlyMap<string, string>,
): Promise<readonly FiledRequest[]> {
  const json = parse(await readText(world, file), file);
  const items = Array.isArray(json) ? json : [json];
  const requests = items.flatMap((item): readonly FiledRequest[] => {
    const one = exported.safeParse(item);
    if (one.success) return [readExported(one.data, file)];
    const recorded = entry.safeParse(item);
    if (recorded.success) {
      return recorded.data.requests.map(({ as: _, ...request }) => ({ request, redacted: [] }));
    }
    const bare = sentRequest.safeParse(item);
    if (bare.success) return [{ request: bare.data, redacted: [] }];
    throw notReplayable(file, bare.error.issues[0]?.path.join(".") ?? "");
  });
  if (requests.length === 0) throw notReplayable(file, "[]");
  return requests.map(({ request, redacted }) => ({
    request: sentRequest.parse(filled(request, names)),
    redacted,
  }));
}

function readExported(item: z.output<typeof exported>, file: string): FiledRequest {
  const { method, path, headers, body, bodyKept, redacted } = item;
  if (bodyKept === "cut") throw notReplayable(file, "body");
  return { request: { method, path, headers, ...(body === null ? {} : { body }) }, redacted };
}

function filled(request: Sent, names: ReadonlyMap<string, string>): unknown {
  const text = JSON.stringify(request).replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const id = names.get(name);
    if (id === undefined) throw new CliError(EXIT.usage, "usage.name-without-id", { name });
    return id;
  });
  return JSON.parse(text);
}

async function readText(world: World, file: string): Promise<string> {
  try {
    const { sizeBytes, bytes } = await world.openFile(file);
    if (sizeBytes > FILE_MAX_BYTES) throw Object.assign(new Error("too large"), { code: "EFBIG" });
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    return new TextDecoder().decode(Buffer.concat(chunks));
  } catch (cause) {
    const reason = findReason(cause);
    throw new CliError(EXIT.usage, "usage.file-unreadable", { file, reason }, { cause });
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notReplayable(file, "JSON");
  }
}

function notReplayable(file: string, place: string): CliError {
  return new CliError(EXIT.usage, "usage.not-replayable", { file, place });
}
