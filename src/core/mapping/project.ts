import type { Json } from "../json.ts";
import { REDACTED } from "../redact.ts";
import { type EvaluationContext, evaluate } from "./expression/evaluate.ts";
import type { RegexPort } from "./expression/regex.ts";
import { uniqueRulesOf } from "./expression/unique-rules.ts";
import { type FlatAttributes, toCanonicalValue } from "./flat.ts";
import type { CompiledAttribute, CompiledMapping } from "./mapping.ts";
import type { MatchingValue } from "./match-key.ts";
import { parsePath, type ScimPath } from "./path.ts";
import { readSource, type SourceObject } from "./source.ts";
import { NO_RESULT, TEXT_LENGTH_MAX, textOf, type Value } from "./value.ts";

/** The intended state of a directory object in the target. */
export interface Projection {
  /** Values by target path. A path that is missing is not sent. */
  readonly attributes: FlatAttributes;
  /** Ids of directory objects, by the target path that receives the account of each. */
  readonly references: Readonly<Record<string, string>>;
  /** The values that find the account, in order of precedence. */
  readonly matching: readonly MatchingValue[];
  /**
   * The paths that this projection determines. A path of an older projection that is not among them stays as
   * it is in the target: it is set at creation only, its default still holds, or it is no longer mapped.
   */
  readonly governed: readonly string[];
  /** The paths whose value is for new accounts alone: an account that exists keeps what it has there. */
  readonly untouched: readonly string[];
  /** The paths whose values are made when a new account is sent. Empty for an update. */
  readonly writeOnly: readonly string[];
  /** The paths whose values are added to those that an account has, and never taken away. */
  readonly addOnly: readonly string[];
  /** The choices that a new account leaves open: `attributes` holds the first value of each. Empty for an update. */
  readonly choices: readonly UniqueChoice[];
  /** Why an attribute has no usable value: message codes with parameters. */
  readonly problems: readonly {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  }[];
}

/** An attribute whose value must be one that no other account has. */
export interface UniqueChoice {
  readonly path: string;
  /** At least one value, each once, in the order in which they are tried. */
  readonly candidates: readonly Json[];
}

/** The knowledge of expressions beside the object. */
export interface ProjectionEnvironment {
  /** The time for which the object is mapped: milliseconds since 1970. */
  readonly now: number;
  /** The domain of the setting `defaultDomain`, `null` when it is not set. */
  readonly defaultDomain: string | null;
  /** Sixty-four hexadecimal digits that look random and are always the same for the same key. */
  readonly randomDigits: (key: string) => string;
}

/**
 * Maps a directory object. Pure and total. At creation every attribute is sent and defaults replace null. An
 * update leaves out the attributes that apply at creation only, and does not replace null.
 */
export function projectObject(
  mapping: CompiledMapping,
  source: SourceObject,
  purpose: "create" | "update",
  environment: ProjectionEnvironment,
): Projection {
  const attributes: Record<string, Json> = {};
  const references: Record<string, string> = {};
  const matching: MatchingValue[] = [];
  const governed: string[] = [];
  const untouched: string[] = [...mapping.writeOnlyPaths];
  const problems: Projection["problems"][number][] = [];
  for (const attribute of mapping.attributes) {
    const path = attribute.path.text;
    if (attribute.isWriteOnly) continue;
    const own = readValue(attribute, mapping, source, environment);
    if (own === NO_RESULT) problems.push(createNoResult(path));
    const { value, isAlways, refused } = projectAttribute(attribute, purpose, own);
    if (refused !== undefined) problems.push(createProblem(mapping, path, refused));
    matching.push(...listMatching(attribute, value));
    if (!isAlways) untouched.push(path);
    if (!isAlways && purpose === "update") continue;
    governed.push(path);
    if (value === null) continue;
    if (attribute.isReference) references[path] = matchingText(value);
    else attributes[path] = value;
  }
  matching.sort((left, right) => left.precedence - right.precedence);
  return {
    attributes,
    references,
    matching,
    governed,
    untouched,
    writeOnly: purpose === "create" ? mapping.writeOnlyPaths : [],
    choices: purpose === "create" ? listChoices(mapping, source, environment) : [],
    addOnly: listAddOnly(mapping).filter((path) => governed.includes(path)),
    problems: [
      ...problems,
      ...(purpose === "create" ? findUnmade(mapping, source, environment) : []),
      ...findMissingDomain(mapping, governed, environment),
    ],
  };
}

