import type { AccountId } from "../../core/ids.ts";
import type { FlatAttributes } from "../../core/mapping/flat.ts";
import type { Fault } from "../../core/provisioning/fault.ts";
import { SCIM_RULES } from "./defaults.ts";
import { findNamed, isAboutMissing, unitOf } from "./refusals.ts";

/** POSTs that one new account may cost, refused ones included. */
export const POSTS_MAX = 20;

/** A POST with a part of what an account shall be. */
export interface CreateAttempt {
  readonly attributes: FlatAttributes;
  readonly members: readonly AccountId[];
}

/** Decides whether an attribute belongs to an attempt. */
interface Stage {
  readonly hasMembers: boolean;
  keeps(path: string): boolean;
}

/**
 * What is posted until the target accepts it. The caller hands in the refusal of each attempt: an attribute that it names
 * is left out, one that it misses is sent again. Refusals that name nothing lead to smaller attempts: without members,
 * without extensions, with common attributes alone, and then, if `isThorough`, without each half, quarter and so on.
 */
export function* planAttempts(
  whole: CreateAttempt,
  { isThorough }: { readonly isThorough: boolean },
): Generator<CreateAttempt, undefined, Fault> {
  const learned: Learned = { refused: new Set(), required: new Set() };
  const tried = new Set<string>();
  for (const stage of planStages(whole, isThorough)) {
    for (let isNew = true; isNew; ) {
      const attempt = restrict(whole, stage, learned);
      const key = JSON.stringify([Object.keys(attempt.attributes), attempt.members.length]);
      if (tried.has(key)) break;
      if (tried.size === POSTS_MAX) return;
      tried.add(key);
      const fault: Fault = yield attempt;
      isNew = learn(learned, attempt, { fault, paths: Object.keys(whole.attributes) });
    }
  }
}

/** Attributes that refusals have named. */
interface Learned {
  readonly refused: Set<string>;
  readonly required: Set<string>;
}

/** Takes in what a refusal names. Returns false if it names nothing that another attempt could heed. */
function learn(
  { refused, required }: Learned,
  { attributes }: CreateAttempt,
  { fault, paths }: { readonly fault: Fault; readonly paths: readonly string[] },
): boolean {
  const isMissing = isAboutMissing(fault);
  const named = findNamed(fault, paths).filter((path) =>
    isMissing ? attributes[path] === undefined : attributes[path] !== undefined && !required.has(path),
  );
  const learned = isMissing ? required : refused;
  const fresh = named.filter((path) => !NECESSARY.has(path) && !learned.has(path));
  for (const path of fresh) learned.add(path);
  return fresh.length > 0;
}

function restrict(whole: CreateAttempt, stage: Stage, { refused, required }: Learned): CreateAttempt {
  const isSent = (path: string) => required.has(path) || (stage.keeps(path) && !refused.has(path));
  return {
    attributes: Object.fromEntries(Object.entries(whole.attributes).filter(([path]) => isSent(path))),
    members: stage.hasMembers ? whole.members : [],
  };
}

/** Attributes that nearly every target takes; several require names and an e-mail address. */
const COMMON = /^(?:userName|displayName|active|externalId|name\..*|emails\[.*)$/;
const NECESSARY: ReadonlySet<string> = new Set([
  ...Object.values(SCIM_RULES.naturalKey),
  SCIM_RULES.disabled.path,
]);

function* planStages({ attributes }: CreateAttempt, isThorough: boolean): Generator<Stage> {
  const isCore = (path: string) => !path.toLowerCase().startsWith("urn:");
  yield { hasMembers: true, keeps: () => true };
  yield { hasMembers: false, keeps: () => true };
  yield { hasMembers: false, keeps: isCore };
  yield { hasMembers: false, keeps: (path) => isCore(path) && COMMON.test(path) };
  yield { hasMembers: false, keeps: (path) => NECESSARY.has(path) };
  if (!isThorough) return;
  const optional = Object.keys(attributes).filter((path) => isCore(path) && !NECESSARY.has(path));
  const units = [...new Set(optional.map(unitOf))];
  for (let parts = 2; parts < 2 * units.length; parts *= 2) {
    const size = Math.ceil(units.length / parts);
    // Most mappings begin with the attributes that targets require, so that the last part is left out first.
    for (let end = units.length; end > 0; end -= size) {
      const without = new Set(units.slice(Math.max(0, end - size), end));
      yield { hasMembers: false, keeps: (path) => isCore(path) && !without.has(unitOf(path)) };
    }
  }
}
