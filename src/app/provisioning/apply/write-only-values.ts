import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import { projectWriteOnly } from "../../../core/mapping/project.ts";
import { findSourceReads } from "../../../core/mapping/source-reads.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { SecretText } from "../../../ports/secrets.ts";
import { readSourceObject } from "../../source-objects.ts";
import type { CycleContext, CycleRun } from "../context.ts";

/** Values by the path that they are sent at. They are in no plan, journal, link or log. */
export type WriteOnlyValues = Readonly<Record<string, SecretText>>;

/**
 * Makes those of the values at these paths that only the target is to know, at the moment of sending. Random
 * parts come from the machine's secure randomness: neither the seed of the application nor another attempt gives them
 * again.
 */
export async function makeWriteOnlyValues(
  { deps, org, mappings, projection }: CycleRun,
  { type, object: id }: Pick<DecisionRow, "type" | "object">,
  paths: ReadonlySet<string>,
): Promise<WriteOnlyValues> {
  const mapping = mappings[type];
  if (!mapping.attributes.some(({ isWriteOnly }) => isWriteOnly)) return {};
  const object = await deps.store.get("object", { org, id });
  if (object === undefined) return {};
  const source = await readSourceObject({ deps, org }, object, findSourceReads(mapping));
  const made = projectWriteOnly(mapping, source, { ...projection, randomDigits: () => deps.env.randomHex() });
  const sent = Object.entries(made).filter(([path]) => paths.has(path));
  return Object.fromEntries(sent.map(([path, text]) => [path, deps.secrets.wrap(text)]));
}

/** The attributes with an empty text in the place of each write-only one: a refusal is remembered without the value. */
export function withPlaces(
  { mappings }: Pick<CycleContext, "mappings">,
  type: ObjectType,
  attributes: FlatAttributes,
): FlatAttributes {
  const writeOnly = mappings[type].attributes.filter(({ isWriteOnly }) => isWriteOnly);
  return { ...attributes, ...Object.fromEntries(writeOnly.map(({ path }) => [path.text, ""])) };
}
