import { isObject, type Json, type JsonObject } from "../core/json.ts";
import type { YamlPath } from "../yaml/read-yaml.ts";

/** A member of a document that names a secret by reference. */
export interface SecretMember {
  readonly path: YamlPath;
  readonly value: Json;
}

/** The members of a document that name secrets: of its application, or of the webhooks and applications of its organization. */
export function listSecretMembers(document: JsonObject): readonly SecretMember[] {
  if (document["kind"] !== "organization") return memberOf(document, "credential", []);
  return [
    ...listObjects(document["webhooks"]).flatMap(([at, each]) => memberOf(each, "secret", ["webhooks", at])),
    ...listObjects(document["applications"]).flatMap(([at, each]) =>
      memberOf(each, "credential", ["applications", at]),
    ),
  ];
}

function memberOf(holder: JsonObject, name: string, path: YamlPath): readonly SecretMember[] {
  const value = holder[name];
  if (value === undefined) return [];
  const from = isObject(value) ? value["from"] : undefined;
  return [
    from === undefined ? { path: [...path, name], value } : { path: [...path, name, "from"], value: from },
  ];
}

/** The objects of a list with their places. */
export function listObjects(list: Json | undefined): readonly (readonly [number, JsonObject])[] {
  const entries: readonly Json[] = Array.isArray(list) ? list : [];
  return entries.flatMap((each, at) => (isObject(each) ? [[at, each] as const] : []));
}
