import { z } from "zod";
import { TEMPLATE_CATEGORIES } from "../../core/gallery/template.ts";
import type { Json } from "../../core/json.ts";
import type { ObjectMapping } from "../../core/mapping/mapping.ts";
import { changeSettings } from "../../core/provisioning/change-settings.ts";
import { checkRoles, completeRole, ROLE_LENGTH_MAX } from "../../core/provisioning/roles.ts";
import type { Settings } from "../../core/provisioning/settings.ts";

const text = z.strictObject({ en: z.string().trim().min(1), fr: z.string().trim().min(1) });
const date = z.iso.date();
const source = z.strictObject({ url: z.url({ protocol: /^https$/ }), read: date });
const sources = z.array(source).min(1);

const parameter = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: text,
  pattern: z.string().min(1),
  example: z.string().min(1),
  where: text,
});

const authentication = z.strictObject({
  kind: z.enum(["bearer", "oauth2-client-credentials"]),
  obtain: text,
  lifetimeDays: z.number().int().positive().nullable(),
  confirmed: z.boolean(),
  sources,
});

const whole = z.number().int().positive();
const limit = z
  .strictObject({
    kind: z.enum(["requests", "members-per-call", "page-size", "bytes-per-call"]),
    calls: z.enum(["all", "reads", "writes"]).optional(),
    count: whole.nullable(),
    perSeconds: whole.optional(),
    burst: whole.optional(),
    confirmed: z.boolean(),
    note: text.optional(),
    sources: z.array(source).default([]),
  })
  .refine(
    ({ confirmed, note }) => confirmed || note !== undefined,
    "a limit that is not confirmed needs a note",
  )
  .refine(({ confirmed, sources: read }) => !confirmed || read.length > 0, "a confirmed limit needs a source")
  .refine(
    ({ kind, count, perSeconds }) => kind !== "requests" || count === null || perSeconds !== undefined,
    "a limit of requests needs perSeconds",
  );

const quirk = z.strictObject({ what: text, seen: date, confirmed: z.boolean(), source: z.string().min(1) });
const roleText = z.string().trim().min(1).max(ROLE_LENGTH_MAX);
const role = z.strictObject({
  value: roleText,
  displayName: roleText,
  isDefault: z.boolean().default(false),
});
const roles = z
  .array(role)
  .refine(
    (given) =>
      checkRoles(
        given.map(({ value, displayName, isDefault }) =>
          completeRole({ value, name: displayName, default: isDefault }),
        ),
      ).length === 0,
    "roles need different values and names, and one default at most",
  );

const constant = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const target = {
  target: z.string().min(1),
  apply: z.enum(["always", "on-create"]).default("always"),
  matching: whole.exactOptional(),
  defaultIfNull: constant.exactOptional(),
  reference: z.literal("user").exactOptional(),
  writeOnly: z.literal(true).exactOptional(),
};
const attribute = z.discriminatedUnion("kind", [
  z.strictObject({ ...target, kind: z.literal("direct"), source: z.string().min(1) }),
  z.strictObject({ ...target, kind: z.literal("constant"), value: constant }),
  z.strictObject({ ...target, kind: z.literal("expression"), expression: z.string().min(1) }),
]);

function mappingOf<const Type extends ObjectMapping["type"]>(type: Type) {
  const attributes = z.array(attribute).min(1);
  return z.union([
    z.literal("connector-default"),
    z.strictObject({ attributes }).transform((mapping) => ({ type, ...mapping })),
  ]);
}

/** Settings of the application as `muster app settings` takes them. */
const settings = z
  .record(
    z.string(),
    z.json().transform((value): Json => value),
  )
  .transform((given, context): Partial<Settings> => {
    const changed = changeSettings({}, given);
    if (changed.ok) return changed.value.stored;
    for (const { setting, expected } of changed.problems) {
      context.addIssue({ code: "custom", path: [setting], message: `expected ${expected}` });
    }
    return z.NEVER;
  });

/** The shape of `template.yaml`. A member that it does not name is an error. */
export const templateShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().trim().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  summary: text,
  category: z.enum(TEMPLATE_CATEGORIES),
  connector: z.string().min(1),
  parameters: z.array(parameter).default([]),
  config: z.record(
    z.string(),
    z.json().transform((value): Json => value),
  ),
  authentication,
  limits: z.array(limit).default([]),
  quirks: z.array(quirk).default([]),
  mappings: z.strictObject({ user: mappingOf("user"), group: mappingOf("group") }),
  settings: settings.default({}),
  roles: roles.default([]),
  steps: z.array(text).min(1),
  sources,
});
