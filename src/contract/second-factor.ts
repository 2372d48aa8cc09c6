import { z } from "zod";
import { instant, nothing } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const code = z.string().trim().min(1).max(100);
const recoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).describe("Codes that each sign in once in place of a code of the app."),
});

/** The authenticator app of the caller, whose codes are asked for beside the password. */
export const secondFactorRoutes = {
  getSecondFactor: {
    id: "getSecondFactor",
    method: "GET",
    path: "/api/v1/session/second-factor",
    permission: "session",
    summary: "Whether the caller signs in with an authenticator app, and how many recovery codes are left",
    status: 200,
    response: z.object({
      confirmedAt: instant.nullable().describe("Since when the app counts; null without one."),
      recoveryCodesLeft: z.number().int().describe("The number of recovery codes that were not used."),
    }),
  },
  enrolAuthenticator: {
    id: "enrolAuthenticator",
    method: "POST",
    path: "/api/v1/session/second-factor",
    permission: "session",
    recentSignIn: true,
    summary: "Create a secret for the caller's authenticator app; it counts once a code of it was sent",
    status: 201,
    response: z.object({
      secret: z.string().describe("The secret in base32, for typing it into an app; shown this once."),
      uri: z.string().describe("The address for a QR code that apps read; it holds the secret."),
    }),
  },
  confirmAuthenticator: {
    id: "confirmAuthenticator",
    method: "POST",
    path: "/api/v1/session/second-factor/confirm",
    permission: "session",
    summary: "Make the app count by a code of it; the recovery codes are shown this once",
    body: z.object({ code: code.describe("A code of the app, of 1 to 100 characters.") }),
    status: 200,
    response: recoveryCodes,
  },
  renewRecoveryCodes: {
    id: "renewRecoveryCodes",
    method: "POST",
    path: "/api/v1/session/second-factor/recovery-codes",
    permission: "session",
    summary: "Replace the caller's recovery codes; the new ones are shown this once, and the old ones end",
    body: z.object({ code: code.describe("A code of the app or a recovery code, of 1 to 100 characters.") }),
    status: 200,
    response: recoveryCodes,
  },
  removeAuthenticator: {
    id: "removeAuthenticator",
    method: "POST",
    path: "/api/v1/session/second-factor/remove",
    permission: "session",
    summary: "Remove the caller's authenticator app and the recovery codes",
    body: z.object({ code: code.describe("A code of the app or a recovery code, of 1 to 100 characters.") }),
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
