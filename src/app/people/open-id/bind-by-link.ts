import { INSTANCE } from "../../../core/ids.ts";
import type { PersonIdentityRow } from "../../../ports/identity-tables.ts";
import type { MusterPersonRow } from "../../../ports/people-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { createAuditWrite } from "../../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { prepareEndOfFactors } from "../end-of-factors.ts";
import { readRoles } from "../find-person.ts";
import { findLink } from "../one-time-links.ts";
import type { SessionOrigin } from "../open-session.ts";
import type { SignedIn } from "../sign-in.ts";
import {
  createIdentity,
  createIdentityAudit,
  type Identity,
  openByIdentity,
  refuseElsewhere,
  requireUnchanged,
} from "./identity.ts";

/**
 * Uses a one-time link up: from now on its person signs in with the provider, and is signed in. A link for another
 * password puts the provider in the place of the password, and ends the sessions, the authenticator app and the passkeys.
 */
export async function bindByLink(
  deps: Deps,
  identity: Identity & { readonly link: string; readonly known: PersonIdentityRow | undefined },
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const link = await findLink(deps, identity.link);
  if (isRefusal(link)) return link;
  const person =
    link.person === null ? undefined : await deps.store.get("person", { org: INSTANCE, id: link.person });
  if (person === undefined || person.disabled !== null) return refuse("conflict", "link.ended");
  const { known, provider } = identity;
  if (known !== undefined && known.person !== person.id) {
    return refuse("conflict", "sign-in.provider-bound", { provider: provider.name });
  }
  const elsewhere = refuseElsewhere(provider, await readRoles(deps, person.id));
  if (elsewhere !== undefined) return elsewhere;
  const bound =
    known === undefined
      ? [
          createIdentity(deps, identity, person.id, null),
          createIdentityAudit(deps, identity, person.id, { org: INSTANCE, activity: "bind-identity" }),
        ]
      : [];
  return openByIdentity(
    deps,
    person,
    {
      proven: identity.proven,
      writes: [
        {
          op: "update",
          table: "one_time_link",
          key: { org: link.org, id: link.id },
          set: { ended: deps.env.now() },
          expect: { ended: null },
        },
        ...(link.purpose === "reset" ? await prepareReplacement(deps, person) : [requireUnchanged(person)]),
        ...bound,
      ],
    },
    origin,
  );
}

async function prepareReplacement(
  deps: Deps,
  { id, name, version }: MusterPersonRow,
): Promise<readonly Write[]> {
  const author = { kind: "person", personId: id } as const;
  return [
    {
      op: "update",
      table: "person",
      key: { org: INSTANCE, id },
      set: { password: null, version: version + 1 },
      expect: { version },
    },
    ...(await prepareEndOfFactors(deps, author, id)),
    createAuditWrite(deps, author, {
      org: INSTANCE,
      category: "person",
      activity: "remove-password",
      target: id,
      detail: { name },
    }),
  ];
}
