import { kindOf } from "../../../core/provisioning/abilities.ts";
import { isWithheld } from "../../../core/provisioning/attribute-refusals.ts";
import { commitOrThrow } from "../../commit.ts";
import { readEachPage } from "../../paging.ts";
import { keepDue } from "../writes/pending.ts";
import { dropRefusal, keepRefusal } from "../writes/refusal.ts";
import type { ApplyRun } from "./apply-run.ts";
import type { OutdatedEvidence } from "./refused-attributes.ts";

/**
 * Gives the values that were not sent, because the target refused the attribute for others, to the next cycle once the
 * target accepts the attribute. The evidence goes last: a run that stops before that tries the attribute again.
 */
export async function releaseWithheld(run: ApplyRun): Promise<void> {
  for (const outdated of run.refusedAttributes.takeOutdated()) {
    await keepWithheldDue(run, outdated);
    const rows = outdated.rows.map((row) => keepRefusal({ ...row, evidence_for: null }));
    await commitOrThrow(run.context.deps, rows);
  }
}

async function keepWithheldDue({ context }: ApplyRun, { path, kind }: OutdatedEvidence): Promise<void> {
  const { deps, org, app } = context;
  for await (const rows of readEachPage(deps.store, "target_refusal", { org, app, part: path })) {
    for (const { object, value, fault } of rows) {
      if (!isWithheld(fault) || kindOf(value) !== kind) continue;
      await commitOrThrow(deps, [
        dropRefusal(context, object, path),
        await keepDue(context, object, "attribute-accepted"),
      ]);
    }
  }
}
