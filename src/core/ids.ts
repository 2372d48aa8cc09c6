/** Ids are branded, one kind each, so that one cannot stand where another belongs. */
declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** A tenant. A UUID; the instance itself (its administrator's tokens) is `INSTANCE`. */
export type OrgId = Id<"org">;
/** A directory object: a user or a group. A UUIDv7, so that ids sort by creation. */
export type ObjectId = Id<"object">;
export type AppId = Id<"app">;
export type PrincipalId = Id<"principal">;
export type PlanId = Id<"plan">;
export type CycleId = Id<"cycle">;
export type StepId = Id<"step">;
export type ImportId = Id<"import">;
export type TokenId = Id<"token">;
export type SecretId = Id<"secret">;
export type WebhookId = Id<"webhook">;
/** A person who signs in to Muster; not a user of a directory. */
export type PersonId = Id<"person">;
export type SessionId = Id<"session">;
/** A one-time link. */
export type LinkId = Id<"link">;
/** An identity provider that people sign in with. */
export type ProviderId = Id<"provider">;
export type PasskeyId = Id<"passkey">;
/** The id that a target gave its own object. Opaque: compared bytewise, never parsed. */
export type AccountId = Id<"account">;

/** The organization that owns what belongs to no organization: instance tokens and their audit trail. */
export const INSTANCE = "00000000-0000-0000-0000-000000000000" as OrgId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id, folded to lower case, or `undefined` when the text is not a UUID. */
export function parseUuid<Kind extends Id<string>>(text: string): Kind | undefined {
  const folded = text.toLowerCase();
  return UUID.test(folded) ? (folded as Kind) : undefined;
}

/** Brands an id that this process made or read from its own store; never one that came from outside. */
export function trustId<Kind extends Id<string>>(text: string): Kind {
  return text as Kind;
}

/** The account id as a target gave it. Any non-empty text is one. */
export function toAccountId(text: string): AccountId {
  return text as AccountId;
}
