import { isRefusal } from "../../app/deps.ts";
import { updateOwnProfile } from "../../app/people/update-own-profile.ts";
import type { Handlers } from "./call.ts";
import { showOwnSession } from "./sign-in.ts";

/** Serves the name and the language that the caller chooses. */
export const ownProfileHandlers: Pick<Handlers, "updateOwnProfile"> = {
  async updateOwnProfile(call) {
    const { actor, body, context } = call;
    if (actor.kind !== "person") throw new Error("a token has no profile");
    const row = await updateOwnProfile(context.deps, actor, body);
    return isRefusal(row) ? row : showOwnSession(call);
  },
};
