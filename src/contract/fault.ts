import { z } from "zod";

export const fault = z.looseObject({
  kind: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  status: z.number().int().optional(),
  refusedBy: z.enum(["target", "middlebox", "muster", "network"]).optional(),
  retryAfterMs: z.number().optional(),
  exchange: z.string().optional(),
});
export type FaultShape = z.infer<typeof fault>;
