import { z } from "zod";

const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** One error of a configuration that was refused, with its place. */
export const configurationError = z.object({
  pointer: z
    .string()
    .describe("Where the error is: a JSON pointer (RFC 6901) into the configuration that was sent."),
  code: z.string().describe("Names the error and never changes; docs/errors.md lists the codes."),
  params: params.optional().describe("The values that `detail` mentions, by name."),
  position: z
    .number()
    .int()
    .optional()
    .describe("The number of UTF-16 code units before the error, in the text that `pointer` leads to."),
  expected: z
    .string()
    .optional()
    .describe("The tokens that can stand at the position, in the signs of the expression language."),
  detail: z.string().describe("The text of the error with the remedy, in the reader's language."),
});
export type ConfigurationErrorShape = z.infer<typeof configurationError>;

/** RFC 9457 problem details; `code` is stable and listed in docs/errors.md. */
export const problem = z.object({
  type: z.string().describe("A URI for the kind of problem (RFC 9457)."),
  title: z.string().describe("A short text for the kind of problem, in the reader's language."),
  status: z.number().int().describe("The HTTP status of this answer."),
  code: z.string().describe("Names the problem and never changes; docs/errors.md lists the codes."),
  detail: z
    .string()
    .describe("The text of the problem, with its reason and the next step, in the reader's language."),
  params: params.optional().describe("The values that `detail` mentions, by name."),
  errors: z
    .array(configurationError)
    .optional()
    .describe(
      "The errors of a configuration that was refused, at most 100, while the parameter `errors` counts all; left out of every other problem.",
    ),
  trackingId: z
    .string()
    .describe("Finds this request in the log; the header `x-tracking-id` has the same value."),
});
export type Problem = z.infer<typeof problem>;
