import { kindOf } from "../../core/provisioning/abilities.ts";
import type { Fault } from "../../core/provisioning/fault.ts";
import type { AttributeChange, RefusedAttribute } from "../../ports/target.ts";

/** Codes of refusals by something else than the target's opinion of the attributes. */
const NOT_ABOUT_CONTENT: ReadonlySet<string> = new Set([
  "target.redirect",
  "target.html",
  "target.not-scim",
  "target.wrong-url",
  "target.endpoint-not-found",
  "target.no-groups-endpoint",
  "target.unsupported",
  "target.forbidden-proxy",
  "target.path-unknown",
  "target.not-whole",
  "target.precondition",
  "target.not-kept",
  "target.contradiction",
  "target.other-account",
]);

/** True when the target has refused the attributes of a call, so that fewer of them may pass. */
export function isContentRefusal(fault: Fault): boolean {
  if (fault.refusedBy === "middlebox" || fault.refusedBy === "muster") return false;
  if (NOT_ABOUT_CONTENT.has(fault.code)) return false;
  return ["invalid", "conflict", "already-exists", "forbidden"].includes(fault.kind);
}

/** Types of errors about the content of a request (RFC 7644 §3.12). */
const ABOUT_CONTENT = /^(?:mutability|invalid(?:Value|Path|Syntax)|noTarget|tooMany)$/i;
const ABOUT_MISSING = /\b(?:required|missing|mandatory|must (?:be (?:present|provided|set|given)|have))\b/i;
/** Names of attributes that also stand in sentences about something else; they count in quotes only. */
const COMMON_WORDS: ReadonlySet<string> = new Set(["name", "active", "value", "type", "primary", "display"]);

/** True when a refusal says that it is about the content: by its type, or by naming one of these attributes. */
export function isAboutContent(fault: Fault, paths: readonly string[]): boolean {
  return ABOUT_CONTENT.test(String(fault.params["scimType"] ?? "")) || findNamed(fault, paths).length > 0;
}

/** True when a refusal says that something was not sent. */
export function isAboutMissing(fault: Fault): boolean {
  return ABOUT_MISSING.test(String(fault.params["detail"] ?? ""));
}

/** The attributes that a refusal names: by their whole path, else by the last part of it, else by the first. */
export function findNamed(fault: Fault, paths: readonly string[]): readonly string[] {
  const detail = String(fault.params["detail"] ?? "").toLowerCase();
  if (detail === "") return [];
  const words = new Set(detail.match(/[a-z0-9$_-]+(?:\.[a-z0-9$_-]+)*/g) ?? []);
  const quoted = new Set([...detail.matchAll(/["'`‘“]([a-z0-9.$_-]+)["'`’”]/g)].map(([, name = ""]) => name));
  const isNamed = (name: string) => (COMMON_WORDS.has(name) ? quoted : words).has(name);
  const byPath = paths.filter((path) => {
    const text = path.toLowerCase();
    return /[:.[]/.test(text) ? detail.includes(text) || isNamed(dottedOf(text)) : isNamed(text);
  });
  if (byPath.length > 0) return byPath;
  const bySub = paths.filter((path) => {
    const last = dottedOf(path.toLowerCase()).split(".").at(-1) ?? "";
    return !COMMON_WORDS.has(last) && isNamed(last);
  });
  if (bySub.length > 0) return bySub;
  return paths.filter((path) => isNamed(dottedOf(path.toLowerCase()).split(".")[0] ?? ""));
}

/** A path without URN and filter: `emails.value`. */
function dottedOf(path: string): string {
  return path.replace(/\[[^\]]*\]/g, "").replace(/^urn:.*:/, "");
}

/** The smallest part with this attribute that can be written by itself: the parts of an element go together. */
export function unitOf(path: string): string {
  return path.includes("]") ? path.slice(0, path.lastIndexOf("]")) : path;
}

/** The changes with the fault that their refusal is. A 403 that speaks of the content is about the value. */
export function refuseChanges(
  changes: readonly AttributeChange[],
  fault: Fault,
): readonly RefusedAttribute[] {
  const paths = changes.map(({ path }) => path);
  const isAboutValue = fault.kind === "forbidden" && isAboutContent(fault, paths);
  const refusal: Fault = isAboutValue ? { ...fault, kind: "invalid" } : fault;
  return changes.map(({ path, to }) => ({ path, valueKind: kindOf(to), fault: refusal }));
}
