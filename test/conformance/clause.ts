import type { ScimAnswer, ScimClient } from "../contract/scim/server.ts";

/** How binding the clause is, its negation included: MUST also stands for MUST NOT, REQUIRED and SHALL. */
export type Level = "MUST" | "SHOULD" | "MAY";

/** What a check may find out without the clause being violated: the service says that it lacks the feature. */
export const NOT_OFFERED = "not offered";
/** What was found. A clause deviates when its check throws. */
export type Verdict = "conformant" | "deviates" | typeof NOT_OFFERED;

/** One statement about a service provider, and the check that asks a running one over HTTP whether it holds. */
export interface Clause {
  /** Its name for good: `area/what`. */
  readonly id: string;
  /** Where it is said: `RFC 7644 §3.5.2.2`. */
  readonly section: string;
  readonly level: Level;
  /** What is said, in one sentence of our own. */
  readonly title: string;
  /** Throws when the clause does not hold. */
  readonly run: (scope: Scope) => Promise<undefined | typeof NOT_OFFERED>;
}

/** What a check works with: an organization of its own, empty at the beginning. */
export interface Scope {
  /** A client whose token is of the profile `rfc`. */
  readonly client: TokenClient;
  /** The same organization without a token. */
  readonly anonymous: ScimClient;
  /** Another token for the same organization; tokens of one name are one integration. */
  as(profile: string, name?: string): Promise<TokenClient>;
  /** A client of another organization. */
  elsewhere(): Promise<TokenClient>;
  /** A client of a server whose limits are low: see `LOW`. */
  limited(): Promise<TokenClient>;
  /** A client whose token was issued to the user of this name, who is there already. */
  issuedTo(userName: string): Promise<TokenClient>;
  /** A client of an organization with a resource type of its own: see `CustomType`. */
  custom(): Promise<CustomType>;
}

/** A resource type made for these checks, whose attributes have the characteristics that users' lack. */
export interface CustomType {
  readonly client: TokenClient;
  readonly endpoint: string;
  /** The URN of the extension that the type requires. */
  readonly extension: string;
  /** A body with this label, and with everything that is required. */
  device(label: string, more?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

export type TokenClient = ScimClient & { readonly token: string };

/** The limits of the server behind `limited`. */
export const LOW = {
  pageSizeMax: 3,
  pageSizeDefault: 2,
  bodySizeMax: 4_000,
  bulkSizeMax: 4_000,
  bulkOperationsMax: 3,
} as const;

/** How often its clients may ask. */
export const LOW_RATE = { requestsPerSecond: 2, requestBurst: 40 } as const;

type Run = ((scope: Scope) => Promise<void>) | Clause["run"];
type Make = (section: string, id: string, title: string, run: Run) => Clause;

const make =
  (level: Level): Make =>
  (section, id, title, run) => ({
    id,
    section,
    level,
    title,
    run: async (scope) => ((await run(scope)) === NOT_OFFERED ? NOT_OFFERED : undefined),
  });

export const must = make("MUST");
export const should = make("SHOULD");
export const may = make("MAY");

/** Where the RFCs are cited often. */
export const MESSAGES = "urn:ietf:params:scim:api:messages:2.0";
export const ERROR_URN = `${MESSAGES}:Error`;
export const LIST_URN = `${MESSAGES}:ListResponse`;
export const SEARCH_URN = `${MESSAGES}:SearchRequest`;
export const BULK_URN = `${MESSAGES}:BulkRequest`;
export const NOBODY = "0190a1b2-0000-7000-8000-000000000001";

/** Whether the service says that it offers a feature: `bulk`, `sort`, `etag`, `changePassword`. */
export async function isOffered(client: ScimClient, feature: string): Promise<boolean> {
  return (await client.get("/ServiceProviderConfig")).body[feature].supported === true;
}

/** The userNames or displayNames of a list, in its order. */
export function namesIn({ body }: ScimAnswer): readonly string[] {
  return body.Resources.map((each: Record<string, string>) => each["userName"] ?? each["displayName"]);
}
