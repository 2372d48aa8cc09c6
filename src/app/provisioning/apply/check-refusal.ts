import type { FlatChange } from "../../../core/mapping/flat.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { explainRefusal, mayBeTrouble } from "../../../core/provisioning/target-trouble.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { RefusedAttribute } from "../../../ports/target.ts";
import type { CycleContext } from "../context.ts";

type LinkedAccount = Pick<LinkRow, "type" | "account">;

/** The refusal of a change to a linked account as it counts: a read of the account may show a target in trouble. */
export async function checkRefusal(
  { target, signal }: CycleContext,
  { type, account }: LinkedAccount,
  fault: Fault,
): Promise<Fault> {
  return mayBeTrouble(fault) ? explainRefusal(fault, await target.read(type, account, signal)) : fault;
}

/**
 * The refused attributes as they count. As long as a part of the changes was accepted, the target is in order; only
 * where it refused all of them, the account is read.
 */
export async function checkRefused(
  context: CycleContext,
  account: LinkedAccount,
  changes: readonly FlatChange[],
  refused: readonly RefusedAttribute[],
): Promise<readonly RefusedAttribute[]> {
  const first = refused.find(({ fault }) => mayBeTrouble(fault));
  const paths = new Set(refused.map(({ path }) => path));
  if (first === undefined || changes.some(({ path }) => !paths.has(path))) return refused;
  const fault = await checkRefusal(context, account, first.fault);
  return fault === first.fault ? refused : refused.map((each) => ({ ...each, fault }));
}
