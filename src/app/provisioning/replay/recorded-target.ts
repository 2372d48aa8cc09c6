import { isObject, type Json } from "../../../core/json.ts";
import { type Abilities, readAbilities } from "../../../core/provisioning/abilities.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account, TargetReads } from "../../../ports/target.ts";
import type { Question } from "../recording/recorded-line.ts";
import { NotRecordedError } from "./missing-answers.ts";
import type { RecordedSources } from "./recorded-store.ts";

/** The answer to a question that the recorded plan did not ask the target. */
const NOT_ASKED = {
  ok: false,
  fault: { kind: "invalid", code: "replay.not-asked", params: {}, refusedBy: "muster" },
} as const;

/** A target that answers what a recording holds. `probes` are values that no account has: they test the target alone. */
export function openRecordedTarget(
  { answers, missing }: Pick<RecordedSources, "answers" | "missing">,
  probes: ReadonlySet<string>,
): TargetReads {
  const listings: Record<ObjectType, number> = { user: 0, group: 0 };
  let abilities: Abilities = readAbilities({});
  const ask = <Answer>(to: Question): Outcome<Answer> => {
    const found = answers.take(to);
    if (found !== undefined) return found.answer as Outcome<Answer>;
    if (!missing.isTolerated) throw new NotRecordedError(to);
    missing.counts.set("target", (missing.counts.get("target") ?? 0) + 1);
    return NOT_ASKED;
  };
  return {
    abilities() {
      const shown = answers.take(["abilities"])?.answer as Json | undefined;
      if (isObject(shown)) abilities = readAbilities(shown);
      return abilities;
    },
    async find(type, search) {
      if (missing.isTolerated && probes.has(search.value)) return { ok: true, value: [] };
      return ask(["find", type, search]);
    },
    read: async (type, id) => ask(["read", type, id]),
    readMembers: async (group) => ask(["readMembers", group]),
    async checkMembers(group, accounts) {
      const found = ask<Iterable<[Account["id"], boolean]>>(["checkMembers", group, accounts]);
      return found.ok ? { ok: true, value: new Map(found.value) } : found;
    },
    async *list(type) {
      listings[type] += 1;
      const listing = listings[type];
      for (let page = 0; ; page += 1) {
        const to: Question = ["list", type, listing, page];
        const found = answers.take(to);
        if (found?.answer === null) return;
        if (found === undefined) {
          yield ask(to);
          return;
        }
        yield found.answer as Outcome<readonly Account[]>;
      }
    },
  };
}
