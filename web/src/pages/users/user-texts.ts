import { z } from "zod";

type Attributes = Readonly<Record<string, unknown>>;
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const optionalText = z.string().trim().default("");

/** The attributes of a user that the form asks for; SCIM requires the user name alone. An empty text stands for no value. */
export const userTexts = z.object({
  userName: z.string().trim().min(1),
  displayName: optionalText,
  givenName: optionalText,
  familyName: optionalText,
  email: optionalText,
});
export type UserTexts = z.output<typeof userTexts>;

const isObject = (value: unknown): value is Attributes =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The element of `emails` that the form shows: the one for work, else the first. */
function indexOfEmail(emails: readonly unknown[]): number {
  const at = emails.findIndex((email) => isObject(email) && email["type"] === "work");
  return at >= 0 ? at : 0;
}

function emailsOf(attributes: Attributes): readonly unknown[] {
  const { emails } = attributes;
  return Array.isArray(emails) ? emails : [];
}

/** The texts of a user as it is. */
export function toUserTexts(attributes: Attributes): UserTexts {
  const name = isObject(attributes["name"]) ? attributes["name"] : {};
  const emails = emailsOf(attributes);
  const email = emails[indexOfEmail(emails)];
  return {
    userName: textOf(attributes["userName"]),
    displayName: textOf(attributes["displayName"]),
    givenName: textOf(name["givenName"]),
    familyName: textOf(name["familyName"]),
    email: isObject(email) ? textOf(email["value"]) : "",
  };
}

/**
 * The attributes to send. A list takes the place of the former one, so that the other e-mail addresses go along. For a
 * new user, empty texts are left out; for a change, they remove the value.
 */
export function toAttributes(texts: UserTexts, before?: Attributes): Record<string, Json> {
  const old = before === undefined ? undefined : toUserTexts(before);
  const isChanged = (part: keyof UserTexts) => texts[part] !== (old?.[part] ?? "");
  const textOrNull = (part: keyof UserTexts): Json => (texts[part] === "" ? null : texts[part]);
  const top = (["userName", "displayName"] as const).filter(isChanged);
  const names = (["givenName", "familyName"] as const).filter(isChanged);
  return {
    ...Object.fromEntries(top.map((part) => [part, textOrNull(part)])),
    ...(names.length === 0
      ? {}
      : { name: Object.fromEntries(names.map((part) => [part, textOrNull(part)])) }),
    ...(isChanged("email") ? { emails: emailsWith(texts.email, emailsOf(before ?? {})) } : {}),
  };
}

function emailsWith(email: string, before: readonly unknown[]): Json[] {
  const at = indexOfEmail(before);
  const former = before[at];
  const others = before.filter((_, index) => index !== at) as Json[];
  if (email === "") return others;
  const kept = isObject(former) ? former : { type: "work", primary: true };
  return [{ ...kept, value: email } as Json, ...others];
}
