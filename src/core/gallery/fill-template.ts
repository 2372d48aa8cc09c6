import { isObject, type Json, type JsonObject } from "../json.ts";
import type { RegexPort } from "../mapping/expression/regex.ts";
import type { ObjectMapping } from "../mapping/mapping.ts";
import type { Template, TemplateLimit, TemplateParameter } from "./template.ts";

/** A parameter that has no value, a wrong one, or that the template does not have. */
export type ParameterError =
  | { readonly kind: "missing" | "invalid"; readonly parameter: TemplateParameter }
  | { readonly kind: "unknown"; readonly name: string };

export type FilledTemplate =
  | { readonly ok: true; readonly config: JsonObject; readonly mappings: Template["mappings"] }
  | { readonly ok: false; readonly errors: readonly ParameterError[] };

/** The longest value of a parameter. */
export const PARAMETER_LENGTH_MAX = 1_000;

/**
 * The settings of the connector with the values in their places, and the published limits as settings. Every error of
 * the values is reported.
 */
export function fillTemplate(
  template: Template,
  values: Readonly<Record<string, string>>,
  regex: RegexPort,
): FilledTemplate {
  const { parameters } = template;
  const known = new Set(parameters.map(({ name }) => name));
  const errors: ParameterError[] = Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name) => ({ kind: "unknown", name }));
  for (const parameter of parameters) {
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    if (value === undefined || value.trim() === "") errors.push({ kind: "missing", parameter });
    else if (!isAccepted(parameter, value, regex)) errors.push({ kind: "invalid", parameter });
  }
  if (errors.length > 0) return { ok: false, errors };
  const config = { ...limitsConfig(template.limits), ...fillObject(template.config, values) };
  const { user, group } = template.mappings;
  return {
    ok: true,
    config,
    mappings: { user: fillMapping(user, values), group: fillMapping(group, values) },
  };
}

function isAccepted({ pattern }: TemplateParameter, value: string, regex: RegexPort): boolean {
  return value.length <= PARAMETER_LENGTH_MAX && regex(pattern, "")?.matches(value.trim()) === true;
}

/** The names in braces that a template's settings use. */
export function listPlaceholders(config: unknown): readonly string[] {
  if (typeof config === "string") return [...config.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
  return typeof config === "object" && config !== null ? Object.values(config).flatMap(listPlaceholders) : [];
}

const PLACEHOLDER = /\{(\w+)\}/g;

function fillObject(config: JsonObject, values: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([name, held]) => [name, fill(held, values)]));
}

function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string) => (values[name] ?? "").trim());
}

function fill(held: Json, values: Readonly<Record<string, string>>): Json {
  if (typeof held === "string") return fillText(held, values);
  if (Array.isArray(held)) return held.map((each: Json) => fill(each, values));
  return isObject(held) ? fillObject(held, values) : held;
}

/** A parameter may stand in a constant, such as the profile of new users. */
function fillMapping(
  mapping: ObjectMapping | "connector-default",
  values: Readonly<Record<string, string>>,
): ObjectMapping | "connector-default" {
  if (mapping === "connector-default") return mapping;
  const attributes = mapping.attributes.map((attribute) =>
    attribute.kind === "constant" && typeof attribute.value === "string"
      ? { ...attribute, value: fillText(attribute.value, values) }
      : attribute,
  );
  return { ...mapping, attributes };
}

/** The published limits in the form of the connector's settings. A limit without a number is not set. */
function limitsConfig(limits: readonly TemplateLimit[]): JsonObject {
  const config: Record<string, Json> = {};
  const rates: Json[] = [];
  for (const { kind, calls = "all", count, perSeconds, burst } of limits) {
    if (count === null) continue;
    if (kind === "members-per-call") config["membersPerCall"] = count;
    if (kind === "page-size") config["pageSize"] = count;
    if (kind === "bytes-per-call") config["bytesPerCall"] = count;
    if (kind === "requests" && perSeconds !== undefined) {
      rates.push({ calls, requests: count, perSeconds, ...(burst === undefined ? {} : { burst }) });
    }
  }
  return rates.length === 0 ? config : { ...config, rates };
}
