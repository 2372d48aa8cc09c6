import type { VersionTest } from "../../app/directory/directory.ts";
import { etagOf } from "../../core/scim/project.ts";

/** The versions that If-Match allows (RFC 7644 §3.14); undefined when the client does not say. */
export function readIfMatch(header: string | undefined): VersionTest | undefined {
  const tags = readTags(header);
  return tags && ((version) => tags.has("*") || tags.has(weakly(etagOf(version))));
}

/** True when If-None-Match names this version: the client has it already. */
export function isKnown(header: string | undefined, version: number | string): boolean {
  const tags = readTags(header);
  return tags !== undefined && (tags.has("*") || tags.has(weakly(etagOf(version))));
}

/** Entity tags are compared weakly (RFC 9110 §8.8.3.2): ours are all weak, and clients strip the mark. */
function weakly(tag: string): string {
  return tag.trim().replace(/^W\//i, "");
}

function readTags(header: string | undefined): ReadonlySet<string> | undefined {
  return header === undefined ? undefined : new Set(header.split(",").map(weakly));
}
