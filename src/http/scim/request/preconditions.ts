import type { VersionTest } from "../../../app/directory/directory.ts";
import { etagOf } from "../../../core/scim/request/project.ts";
import { type HeaderFields, headerOf } from "./call.ts";

/**
 * The versions that a client allows a write to meet (RFC 7644 §3.14, RFC 9110 §13.1): one that If-Match names,
 * and none that If-None-Match names. Undefined when it does not say.
 */
export function readPreconditions(headers: HeaderFields): VersionTest | undefined {
  const match = readTags(headerOf(headers, "if-match"));
  const noneMatch = readTags(headerOf(headers, "if-none-match"));
  if (match === undefined && noneMatch === undefined) return undefined;
  return (version) =>
    (match === undefined || isNamed(match, version)) &&
    (noneMatch === undefined || !isNamed(noneMatch, version));
}

/** True when If-None-Match names this version: the client has it already. */
export function isKnown(header: string | undefined, version: number | string): boolean {
  const tags = readTags(header);
  return tags !== undefined && isNamed(tags, version);
}

function isNamed(tags: ReadonlySet<string>, version: number | string): boolean {
  return tags.has("*") || tags.has(weakly(etagOf(version)));
}

/** Entity tags are compared weakly (RFC 9110 §8.8.3.2): ours are all weak, and clients strip the mark. */
function weakly(tag: string): string {
  return tag.trim().replace(/^W\//i, "");
}

function readTags(header: string | undefined): ReadonlySet<string> | undefined {
  return header === undefined ? undefined : new Set(header.split(",").map(weakly));
}
