import { holdLeavers, type SnapshotFacts } from "../../core/directory/completeness.ts";
import type { ImportId, OrgId } from "../../core/ids.ts";
import { type Author, auditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { carryGroups } from "./carry-groups.ts";
import { failImport, orFail, refuseFinding } from "./fail-import.ts";
import { getImport, type ImportView } from "./get-import.ts";
import { ImportHold } from "./import-hold.ts";
import { keepMemberships } from "./keep-memberships.ts";
import { preparePeople } from "./prepare-people.ts";

/**
 * Checks a staged snapshot as a whole and merges it, all or nothing. Leavers that the completeness gate does not
 * let through stay as they are; everything else of the snapshot is merged. `acceptLeavers` is a person's word
 * that up to this many are right.
 */
export async function finishImport(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly import: ImportId; readonly acceptLeavers: number },
): Promise<ImportView | Refusal> {
  const hold = await ImportHold.takeUp(deps, input.org, input.import);
  if (isRefusal(hold)) return hold;
  const early = refuseUnfinished(hold);
  if (early !== undefined) return early;
  const taken = await hold.advance("staging", "staged");
  if (taken !== undefined) return taken;
  return orFail(deps, hold, async () => {
    const refused = await checkAndMerge(deps, author, hold, input.acceptLeavers);
    if (refused !== undefined) return failImport(deps, hold, refused);
    await deps.store.imports.discard(hold.org, hold.id);
    await hold.release();
    return getImport(deps, hold.org, hold.id);
  });
}

function refuseUnfinished({ id, progress }: ImportHold): Refusal | undefined {
  for (const part of ["people", "groups"] as const) {
    if (progress[part]?.done === false) {
      return refuse("conflict", "import.upload-unfinished", { import: id, part });
    }
  }
  return progress.people === undefined
    ? refuse("invalid", "import.people-missing", { import: id })
    : undefined;
}

async function checkAndMerge(
  deps: Deps,
  author: Author,
  hold: ImportHold,
  acceptLeavers: number,
): Promise<Refusal | undefined> {
  const { org, id, source } = hold;
  const { imports } = deps.store;
  const finding = await imports.check(org, id);
  if (finding !== undefined) return refuseFinding(hold, finding);
  const live = await preparePeople(deps, hold);
  if (isRefusal(live)) return live;
  const gate = await judge(deps, hold, live, acceptLeavers);
  if (isRefusal(gate)) return gate;
  const { withLeavers } = gate;
  const detail = { source, withLeavers, acceptLeavers };
  const moved = await hold.advance("staged", "merging", [
    auditWrite(deps, author, { org, category: "import", activity: "merge", target: id, detail }),
  ]);
  if (moved !== undefined) return moved;
  const merged = await imports.merge(org, id, { withLeavers, now: deps.env.now() });
  return merged.kind === "merged" ? undefined : refuseFinding(hold, merged);
}

/** Whether who is absent leaves. Groups are judged when the snapshot has a file of them, and kept otherwise. */
async function judge(
  deps: Deps,
  hold: ImportHold,
  livePeople: number,
  acceptLeavers: number,
): Promise<{ readonly withLeavers: boolean } | Refusal> {
  const { org, id, progress } = hold;
  const { people, groups } = progress;
  const leavers = await deps.store.imports.leavers(org, id, "user");
  const absentGroups = await deps.store.imports.leavers(org, id, "group");
  const facts: SnapshotFacts[] = [
    { type: "user", rows: people?.objects ?? 0, live: livePeople + leavers, leavers },
  ];
  if (groups !== undefined) {
    const { objects: rows, live } = groups;
    facts.push({ type: "group", rows, live: live + absentGroups, leavers: absentGroups });
  }
  const held = holdLeavers(facts, acceptLeavers);
  if (held !== undefined) {
    const all = facts.reduce((sum, each) => sum + each.leavers, 0);
    const noted = await hold.commit([], { ...progress, held: { ...held, leavers: all } });
    if (isRefusal(noted)) return noted;
    const refused = groups === undefined ? undefined : await keepMemberships(deps, hold);
    return refused ?? { withLeavers: false };
  }
  if (groups !== undefined || absentGroups === 0 || leavers === 0) {
    return { withLeavers: groups !== undefined || absentGroups === 0 };
  }
  return (await carryGroups(deps, hold)) ?? { withLeavers: true };
}
