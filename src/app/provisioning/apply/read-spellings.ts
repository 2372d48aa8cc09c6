import { isSameJson } from "../../../core/json.ts";
import {
  alignTypes,
  type FlatAttributes,
  type FlatChange,
  flattenAccount,
} from "../../../core/mapping/flat.ts";
import { findSpellings, isText } from "../../../core/provisioning/spelling.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { Account } from "../../../ports/target.ts";
import type { CycleRun } from "../context.ts";
import type { ApplyRun } from "./apply-run.ts";

/** Accounts that one cycle reads back, at most, because the answer to a change did not show what became of it. */
export const SPELLING_READS_MAX = 5;

/** The values that a new account shows in place of the texts that were sent. */
export function findCreatedSpellings(
  { rules }: Pick<CycleRun, "rules">,
  sent: FlatAttributes,
  shown: Account | undefined,
): FlatAttributes {
  if (shown === undefined) return {};
  const flat = alignTypes(flattenAccount(Object.keys(sent), shown.attributes), sent);
  return findSpellings(sent, flat, (path) => path !== rules.disabled.path);
}

/**
 * The values that an account shows in place of these texts, which its target accepted. An answer without them, or
 * with the former values, tells nothing: a slow target answers like that. Then the account is read, as long as
 * the run may: a cycle that corrects differences reads each, any other only a few.
 */
export async function readSpellings(
  run: ApplyRun,
  { type, account }: Pick<LinkRow, "type" | "account">,
  { changes, answered }: { readonly changes: readonly FlatChange[]; readonly answered: Account | undefined },
): Promise<FlatAttributes> {
  const { context } = run;
  const texts = changes.filter(({ path, to }) => isText(to) && path !== context.rules.disabled.path);
  if (texts.length === 0) return {};
  const sent = Object.fromEntries(texts.map(({ path, to }) => [path, to]));
  const shown = answered === undefined ? {} : flattenAccount(Object.keys(sent), answered.attributes);
  const isInDoubt = ({ path, from, to }: FlatChange) =>
    shown[path] === undefined || (isSameJson(shown[path], from) && !isSameJson(from, to));
  if (!texts.some(isInDoubt)) return findCreatedSpellings(context, sent, answered);
  if (run.spellingReads.left > 0) {
    run.spellingReads.left -= 1;
    const read = await context.target.read(type, account, context.signal);
    if (read.ok) return findCreatedSpellings(context, sent, read.value);
  }
  const certain = texts.filter((change) => !isInDoubt(change)).map(({ path }) => [path, sent[path] ?? null]);
  return findCreatedSpellings(context, Object.fromEntries(certain), answered);
}
