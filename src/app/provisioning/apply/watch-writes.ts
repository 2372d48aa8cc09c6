import type { Fault, Outcome } from "../../../core/provisioning/fault.ts";
import {
  findWriteTrouble,
  NO_WRITES,
  noteWrite,
  type WriteAnswer,
} from "../../../core/provisioning/refused-writes.ts";
import type { AttributeChange, Target, UpdatedAccount } from "../../../ports/target.ts";
import type { CycleRun } from "../context.ts";

/** The target of a run, and what the answers to its writes say about it. */
export interface WatchedTarget {
  readonly target: Target;
  /** The fault of a target that has refused every write of the run for a reason of its own; undefined for any other. */
  findTrouble(): Fault | undefined;
}

/** The same target, whose answers to writes are counted. */
export function watchWrites({ target }: Pick<CycleRun, "target">): WatchedTarget {
  let tally = NO_WRITES;
  const note = (answer: WriteAnswer) => {
    tally = noteWrite(tally, answer);
  };
  const watched: Target = {
    abilities: () => target.abilities(),
    test: (signal) => target.test(signal),
    discover: (signal) => target.discover(signal),
    find: (...call) => target.find(...call),
    read: (...call) => target.read(...call),
    readMembers: (...call) => target.readMembers(...call),
    checkMembers: (...call) => target.checkMembers(...call),
    list: (...call) => target.list(...call),
    async create(account, step, signal) {
      const outcome = await target.create(account, step, signal);
      // That the target took other new accounts proves little: its licences may have run out since.
      const parts = Object.keys(account.attributes);
      note({ account: step, parts, isProven: false, faults: faultsOf(outcome) });
      return outcome;
    },
    async update(account, changes, step, signal) {
      const outcome = await target.update(account, changes, step, signal);
      const parts = changes.map(({ path }) => path);
      const isProven = changes.some(({ from }) => from !== null);
      note({ account: account.id, parts, isProven, faults: faultsOfUpdate(outcome, changes) });
      return outcome;
    },
    async remove(account, step, signal) {
      const outcome = await target.remove(account, step, signal);
      note({ account: account.id, parts: ["account"], isProven: false, faults: faultsOf(outcome) });
      return outcome;
    },
    async changeMembers(group, change, step, signal) {
      const outcome = await target.changeMembers(group, change, step, signal);
      const isProven = group.knownMembers.length > 0;
      note({ account: group.id, parts: ["members"], isProven, faults: faultsOf(outcome) });
      return outcome;
    },
    bulk: () => target.bulk(),
    close: () => target.close(),
  };
  return { target: watched, findTrouble: () => findWriteTrouble(tally) };
}

function faultsOf(outcome: Outcome<unknown>): readonly Fault[] {
  return outcome.ok ? [] : [outcome.fault];
}

/** An update of which the target took a part has no faults here. */
function faultsOfUpdate(
  outcome: Outcome<UpdatedAccount>,
  changes: readonly AttributeChange[],
): readonly Fault[] {
  if (!outcome.ok) return [outcome.fault];
  const { refused } = outcome.value;
  const paths = new Set(refused.map(({ path }) => path));
  return changes.every(({ path }) => paths.has(path)) ? refused.map(({ fault }) => fault) : [];
}
