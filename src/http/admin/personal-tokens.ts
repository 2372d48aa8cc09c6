import { type Actor, isRefusal, type PersonActor } from "../../app/deps.ts";
import {
  createPersonalToken,
  listPersonalTokens,
  revokePersonalToken,
} from "../../app/people/personal-tokens.ts";
import type { TokenId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime, showToken } from "./convert.ts";

/** Serves the tokens with which programs act as a person. */
export const personalTokenHandlers: Pick<
  Handlers,
  "createPersonalToken" | "listPersonalTokens" | "revokePersonalToken"
> = {
  async createPersonalToken({ context, actor, body }) {
    const made = await createPersonalToken(context.deps, personOf(actor), body);
    return isRefusal(made) ? made : { ...showToken(made.row), token: made.token };
  },

  async listPersonalTokens({ context, actor }) {
    const { tokens, rest } = await listPersonalTokens(context.deps, personOf(actor).personId);
    const restsAt = rest === undefined ? null : formatTime(rest.from);
    return { items: tokens.map((row) => ({ ...showToken(row), restsAt })) };
  },

  async revokePersonalToken({ context, actor, params }) {
    const row = await revokePersonalToken(context.deps, personOf(actor), idOf<TokenId>(params.token));
    return isRefusal(row) ? row : null;
  },
};

/** The caller as a person. The permissions of these routes let nothing else in. */
function personOf(actor: Actor): PersonActor {
  if (actor.kind !== "person")
    throw new Error("a token that is not personal was let in at a route for persons");
  return actor;
}
