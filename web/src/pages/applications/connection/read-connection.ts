import { z } from "zod";

/** Where and how access tokens are obtained, as the setting `oauth` has it. */
export const oauthShape = z.object({
  tokenUrl: z.string(),
  clientId: z.string(),
  method: z.enum(["client_secret_basic", "client_secret_post", "private_key_jwt"]).optional(),
  scope: z.string().optional(),
  audience: z.string().optional(),
  resource: z.string().optional(),
  keyId: z.string().optional(),
  accountId: z.string().optional(),
});

/** A limit of requests per time. */
export const rateShape = z.object({
  calls: z.enum(["all", "reads", "writes"]).default("all"),
  requests: z.number(),
  perSeconds: z.number(),
  burst: z.number().optional(),
});

const connection = z.object({
  url: z.string().catch(""),
  oauth: oauthShape.optional().catch(undefined),
  pageSize: z.number().optional().catch(undefined),
  membersPerCall: z.number().optional().catch(undefined),
  bytesPerCall: z.number().optional().catch(undefined),
  timeoutMs: z.number().optional().catch(undefined),
  rates: z.array(rateShape).catch([]),
});

/** The settings of a connector that the console has fields for. */
export type Connection = z.output<typeof connection>;

/** The form of the credential that a target takes. */
export function kindOf(oauth: Connection["oauth"]): "bearer" | "client-secret" | "key" {
  if (oauth === undefined) return "bearer";
  return oauth.method === "private_key_jwt" ? "key" : "client-secret";
}

/** The numbers among them, in the order of the page. */
export const NUMBERS = ["pageSize", "membersPerCall", "bytesPerCall", "timeoutMs"] as const;

/** Reads the settings of an application's connector; a connector that has others shows those that it shares. */
export function readConnection(config: Readonly<Record<string, unknown>>): Connection {
  return connection.parse(config);
}
