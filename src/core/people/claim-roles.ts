import type { Json, JsonObject } from "../json.ts";
import { listOf, oneOf, readObject, readText } from "../provisioning/records/stored-json.ts";
import { INSTANCE_ROLE, ORGANIZATION_ROLES, type PersonRole } from "./roles.ts";

/** A value of a claim, and the role that it gives. */
export type ClaimRole = { readonly value: string; readonly role: PersonRole };

const RANKED: readonly PersonRole[] = [...ORGANIZATION_ROLES, INSTANCE_ROLE];

const readRole = oneOf(RANKED);

/** Reads stored claim roles. */
export const readClaimRoles = listOf((json, place): ClaimRole => {
  const { value, role } = readObject(json, place);
  return { value: readText(value, `${place}.value`), role: readRole(role, `${place}.role`) };
});

/**
 * The role that claims give: of the roles of all values that the claim has, the one with the most rights. A claim is a text
 * or a list of texts; values are compared exactly, because they name groups of another system.
 */
export function findRoleByClaims(
  { claim, roles }: { readonly claim: string | null; readonly roles: readonly ClaimRole[] },
  claims: JsonObject,
): PersonRole | undefined {
  if (claim === null || !Object.hasOwn(claims, claim)) return undefined;
  const values = new Set(textsOf(claims[claim]));
  const given = roles.filter(({ value }) => values.has(value)).map(({ role }) => RANKED.indexOf(role));
  return given.length === 0 ? undefined : RANKED[Math.max(...given)];
}

function textsOf(value: Json | undefined): readonly string[] {
  const list: readonly Json[] = Array.isArray(value) ? value : [value ?? null];
  return list.filter((each) => typeof each === "string");
}

/**
 * The names that a new person could have, best first: those of the claims, then with the provider's name, and last with the
 * subject, which no two persons of a provider share.
 */
export function listPossibleNames(claims: JsonObject, provider: string, subject: string): readonly string[] {
  const own = ["preferred_username", "email", "name"]
    .map((claim) => claims[claim])
    .filter((value) => typeof value === "string")
    .map((value) => value.trim().slice(0, NAME_LENGTH_MAX))
    .filter((value) => /[\p{L}\p{N}]/u.test(value));
  const [best = "person"] = own;
  const place = provider.slice(0, 60);
  return [...own, `${best.slice(0, 120)} (${place})`, `${place} ${subject}`.slice(0, NAME_LENGTH_MAX)];
}

const NAME_LENGTH_MAX = 200;
