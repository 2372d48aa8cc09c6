import { z } from "zod";
import type { RouteSpec } from "./route.ts";
import { signedInSession } from "./sign-in.ts";

/** Longer passwords cannot have been chosen, so that they need not be checked. */
const password = z.string().min(1).max(500);

/** The password of the caller. */
export const ownPasswordRoutes = {
  changeOwnPassword: {
    id: "changeOwnPassword",
    method: "PUT",
    path: "/api/v1/session/password",
    permission: "session",
    summary: "Change the caller's password; all sessions end, and the answer sets the cookie of a new one",
    body: z.object({
      currentPassword: password.describe("The password until now, of 1 to 500 characters."),
      password: password.describe(
        "The new password, of 12 to 200 characters; longer ones than 500 are not read.",
      ),
      code: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .describe("A code of the authenticator app or a recovery code, of 1 to 100 characters, with an app."),
    }),
    status: 200,
    response: signedInSession,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
