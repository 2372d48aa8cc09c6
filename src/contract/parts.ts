import { z } from "zod";

/** An id in the spelling of RFC 9562. */
export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "invalid.id");

/** A character that a screen shows: not white space, a control character, an empty sign, or one that is never shown. */
const VISIBLE = /[^\s\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{FFF9}-\u{FFFB}\u{1D159}]/u;

/** A name that a person chose; white space around it is removed. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => VISIBLE.test(text), "invalid.not-visible");

/** A time in ISO 8601, in UTC. */
export const instant = z.iso.datetime();

/** A message for people: a stable code with its parameters; the text is found by code and language. */
export const message = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type MessageShape = z.infer<typeof message>;

/** An attribute with its former and its new value. */
export const change = z.object({ path: z.string(), from: z.json(), to: z.json() });

/** A page of a list. `next` is the `after` of the next page, or null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Path parameters below an organization. */
export const inOrg = z.object({ org: uuid });

/** Path parameters below an application. */
export const inApp = z.object({ org: uuid, app: uuid });

/** Query parameters of a paged list. */
export const paging = z.object({
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The response of a route that answers 204. */
export const nothing = z.null();
