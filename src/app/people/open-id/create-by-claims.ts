import { INSTANCE, type PersonId, trustId } from "../../../core/ids.ts";
import { cutText } from "../../../core/json.ts";
import { listPossibleNames } from "../../../core/people/claim-roles.ts";
import { foldText, isStorable } from "../../../core/scim/text.ts";
import type { MusterPersonRow } from "../../../ports/people-tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { findPersonByName } from "../find-person.ts";
import type { SessionOrigin } from "../open-session.ts";
import type { SignedIn } from "../sign-in.ts";
import {
  createIdentity,
  createIdentityAudit,
  type Identity,
  mappedRoleOf,
  openByIdentity,
} from "./identity.ts";

/**
 * Creates a person whose claims give a role. A person with the same name or address stays apart from them: the new one gets
 * another name.
 */
export async function createByClaims(
  deps: Deps,
  identity: Identity,
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const { provider, claims, subject } = identity;
  const role = mappedRoleOf(identity);
  if (role === undefined) return refuse("forbidden", "sign-in.no-access", { provider: provider.name });
  const name = await findFreeName(deps, listPossibleNames(claims, provider.name, subject));
  const shown = claims["name"];
  const created = deps.env.now();
  const person: MusterPersonRow = {
    org: INSTANCE,
    id: trustId<PersonId>(deps.env.newId()),
    name,
    name_key: foldText(name),
    display_name: typeof shown === "string" && isUsable(shown) ? cutText(shown.trim(), 200) : name,
    language: null,
    password: null,
    created,
    disabled: null,
    version: 1,
  };
  const { org } = provider;
  return openByIdentity(
    deps,
    person,
    {
      proven: identity.proven,
      writes: [
        { op: "insert", table: "person", row: person },
        { op: "insert", table: "person_role", row: { org, person: person.id, role, created } },
        createIdentity(deps, identity, person.id, role),
        createIdentityAudit(deps, identity, person.id, {
          org,
          activity: "create-by-claims",
          detail: { name, role },
        }),
      ],
    },
    origin,
  );
}

function isUsable(text: string): boolean {
  return text.trim() !== "" && isStorable(text);
}

/** The first name that no person has. The last one has the subject in it; with the id of the person it is free in any case. */
async function findFreeName(deps: Deps, names: readonly string[]): Promise<string> {
  for (const name of names.filter(isUsable)) {
    if ((await findPersonByName(deps, name)) === undefined) return name;
  }
  return `person ${deps.env.newId()}`;
}