/** The value that a new account gets at this path, as `projectObject` gives it; null for none. */
export function projectNewValue(
  mapping: CompiledMapping,
  path: string,
  source: SourceObject,
  environment: ProjectionEnvironment,
): Json {
  const attribute = mapping.attributes.find(({ path: { text } }) => text === path);
  if (attribute === undefined || attribute.isWriteOnly || attribute.isReference) return null;
  const own = readValue(attribute, mapping, source, environment);
  return projectAttribute(attribute, "create", own).value;
}

/** The write-only attributes that would get no value. The values themselves are made when they are sent. */
function findUnmade(
  mapping: CompiledMapping,
  source: SourceObject,
  environment: ProjectionEnvironment,
): Projection["problems"] {
  return mapping.attributes
    .filter(({ isWriteOnly }) => isWriteOnly)
    .filter((attribute) => readValue(attribute, mapping, source, environment) === NO_RESULT)
    .map(({ path }) => createNoResult(path.text));
}

function createNoResult(path: string): Projection["problems"][number] {
  return { code: "hold.no-result", params: { path, max: TEXT_LENGTH_MAX } };
}

/** The values that find the account of an object: those of the projection of an update, without the rest of it. */
export function projectMatching(
  mapping: CompiledMapping,
  source: SourceObject,
  environment: ProjectionEnvironment,
): readonly MatchingValue[] {
  return mapping.attributes
    .filter(({ matching, isWriteOnly }) => matching !== undefined && !isWriteOnly)
    .flatMap((attribute) => {
      const own = readValue(attribute, mapping, source, environment);
      return listMatching(attribute, projectAttribute(attribute, "update", own).value);
    })
    .sort((left, right) => left.precedence - right.precedence);
}

/** The attributes whose value would lack its domain. A wrong value is worse than none, so that the object is held. */
function findMissingDomain(
  { domainPaths }: CompiledMapping,
  governed: readonly string[],
  { defaultDomain }: ProjectionEnvironment,
): Projection["problems"] {
  if (defaultDomain !== null || domainPaths.length === 0) return [];
  const missing = domainPaths.filter((path) => governed.includes(path));
  return missing.map((path) => ({ code: "hold.default-domain-missing", params: { path } }));
}

function listAddOnly({ attributes }: CompiledMapping): readonly string[] {
  return attributes.filter(({ isAddOnly }) => isAddOnly).map(({ path }) => path.text);
}

/**
 * The values of the write-only attributes of a new account, by path; one without a value is left out. The environment
 * decides how random they are. Each call makes other values, so that only the sender calls it.
 */
export function projectWriteOnly(
  mapping: CompiledMapping,
  source: SourceObject,
  environment: ProjectionEnvironment,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const attribute of mapping.attributes.filter(({ isWriteOnly }) => isWriteOnly)) {
    const value = toCanonicalValue(attribute.path, readValue(attribute, mapping, source, environment));
    if (value !== null) values[attribute.path.text] = matchingText(value);
  }
  return values;
}

/** The value that accounts are searched by; none for an attribute that finds no accounts. */
function listMatching({ path, matching }: CompiledAttribute, value: Json): readonly MatchingValue[] {
  if (matching === undefined) return [];
  return [{ precedence: matching, path: path.text, value: value === null ? null : matchingText(value) }];
}

function createProblem(
  { hiddenPaths }: CompiledMapping,
  path: string,
  value: string,
): Projection["problems"][number] {
  const shown = hiddenPaths.includes(path) ? REDACTED : value;
  return { code: "hold.mapping-problem", params: { path, value: shown } };
}

