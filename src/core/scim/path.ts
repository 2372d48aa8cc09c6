import { ScimError } from "./error.ts";
import { type BoundFilter, bindElementFilter } from "./filter/bind.ts";
import {
  FILTER_LIMITS,
  type FilterLimits,
  isPathText,
  isSubName,
  openCursor,
  parseBrackets,
  peek,
} from "./filter/parse.ts";
import { refuseNullOperand } from "./patch/refuse-empty-operand.ts";
import { type Profile, tolerancesOf } from "./profile.ts";
import { type AttributePath, type ExtensionPath, resolvePath } from "./resolve.ts";
import { findSub, type ResourceType } from "./schema.ts";

/** The target of a PATCH operation: an attribute, parts of it, some of its elements, or a whole extension. */
export type PatchPath =
  | ExtensionPath
  | (AttributePath & {
      /** Selects elements of a multi-valued attribute. */
      readonly filter: BoundFilter | undefined;
    });

/**
 * Parses a PATCH path (RFC 7644 §3.5.2, figure 7): `attr`, `attr.sub`, `attr[filter]`, `attr[filter].sub`,
 * each with an optional schema URN before it; also the bare URN of an extension, which the figure lacks.
 * Throws 400 invalidPath for a path that is malformed or names an unknown attribute, and 400 invalidFilter
 * for a wrong filter and for one that selects by `ne null`.
 */
export function parsePath(
  text: string,
  type: ResourceType,
  profile: Profile,
  limits: FilterLimits = FILTER_LIMITS,
): PatchPath {
  if (text.length > limits.filterLengthMax) {
    throw new ScimError("invalidPath", `A path is longer than ${limits.filterLengthMax} characters.`);
  }
  const tolerances = tolerancesOf(profile);
  const cursor = openCursor(text, tolerances, "invalidPath", limits);
  const word = peek(cursor);
  if (word.kind !== "word" || !isPathText(word.text)) throw invalidPath(text);
  cursor.at += 1;
  const found = resolvePath(type, word.text, tolerances);
  if (found === undefined) throw invalidPath(text);
  const written = parseBrackets(cursor);
  const rest = peek(cursor);
  if (found.kind === "extension" || written === undefined) {
    if (rest.kind !== "end" || written !== undefined) throw invalidPath(text);
    return found.kind === "extension" ? found : { ...found, filter: undefined };
  }
  if (!found.attribute.multiValued || found.sub !== undefined) throw invalidPath(text);
  refuseNullOperand(written, cursor.tokens);
  const filter = bindElementFilter({ ...found, type }, written, profile);
  if (rest.kind === "end") return { ...found, filter };
  cursor.at += 1;
  if (rest.kind !== "word" || peek(cursor).kind !== "end") throw invalidPath(text);
  const name = rest.text.slice(1);
  const sub = rest.text.startsWith(".") && isSubName(name) ? findSub(found.attribute, name) : undefined;
  if (sub === undefined) throw invalidPath(text);
  return { ...found, path: `${found.path}.${sub.name}`, sub, filter };
}

function invalidPath(text: string): ScimError {
  return new ScimError("invalidPath", `The path "${text.slice(0, 200)}" names no attribute.`);
}
