import { dirname, isAbsolute, join } from "node:path";
import { credentialText } from "../contract/applications.ts";
import { toPointer } from "../core/json-pointer.ts";
import { listSecretMembers } from "../files/list-secret-members.ts";
import type { SourceDocument } from "../files/parse-documents.ts";
import type { PlacedError } from "../files/placed-error.ts";
import type { Messages } from "../messages/messages.ts";
import { placeErrors } from "./place-errors.ts";
import { refuseErrors } from "./read-configuration.ts";
import { readTextFile } from "./read-text-file.ts";
import type { World } from "./world.ts";

/**
 * The values of the references to credentials, by reference. `$env:NAME` is a variable of the environment, `$file:PATH` a
 * file, whose path is relative to the configuration file. One that cannot be resolved is left out: the server knows
 * whether it is needed. A text that cannot be a credential is refused with the place of its reference.
 */
export async function resolveReferences(
  world: World,
  messages: Messages,
  documents: readonly SourceDocument[],
): Promise<Readonly<Record<string, string>>> {
  const secrets: Record<string, string> = {};
  const errors: PlacedError[] = [];
  for (const [at, { file, value }] of documents.entries()) {
    for (const { path, value: reference } of listSecretMembers(value)) {
      if (typeof reference !== "string") continue;
      const text = (await resolve(world, file, reference))?.trim();
      if (text === undefined || text === "") continue;
      secrets[reference] = text;
      if (credentialText.safeParse(text).success) continue;
      const code = "configuration.credential-form";
      const params = { reference };
      const pointer = toPointer("documents", at, ...path);
      errors.push({ pointer, code, params, detail: messages.text(code, params) });
    }
  }
  if (errors.length > 0) throw placeErrors(refuseErrors(errors), documents);
  return secrets;
}

async function resolve(world: World, from: string, reference: string): Promise<string | undefined> {
  const [, kind, name = ""] = /^\$(env|file):(.+)$/.exec(reference) ?? [];
  if (kind === "env") return world.env[name];
  if (kind !== "file") return undefined;
  try {
    return await readTextFile(world, isAbsolute(name) ? name : join(dirname(from), name));
  } catch {
    return undefined;
  }
}
