import { z } from "zod";
import { instant } from "./parts.ts";

/** A person's answer to a hold. */
export const holdAnswer = z.object({
  answer: z.enum(["approved", "rejected"]).describe("The answer."),
  by: z.string().describe("The person or the token that gave the answer."),
  at: instant.describe("When the answer was given."),
  expiresAt: instant
    .nullable()
    .describe(
      "When the answer expires, unless a plan has followed it before; null for one that is valid until the decision changes.",
    ),
  comment: z.string().nullable().describe("The comment beside the answer; null for none."),
});
export type HoldAnswerShape = z.infer<typeof holdAnswer>;
