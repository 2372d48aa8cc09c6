import { z } from "zod";

export const fault = z.looseObject({
  kind: z.string().describe("The kind of fault, such as `unauthenticated` or `unreachable`."),
  code: z.string().describe("Names the fault; docs/errors.md lists the codes."),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe("The values that the text of the fault takes, by name."),
  status: z.number().int().optional().describe("The HTTP status that the target answered with."),
  refusedBy: z
    .enum(["target", "middlebox", "muster", "network"])
    .optional()
    .describe(
      "The origin of the refusal, as far as the answer shows it: the target, a proxy in front of it, Muster, or the network.",
    ),
  retryAfterMs: z.number().optional().describe("The time that the target asked to wait, in milliseconds."),
  exchange: z.string().optional().describe("The id of the recorded exchange that shows the fault."),
});
export type FaultShape = z.infer<typeof fault>;
