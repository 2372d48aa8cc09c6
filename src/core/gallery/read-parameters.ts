import { isObject, isSameJson, type Json, type JsonObject } from "../json.ts";
import type { RegexPort } from "../mapping/expression/regex.ts";
import type { ObjectMapping } from "../mapping/mapping.ts";
import { fillTemplate } from "./fill-template.ts";
import type { Template } from "./template.ts";

/** The mappings that an application took from its template, as it stores them. */
type TemplateMappings = JsonObject | null;

/**
 * The values of a template's parameters that an application was filled in with, read from its settings and from the
 * mappings that it took. Undefined if they cannot be read, or if filling the template in with them gives other mappings.
 */
export function readParameters(
  template: Template,
  filled: { readonly config: JsonObject; readonly mappings: TemplateMappings },
  regex: RegexPort,
): Readonly<Record<string, string>> | undefined {
  const values: Record<string, string> = {};
  readValues(template.config, filled.config, values);
  const { user, group } = template.mappings;
  readValues(mappingJson(user), filled.mappings?.["user"], values);
  readValues(mappingJson(group), filled.mappings?.["group"], values);
  const again = fillTemplate(template, values, regex);
  if (!again.ok) return undefined;
  const isSame = (["user", "group"] as const).every((type) =>
    isSameJson(mappingJson(again.mappings[type]) ?? null, filled.mappings?.[type] ?? null),
  );
  return isSame ? values : undefined;
}

function mappingJson(mapping: ObjectMapping | "connector-default"): Json | undefined {
  if (mapping === "connector-default") return undefined;
  return { type: mapping.type, attributes: mapping.attributes.map((each) => ({ ...each })) };
}

/** Compares a value of the template with the filled one, and notes the values that stand in the places of parameters. */
function readValues(held: Json | undefined, filled: Json | undefined, values: Record<string, string>): void {
  if (typeof held === "string" && typeof filled === "string") readText(held, filled, values);
  else if (Array.isArray(held) && Array.isArray(filled)) {
    for (const [at, each] of held.entries()) readValues(each, filled[at], values);
  } else if (isObject(held) && isObject(filled)) {
    for (const [name, each] of Object.entries(held)) readValues(each, filled[name], values);
  }
}

/** `https://a.example/{orgId}/v1` and `https://a.example/7/v1` give `orgId` the value `7`. */
function readText(pattern: string, text: string, values: Record<string, string>): void {
  const parts = pattern.split(PLACEHOLDER);
  let rest = text;
  const found: [string, string][] = [];
  // Fixed texts and names of parameters follow each other, a fixed text first.
  for (let at = 0; at < parts.length; at += 2) {
    const fixed = parts[at] ?? "";
    const name = parts[at - 1];
    const isLast = at === parts.length - 1;
    const start = name === undefined ? 0 : isLast ? rest.length - fixed.length : rest.indexOf(fixed);
    if (start < 0 || !rest.startsWith(fixed, start)) return;
    if (name !== undefined) found.push([name, rest.slice(0, start)]);
    rest = rest.slice(start + fixed.length);
  }
  if (rest === "") Object.assign(values, Object.fromEntries(found));
}

const PLACEHOLDER = /\{(\w+)\}/;
