import { z } from "zod";

/** RFC 9457 problem details; `code` is stable and listed in docs/errors.md. */
export const problem = z.object({
  type: z.string().describe("A URI for the kind of problem (RFC 9457)."),
  title: z.string().describe("A short text for the kind of problem, in the reader's language."),
  status: z.number().int().describe("The HTTP status of this answer."),
  code: z.string().describe("Names the problem and never changes; docs/errors.md lists the codes."),
  detail: z
    .string()
    .describe("The text of the problem, with its reason and the next step, in the reader's language."),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe("The values that `detail` mentions, by name."),
  trackingId: z
    .string()
    .describe(
      "Finds this request in the log and in the audit trail; the header `x-tracking-id` has the same value.",
    ),
});
export type Problem = z.infer<typeof problem>;
