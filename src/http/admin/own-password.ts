import { isRefusal } from "../../app/deps.ts";
import { changeOwnPassword } from "../../app/people/change-own-password.ts";
import type { Handlers } from "./call.ts";
import { answerSignedIn, createDelayed, originOf } from "./sign-in.ts";

/** Serves the password of the caller. */
export const ownPasswordHandlers: Pick<Handlers, "changeOwnPassword"> = {
  async changeOwnPassword(call) {
    const { actor, body, context } = call;
    if (actor.kind !== "person") throw new Error("a token has no password");
    const result = await changeOwnPassword(context.deps, actor, body, originOf(call));
    if (isRefusal(result)) return result;
    if (result.kind === "delayed") throw createDelayed(result.waitMs);
    return answerSignedIn(call, result);
  },
};