/** The choices that `SelectUniqueValue` leaves open; none where its rules give no value, and a default stands in. */
function listChoices(
  { attributes, uniquePaths, regex }: CompiledMapping,
  source: SourceObject,
  environment: ProjectionEnvironment,
): readonly UniqueChoice[] {
  if (uniquePaths.length === 0) return [];
  return attributes.flatMap(({ path, rule }) => {
    const rules = rule.kind === "expression" ? uniqueRulesOf(rule.expression) : undefined;
    if (rules === undefined) return [];
    const context = createEvaluationContext(path, regex, source, environment);
    const values = rules.map((each) => toCanonicalValue(path, evaluate(each, context)));
    const given = values.filter((value) => value !== null);
    const byText = new Map(given.map((value) => [matchingText(value), value]));
    return byText.size === 0 ? [] : [{ path: path.text, candidates: [...byText.values()] }];
  });
}

interface ProjectedAttribute {
  readonly value: Json;
  /** False for a value that only a new account gets. */
  readonly isAlways: boolean;
  /** The text of a value that the attribute cannot hold. */
  readonly refused: string | undefined;
}

function projectAttribute(
  { path, rule, apply, defaultIfNull }: CompiledAttribute,
  purpose: "create" | "update",
  own: Value,
): ProjectedAttribute {
  const isDefaulted = isBlank(own) && defaultIfNull !== undefined;
  const given = isDefaulted && purpose === "create" ? defaultIfNull : own;
  const value = toCanonicalValue(path, given);
  const refused = value === null && !isBlank(given) ? (textOf(given) ?? "") : undefined;
  const isAlways = apply === "always" && rule.kind !== "none" && !isDefaulted;
  return { value, isAlways, refused };
}

function readValue(
  { path, rule }: CompiledAttribute,
  { regex }: CompiledMapping,
  source: SourceObject,
  environment: ProjectionEnvironment,
): Value {
  switch (rule.kind) {
    case "direct":
      return readSource(source, rule.source);
    case "constant":
      return rule.value;
    case "none":
      return null;
    case "expression":
      return evaluate(rule.expression, createEvaluationContext(path, regex, source, environment));
  }
}

/** The surroundings of the expression of one attribute. */
export function createEvaluationContext(
  path: ScimPath,
  regex: RegexPort,
  source: SourceObject,
  { now, defaultDomain, randomDigits }: ProjectionEnvironment,
): EvaluationContext {
  return {
    read: (reference) => readSource(source, reference),
    regex,
    now,
    defaultDomain,
    randomDigits: (salt) => randomDigits(`${source.id} ${path.text} ${salt}`),
  };
}

function isBlank(value: Value): boolean {
  return value === null || value === "" || (typeof value === "object" && value.every((text) => text === ""));
}

function matchingText(value: Json): string {
  return typeof value === "string" ? value : Array.isArray(value) ? value.join(";") : String(value);
}

/**
 * The attributes that a link keeps after a projection was carried out: the new values, and those old values
 * that the projection does not determine. The difference from `before` is exactly the change to send.
 */
export function carryForward(
  before: FlatAttributes,
  projection: Pick<Projection, "attributes" | "governed" | "addOnly">,
): FlatAttributes {
  const governed = new Set(projection.governed);
  const kept = Object.entries(before).filter(([path]) => !governed.has(path));
  return keepAdded(before, { ...Object.fromEntries(kept), ...projection.attributes }, projection.addOnly);
}

/** The attributes that shall be, with every element that an account has already at a path to which values are only added. */
export function keepAdded(
  before: FlatAttributes,
  attributes: FlatAttributes,
  addOnly: readonly string[],
): FlatAttributes {
  const added = addOnly.flatMap((text): [string, Json][] => {
    const held = before[text];
    const path = parsePath(text);
    if (held === undefined || path === undefined) return [];
    const given = attributes[text];
    if (!Array.isArray(held) || !(given === undefined || Array.isArray(given)))
      return given ? [] : [[text, held]];
    return [[text, toCanonicalValue(path, [...held, ...(given ?? [])])]];
  });
  return { ...attributes, ...Object.fromEntries(added) };
}
