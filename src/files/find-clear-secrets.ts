import { isObject, type Json, type JsonObject } from "../core/json.ts";
import { toPointer } from "../core/json-pointer.ts";
import { findNearestOf } from "../core/nearest-name.ts";
import { isSecretName, redactText } from "../core/redact.ts";
import type { Messages } from "../messages/catalogue-messages.ts";
import type { YamlPath } from "../yaml/read-yaml.ts";
import { listObjects, listSecretMembers } from "./list-secret-members.ts";
import type { SourceDocument } from "./parse-documents.ts";
import type { PlacedError } from "./placed-error.ts";

/** A reference to a secret, or the word that keeps the stored one. */
const REFERENCE = /^(?:\$(?:env|file):\S.*|keep)$/;

/** An error for each value of the documents that is a secret in clear. Its pointer begins with the list of documents. */
export function listClearSecrets(
  messages: Messages,
  documents: readonly SourceDocument[],
): readonly PlacedError[] {
  const code = "configuration.secret-in-clear";
  return documents.flatMap(({ value }, at) =>
    findClearSecrets(value).map((path) => ({
      pointer: toPointer("documents", at, ...path),
      code,
      params: {},
      detail: messages.text(code),
    })),
  );
}

/** The paths of values that are secrets in clear, judged by their names and forms. */
export function findClearSecrets(document: JsonObject): readonly YamlPath[] {
  const named = listSecretMembers(document).filter(({ value }) => isClear(value));
  const own = named.map(({ path }) => path);
  if (document["kind"] !== "organization") return [...own, ...findInApplication(document, [])];
  const { webhooks, applications, definitions: _, ...others } = document;
  return [
    ...own,
    ...listObjects(webhooks).flatMap(([at, { secret: __, ...each }]) =>
      findIn(each, ["webhooks", at], false),
    ),
    ...listObjects(applications).flatMap(([at, each]) => findInApplication(each, ["applications", at])),
    ...findIn(others, [], false),
  ];
}

/** The document without the values at these paths, so that no secret leaves this machine. */
export function dropSecrets(document: JsonObject, paths: readonly YamlPath[]): JsonObject {
  const named = new Set(listSecretMembers(document).map(({ path }) => JSON.stringify(path)));
  const masked = new Map(
    paths.map((path) => [JSON.stringify(path), named.has(JSON.stringify(path)) ? "keep" : null]),
  );
  const mask = (value: Json, path: YamlPath): Json => {
    const instead = masked.get(JSON.stringify(path));
    if (instead !== undefined) return instead;
    if (Array.isArray(value)) return value.map((each: Json, at) => mask(each, [...path, at]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]): [string, Json] => [name, mask(each, [...path, name])]),
    );
  };
  const whole = mask(document, []);
  return isObject(whole) ? whole : {};
}

function isClear(value: Json): boolean {
  return typeof value === "string" ? !REFERENCE.test(value) : typeof value === "number";
}

/** Mappings, filters and names of people hold no secrets, but words that look like them. */
function findInApplication(application: JsonObject, path: YamlPath): readonly YamlPath[] {
  const {
    credential: _,
    mappings: __,
    scopes: ___,
    assignments: ____,
    selectedGroups: _____,
    ...others
  } = application;
  return [...findMisspelt(others, path), ...findIn(others, path, false)];
}

/** A credential in clear whose member is misspelt: its name alone does not say that it is secret. */
function findMisspelt(members: JsonObject, path: YamlPath): readonly YamlPath[] {
  return Object.entries(members)
    .filter(([name, value]) => !isSecretName(name) && isClear(value) && isNearCredential(name))
    .map(([name]) => [...path, name]);
}

function isNearCredential(name: string): boolean {
  return findNearestOf(name, ["credential"]) !== undefined;
}

function findIn(value: Json, path: YamlPath, isNamedSecret: boolean): readonly YamlPath[] {
  if (Array.isArray(value)) {
    return value.flatMap((each: Json, at) => findIn(each, [...path, at], isNamedSecret));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, each]) =>
      findIn(each, [...path, name], isNamedSecret || isSecretName(name)),
    );
  }
  if (typeof value !== "string" && typeof value !== "number") return [];
  const isSecret = isNamedSecret || (typeof value === "string" && redactText(value) !== value);
  return isSecret ? [path] : [];
}
