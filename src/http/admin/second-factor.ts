import { type Actor, isRefusal, type PersonActor } from "../../app/deps.ts";
import {
  type CodeProblem,
  createAuthenticator,
  removeAuthenticator,
  replaceRecoveryCodes,
  validateAuthenticator,
} from "../../app/people/enrol-authenticator.ts";
import { countRecoveryCodes, findAuthenticator } from "../../app/people/second-factor.ts";
import type { Handlers } from "./call.ts";
import { formatTime } from "./convert.ts";
import { createDelayed } from "./sign-in.ts";

type SecondFactorRoute =
  | "getSecondFactor"
  | "enrolAuthenticator"
  | "confirmAuthenticator"
  | "renewRecoveryCodes"
  | "removeAuthenticator";

/** Serves the authenticator app of the caller. */
export const secondFactorHandlers: Pick<Handlers, SecondFactorRoute> = {
  async getSecondFactor(call) {
    const { deps } = call.context;
    const { personId } = personOf(call.actor);
    const row = await findAuthenticator(deps, personId);
    return {
      confirmedAt: row === undefined || row.confirmed === null ? null : formatTime(row.confirmed),
      recoveryCodesLeft: await countRecoveryCodes(deps, personId),
    };
  },

  async enrolAuthenticator(call) {
    const enrolled = await createAuthenticator(call.context.deps, personOf(call.actor));
    return isRefusal(enrolled) ? enrolled : { secret: enrolled.secret, uri: enrolled.uri };
  },

  async confirmAuthenticator(call) {
    const input = { code: call.body.code, address: call.request.ip };
    const result = throwDelay(await validateAuthenticator(call.context.deps, personOf(call.actor), input));
    return isRefusal(result) ? result : { recoveryCodes: [...result.recoveryCodes] };
  },

  async renewRecoveryCodes(call) {
    const input = { code: call.body.code, address: call.request.ip };
    const result = throwDelay(await replaceRecoveryCodes(call.context.deps, personOf(call.actor), input));
    return isRefusal(result) ? result : { recoveryCodes: [...result.recoveryCodes] };
  },

  async removeAuthenticator(call) {
    const input = { code: call.body.code, address: call.request.ip };
    const result = throwDelay(await removeAuthenticator(call.context.deps, personOf(call.actor), input));
    return isRefusal(result) ? result : null;
  },
};

function throwDelay<Result extends { readonly kind: string }>(
  result: Result | CodeProblem,
): Exclude<Result | CodeProblem, { readonly kind: "delayed" }> {
  if (result.kind === "delayed" && "waitMs" in result) throw createDelayed(result.waitMs);
  return result as Exclude<Result | CodeProblem, { readonly kind: "delayed" }>;
}

/** The permission `session` lets persons in alone. */
function personOf(actor: Actor): PersonActor {
  if (actor.kind !== "person") throw new Error("a token has no second factor");
  return actor;
}
