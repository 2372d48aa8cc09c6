import type { PersonId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import type { Author } from "../audit.ts";
import type { Deps } from "../deps.ts";
import { prepareEndOfSessions } from "./end-sessions.ts";
import { prepareEndOfPasskeys } from "./passkeys/change-passkey.ts";
import { prepareEndOfAuthenticator } from "./second-factor.ts";

/**
 * The writes that end every session, the authenticator app and the passkeys of a person. They belong into the change set
 * in which a one-time link gives another way in: what a stranger may have added before must not open the account.
 */
export async function prepareEndOfFactors(
  deps: Deps,
  author: Author,
  person: PersonId,
): Promise<readonly Write[]> {
  return [
    ...(await prepareEndOfSessions(deps, author, person)),
    ...(await prepareEndOfAuthenticator(deps, person)),
    ...(await prepareEndOfPasskeys(deps, person)),
  ];
}
