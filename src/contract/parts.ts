import { z } from "zod";

/** Shapes that several endpoints share. Times are ISO 8601 in UTC. */
export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "a UUID");

export const name = z.string().trim().min(1).max(200);

export const instant = z.iso.datetime();

/** A message for people: a stable code with its parameters; the text is found by code and language. */
export const message = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Message = z.infer<typeof message>;

export const change = z.object({ path: z.string(), from: z.json(), to: z.json() });

/** A page of a list; `next` is given back as `after`. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Parts that routes share. */
export const inOrg = z.object({ org: uuid });

export const inApp = z.object({ org: uuid, app: uuid });

export const paging = z.object({
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const nothing = z.null();
