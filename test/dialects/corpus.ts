import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { z } from "zod";

/** The profiles that an entry says something of; every one of them. */
export const PROFILES = ["rfc", "generic", "entra", "okta", "strict"] as const;

const resource = z.record(z.string(), z.json());

/** A request as a client sends it; `{{name}}` stands for the id of what is called so. `as` names what it makes. */
const request = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string().startsWith("/"),
  as: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.json().optional(),
});

/**
 * What may come of the requests: the status of the last, or of each; what the last answer holds, and how things are
 * afterwards, attribute by attribute. Null stands for what must not be there.
 */
const outcome = z.strictObject({
  status: z.union([z.int(), z.array(z.int()).min(1)]),
  scimType: z.string().optional(),
  answer: resource.optional(),
  state: z.union([z.literal("unchanged"), z.record(z.string(), resource.nullable())]),
});

const entry = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    row: z.string(),
    why: z.string().min(1),
    setup: z.array(z.strictObject({ as: z.string(), path: z.enum(["/Users", "/Groups"]), body: resource })),
    requests: z.array(request).min(1),
    outcomes: z.record(z.string(), outcome),
    expected: z.strictObject({
      rfc: z.string(),
      generic: z.string(),
      entra: z.string(),
      okta: z.string(),
      strict: z.string(),
    }),
  })
  .refine(
    ({ outcomes, expected }) => PROFILES.every((profile) => outcomes[expected[profile]] !== undefined),
    {
      error: "a profile expects an outcome that is not there",
    },
  )
  .refine(
    ({ outcomes, expected }) =>
      Object.keys(outcomes).every((name) => PROFILES.some((profile) => expected[profile] === name)),
    { error: "an outcome is expected by no profile" },
  );

export type Entry = z.infer<typeof entry> & { readonly client: string };
export type Outcome = z.infer<typeof outcome>;
export type Request = z.infer<typeof request>;

/** Reads the entries of a folder; the client is the name of the file. Throws on a file that is not of the form. */
export function readCorpus(folder: string): readonly Entry[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  if (files.length === 0) throw new Error(`there are no recorded requests in ${folder}`);
  return files.flatMap((file) => {
    const parsed = z
      .array(entry)
      .min(1)
      .safeParse(JSON.parse(readFileSync(posix.join(folder, file), "utf8")));
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
    return parsed.data.map((each) => ({ ...each, client: file.replace(/\.json$/, "") }));
  });
}
