import { type Abilities, toAbilitiesJson } from "../../../core/provisioning/abilities.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account, TargetReads } from "../../../ports/target.ts";
import type { PlanningRecorder } from "./planning-recorder.ts";
import type { Question } from "./recorded-line.ts";

/** The same target, whose answers are recorded without the values that no record may hold. */
export function recordTarget(target: TargetReads, recorder: PlanningRecorder): TargetReads {
  const listings: Record<ObjectType, number> = { user: 0, group: 0 };
  let known: Abilities | undefined;
  const cleaned = ({ id, type, attributes }: Account) => ({
    id,
    type,
    attributes: recorder.cleanAccount(attributes),
  });
  const note = (to: Question, answer: unknown) => recorder.note({ kind: "answer", to, answer });
  const noteAccounts = (to: Question, found: Outcome<readonly Account[]>) =>
    note(to, found.ok ? { ok: true, value: found.value.map(cleaned) } : found);
  return {
    abilities() {
      const abilities = target.abilities();
      // Null stands for the same abilities as before.
      note(["abilities"], abilities === known ? null : toAbilitiesJson(abilities));
      known = abilities;
      return abilities;
    },
    async find(type, search, signal) {
      const found = await target.find(type, search, signal);
      noteAccounts(["find", type, search], found);
      return found;
    },
    async read(type, id, signal) {
      const found = await target.read(type, id, signal);
      note(["read", type, id], found.ok ? { ok: true, value: cleaned(found.value) } : found);
      return found;
    },
    async readMembers(group, signal) {
      const found = await target.readMembers(group, signal);
      note(["readMembers", group], found);
      return found;
    },
    async checkMembers(group, accounts, signal) {
      const found = await target.checkMembers(group, accounts, signal);
      note(["checkMembers", group, accounts], found.ok ? { ok: true, value: [...found.value] } : found);
      return found;
    },
    async *list(type, signal) {
      listings[type] += 1;
      const listing = listings[type];
      let page = 0;
      for await (const found of target.list(type, signal)) {
        noteAccounts(["list", type, listing, page], found);
        page += 1;
        yield found;
      }
      note(["list", type, listing, page], null);
    },
  };
}
