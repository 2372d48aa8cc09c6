import type { AccountId } from "../../../core/ids.ts";
import type { Actor, Refusal } from "../../deps.ts";
import type { Engine } from "../engine/engine.ts";
import { type ChangedLink, endLink, type LinkRequest, linkTo, readSubject } from "./change-link.ts";

/**
 * Links an object to the account that a person named, in place of the one that it has. Refused while a cycle runs, if the
 * target has no such account, and if the account belongs to another object.
 */
export async function relinkObject(
  engine: Pick<Engine, "withTarget">,
  actor: Actor,
  input: LinkRequest & { readonly account: AccountId },
): Promise<ChangedLink | Refusal> {
  return engine.withTarget(input.org, input.app, async (context) => {
    const subject = await readSubject(context, actor, input);
    return linkTo(subject, "relinked", { account: input.account, provenance: "manual" });
  });
}

/** Ends the link of an object at a person's request. Cycles do not adopt the account again unless a person approves. */
export async function unlinkObject(
  engine: Pick<Engine, "withTarget">,
  actor: Actor,
  input: LinkRequest,
): Promise<ChangedLink | Refusal> {
  return engine.withTarget(input.org, input.app, async (context) =>
    endLink(await readSubject(context, actor, input), "unlinked"),
  );
}
