import { type FlatAttributes, flattenAccount } from "../../../core/mapping/flat.ts";
import type { Abilities } from "../../../core/provisioning/abilities.ts";
import type { BulkUse } from "../../../core/provisioning/bulk.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import { isHidden, listNotOffered } from "../../../core/provisioning/offered-attributes.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import { SECRET_LENGTH_MIN } from "../../../core/secret-length.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { CycleRun } from "../context.ts";
import { noteSpellings } from "./note-spellings.ts";

const OBJECT_TYPES: readonly ObjectType[] = ["user", "group"];
/** Accounts of each type that a test reads, to see whether they show what Muster wrote. */
const ACCOUNTS_READ = 3;

/** The result of a test: the abilities of the target, and notes on it and on the attributes of the mapping. */
export interface TargetReport {
  readonly abilities: Abilities;
  readonly notes: readonly Reason[];
  /** Whether changes that are ready together travel in one request. */
  readonly bulk: BulkUse;
}

/** Tests the target without changing anything, and compares its answers with the application's own mapping. */
export async function probeTarget(context: CycleRun): Promise<Outcome<TargetReport>> {
  const tested = await context.target.test(context.signal);
  if (!tested.ok) return tested;
  const abilities = tested.value;
  const notOffered = OBJECT_TYPES.flatMap((type) => listNotOffered(abilities, type, pathsOf(context, type)));
  const hidden = OBJECT_TYPES.flatMap((type) =>
    pathsOf(context, type).filter((path) => isHidden(abilities, type, path)),
  );
  const unseen: string[] = [];
  for (const type of OBJECT_TYPES) {
    const paths = pathsOf(context, type).filter((path) => !isHidden(abilities, type, path));
    unseen.push(...(await findUnseen(context, type, paths)));
  }
  const notes = [
    ...abilities.notes,
    ...createNote("target.attributes-not-offered", notOffered),
    ...createNote("target.attributes-hidden", hidden),
    ...createNote("target.attributes-not-shown", unseen),
    ...(await noteSpellings(context)),
    ...(context.isSecretShort ? [createReason("target.secret-short", { least: SECRET_LENGTH_MIN })] : []),
  ];
  return { ok: true, value: { abilities, notes, bulk: context.target.bulk() } };
}

function pathsOf({ mappings }: CycleRun, type: ObjectType): readonly string[] {
  return mappings[type].paths.map(({ text }) => text);
}

function createNote(
  code: "target.attributes-not-offered" | "target.attributes-hidden" | "target.attributes-not-shown",
  attributes: readonly string[],
): readonly Reason[] {
  if (attributes.length === 0) return [];
  return [createReason(code, { attributes: [...new Set(attributes)].join(", ") })];
}

/**
 * Reads a few linked accounts. Returns the paths that Muster wrote to some of them, and that none of these shows. An
 * account that cannot be read says nothing.
 */
async function findUnseen(
  { deps, org, app, target, signal }: CycleRun,
  type: ObjectType,
  paths: readonly string[],
): Promise<readonly string[]> {
  const links = await deps.store.page("link", { where: { org, app, type }, limit: ACCOUNTS_READ });
  const pairs: { readonly written: FlatAttributes; readonly shown: FlatAttributes }[] = [];
  for (const { account, projected } of links) {
    const read = await target.read(type, account, signal);
    if (read.ok) pairs.push({ written: projected, shown: flattenAccount(paths, read.value.attributes) });
  }
  return paths.filter((path) => {
    const holders = pairs.filter(({ written }) => (written[path] ?? null) !== null);
    return holders.length > 0 && holders.every(({ shown }) => shown[path] === undefined);
  });
}
