import type { ConfigurationError, Deps } from "../../deps.ts";
import { buildOrganization } from "../create-organization.ts";
import type { ConfigurationRequest } from "./configuration-request.ts";
import type { NamedOrganization } from "./organization-document.ts";

/** Codes of errors that depend on what the organization has, such as its groups, applications and schemas. */
const FROM_STORED: ReadonlySet<string> = new Set([
  "app.credential-not-a-secret",
  "app.credential-not-a-token",
  "app.subject-not-found",
  "config.url-missing",
  "configuration.credential-none",
  "configuration.webhook-url-missing",
  "object.not-found",
  "scoping.attribute-unknown",
]);

/**
 * The organizations of a request whose names are wrong, each with the applications in its document, and applications
 * that name their organization wrongly. It is not known which organizations these are: they are compared with empty ones,
 * for the errors that `dropStoredErrors` leaves.
 */
export function listNameless(
  deps: Deps,
  { organizations, applications }: Pick<ConfigurationRequest, "organizations" | "applications">,
): readonly NamedOrganization[] {
  const empty = { row: buildOrganization(deps, { name: "" }), isNew: true, isNameless: true };
  const holders = organizations.filter(({ organization }) => organization === undefined);
  const held = applications.filter(({ wrong }) => wrong?.has("organization") === true);
  const isWithin = (pointer: string, holder: string) => pointer.startsWith(`${holder}/`);
  const loose = held.filter((each) => !holders.some(({ pointer }) => isWithin(each.pointer, pointer)));
  return [
    ...holders.map((placed) => ({
      ...empty,
      placed,
      applications: held.filter((each) => isWithin(each.pointer, placed.pointer)),
    })),
    ...(loose.length === 0 ? [] : [{ ...empty, placed: undefined, applications: loose }]),
  ];
}

/** The errors of a document that are errors in every organization. */
export function dropStoredErrors(errors: readonly ConfigurationError[]): readonly ConfigurationError[] {
  return errors.filter(({ code, pointer }) => {
    if (FROM_STORED.has(code) || pointer === "/definitions") return false;
    // A reference with `ifMissing: keep` may stay where a secret is stored.
    return code !== "configuration.reference-unresolved" || !pointer.endsWith("/from");
  });
}
