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
  code: z.string().describe("Names the message; docs/errors.md lists the codes."),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe("The values that the text of the message takes, by name."),
});
export type MessageShape = z.infer<typeof message>;

/** A note about a configuration that was accepted, with its place in it. */
export const placedNote = message.extend({
  pointer: z.string().describe("The place: a JSON pointer (RFC 6901) into the configuration."),
});
export type PlacedNoteShape = z.infer<typeof placedNote>;

/** An attribute with its former and its new value. */
export const change = z.object({
  path: z.string().describe("The path of the attribute."),
  from: z.json().describe("The former value; null for a value that is new."),
  to: z.json().describe("The new value; null if it is removed."),
});

/** A page of a list. `next` is the `after` of the next page, or null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item).describe("The entries of this page."),
    next: z.string().nullable().describe("The `after` of the next page; null at the end of the list."),
  });
}

/** A list that is answered as a whole. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item).describe("All entries of the list.") });
}

/** Path parameters below an organization. */
export const inOrg = z.object({ org: uuid.describe("The id of the organization.") });

/** Path parameters below an application. */
export const inApp = inOrg.extend({ app: uuid.describe("The id of the application.") });

/** Query parameters of a paged list. */
export const paging = z.object({
  after: z.string().optional().describe("The `next` of the page before; left out for the first page."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(100)
    .describe("The largest number of entries in the page, from 1 to 500."),
});

/** The response of a route that answers 204. */
export const nothing = z.null();

/** An address that mail can be sent to. */
export const mailAddress = z
  .string()
  .trim()
  .regex(/^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,189}$/, "invalid.mail-address");
