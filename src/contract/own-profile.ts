import { z } from "zod";
import { name } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { signedInSession } from "./sign-in.ts";

/** The name and the language that the caller chooses. */
export const ownProfileRoutes = {
  updateOwnProfile: {
    id: "updateOwnProfile",
    method: "PATCH",
    path: "/api/v1/session",
    permission: "session",
    summary: "Change the caller's name as others read it, or the language of the console",
    body: z
      .object({
        displayName: name.optional().describe("The name as others read it, of 1 to 200 characters."),
        language: z
          .enum(["en", "fr"])
          .nullable()
          .optional()
          .describe("The language of the console on new devices; null for that of the browser."),
      })
      .refine((body) => Object.keys(body).length > 0, "invalid.nothing-to-change"),
    status: 200,
    response: signedInSession,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
