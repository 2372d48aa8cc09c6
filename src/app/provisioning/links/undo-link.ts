import type { LinkEventRow } from "../../../ports/link-tables.ts";
import { type Actor, type Refusal, refuse } from "../../deps.ts";
import type { Engine } from "../engine/engine.ts";
import { type ChangedLink, endLink, type LinkRequest, linkTo, readSubject } from "./change-link.ts";
import { readFormer } from "./former-link.ts";

/** Changes that cycles make by themselves; no undo takes them back: the account was created, or is gone. */
const FINAL: readonly LinkEventRow["kind"][] = ["created", "ended"];

/** True for a change that an undo can take back. */
export function isUndoable({ kind }: Pick<LinkEventRow, "kind">): boolean {
  return !FINAL.includes(kind);
}

/**
 * Takes back the last change of the link of an object: the link is as it was before. Refused if another change came after
 * `event`, and for what a cycle created or deleted.
 */
export async function undoLink(
  engine: Pick<Engine, "withTarget">,
  actor: Actor,
  input: LinkRequest & { readonly event?: string | undefined },
): Promise<ChangedLink | Refusal> {
  const { org, app, object } = input;
  return engine.withTarget(org, app, async (context) => {
    const where = { org, app, object };
    const [last] = await context.deps.store.page("link_event", { where, descending: true, limit: 1 });
    const subject = await readSubject(context, actor, input);
    const name = subject.name || object;
    if (last === undefined || !isUndoable(last)) {
      return refuse("conflict", "account-link.nothing-to-undo", { name });
    }
    if (input.event !== undefined && input.event !== last.id) {
      return refuse("conflict", "account-link.not-the-last", { name });
    }
    if (last.former === null) return endLink(subject, "undone");
    return linkTo(subject, "undone", readFormer(last.former));
  });
}
