import { commitOrThrow } from "../../commit.ts";
import { readEachPage } from "../../paging.ts";
import { deleteLink } from "../writes/link.ts";
import { type ApplyRun, mayGoOn } from "./apply-run.ts";
import { forgetMemberships } from "./forget-account.ts";

/**
 * Ends the links that the plan found void, with their memberships, before anything is sent: their accounts are in
 * another target, and the ids mean nothing here. A link that was made since the plan stays.
 */
export async function dropVoidLinks(run: ApplyRun): Promise<void> {
  const { context, plan } = run;
  if (!plan.notes.some(({ code }) => code === "plan.links-void")) return;
  const { deps, org, app } = context;
  for await (const rows of readEachPage(deps.store, "decision", { org, plan: plan.id })) {
    for (const { object, type, desired } of rows) {
      if (desired.formerAccount === undefined || !mayGoOn(run)) continue;
      const link = await deps.store.get("link", { org, app, object });
      if (link?.account !== desired.formerAccount) continue;
      await forgetMemberships(context, object, type);
      await commitOrThrow(deps, deleteLink(context, link, "void"));
    }
  }
}
