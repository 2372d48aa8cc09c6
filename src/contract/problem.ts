import { z } from "zod";

/** RFC 9457 problem details; `code` is stable and listed in docs/errors.md. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  trackingId: z.string(),
});
export type Problem = z.infer<typeof problem>;
