import { isObject, type Json, type JsonObject } from "../json.ts";
import { type Actions, parseActions } from "./actions.ts";
import { MULTI_VALUED, NOT_WRITABLE, WITHOUT_VALUE } from "./attributes.ts";
import { checkExpressionUse } from "./check-expression-use.ts";
import { checkWriteOnly } from "./check-write-only.ts";
import { isCalled } from "./expression/calls-in.ts";
import { isTimeInside } from "./expression/evaluate-over.ts";
import type { Expression } from "./expression/expression.ts";
import { compileExpression } from "./expression/patterns.ts";
import type { RegexPort } from "./expression/regex.ts";
import { uniqueRulesOf } from "./expression/unique-rules.ts";
import { createMappingError, type MappingError } from "./mapping-error.ts";
import { isOverlapping, parsePath, type ScimPath } from "./path.ts";
import { parseSource, type SourceReference } from "./source.ts";

export type ConstantValue = string | number | boolean | readonly string[];

/** The origin of one attribute of the target, as an administrator writes it down. */
export type AttributeMapping = {
  /** SCIM path in the target: `name.givenName`, `emails[type eq "work"].value`, `urn:…:User:department`. */
  readonly target: string;
  /** Used only at creation, and only when the value is null. */
  readonly defaultIfNull?: ConstantValue;
  readonly apply: "always" | "on-create";
  /**
   * Precedence among the attributes that find an account: the attribute with 1 is searched first. Attributes with the
   * same number are searched together.
   */
  readonly matching?: number;
  /** The value is made when it is sent, of secure randomness, and kept nowhere. For an initial password. */
  readonly writeOnly?: boolean;
  /** The value is the id of a directory user. The target receives that user's account instead. */
  readonly reference?: "user";
} & (
  | { readonly kind: "direct"; readonly source: string }
  | { readonly kind: "constant"; readonly value: ConstantValue }
  | { readonly kind: "expression"; readonly expression: string }
  /** The attribute stays as it is in the target; only a new account gets the default, if there is one. */
  | { readonly kind: "none" }
);

/** The mapping of one type of objects, in the form it is stored in. */
export type ObjectMapping = {
  readonly type: "user" | "group";
  readonly attributes: readonly AttributeMapping[];
  /** The changes that the target gets; one that is left out is on. */
  readonly actions?: Partial<Actions>;
};

/** Where the value of an attribute comes from, parsed. */
export type Rule =
  | { readonly kind: "direct"; readonly source: SourceReference; readonly text: string }
  | { readonly kind: "constant"; readonly value: ConstantValue }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "none" };

export interface CompiledAttribute {
  readonly path: ScimPath;
  readonly rule: Rule;
  readonly defaultIfNull: ConstantValue | undefined;
  readonly apply: "always" | "on-create";
  readonly matching: number | undefined;
  readonly isReference: boolean;
  readonly isWriteOnly: boolean;
  /** Values are added to those of the account, and never taken away. */
  readonly isAddOnly: boolean;
}

/** An attribute whose expression reads the time. */
export type TimedAttribute = Pick<CompiledAttribute, "path" | "apply"> & { readonly expression: Expression };

/** A checked mapping: no two of its paths overlap, at least one attribute matches, every text is parsed. */
export interface CompiledMapping {
  readonly type: "user" | "group";
  readonly attributes: readonly CompiledAttribute[];
  /** All target paths but those of write-only attributes, for `flattenAccount`. */
  readonly paths: readonly ScimPath[];
  /** The paths of each search for an account, first precedence first. */
  readonly searchPaths: readonly (readonly string[])[];
  /** The texts of the paths whose value is chosen so that no account has it. */
  readonly uniquePaths: readonly string[];
  /** The texts of the paths whose values are made when they are sent. */
  readonly writeOnlyPaths: readonly string[];
  /** The texts of the paths whose values need the default domain. */
  readonly domainPaths: readonly string[];
  /** The texts of the paths whose values are blanked in plans, logs and the records of calls. */
  readonly hiddenPaths: readonly string[];
  /** The attributes whose values can change by time alone. */
  readonly timed: readonly TimedAttribute[];
  readonly actions: Actions;
  readonly regex: RegexPort;
}

export type ParsedMapping =
  | { readonly ok: true; readonly mapping: CompiledMapping }
  | { readonly ok: false; readonly errors: readonly MappingError[] };

export const ATTRIBUTES_MAX = 200;

/**
 * Checks and compiles a mapping, and reports all errors at once. `regex` compiles the patterns of `Replace`.
 */
export function parseMapping(json: Json, regex: RegexPort): ParsedMapping {
  if (!isObject(json)) return { ok: false, errors: [createMappingError("", "mapping-not-an-object")] };
  const { type, attributes } = json;
  const errors = unknownMembers(json, "", MAPPING_MEMBERS);
  if (type !== "user" && type !== "group") errors.push(createMappingError("/type", "mapping-type-invalid"));
  if (!Array.isArray(attributes))
    errors.push(createMappingError("/attributes", "mapping-attributes-invalid"));
  const listed: readonly Json[] = Array.isArray(attributes) ? attributes : [];
  if (listed.length > ATTRIBUTES_MAX) {
    return {
      ok: false,
      errors: [createMappingError("/attributes", "mapping-attributes-too-many", { max: ATTRIBUTES_MAX })],
    };
  }
  const actions = parseActions(json["actions"]);
  if (actions === undefined) errors.push(createMappingError("/actions", "actions-invalid"));
  const compiled = listed.map((each, index) => compileAttribute(each, `/attributes/${index}`, regex, errors));
  const usable = compiled.filter((attribute) => attribute !== undefined);
  if (Array.isArray(attributes)) errors.push(...checkTargets(listed), ...checkMatching(compiled));
  if (errors.length > 0 || actions === undefined || (type !== "user" && type !== "group")) {
    return { ok: false, errors };
  }
  const paths = usable.filter(({ isWriteOnly }) => !isWriteOnly).map(({ path }) => path);
  const searchPaths = listSearchPaths(usable);
  const uniquePaths = usable.filter(({ rule }) => isUniqueChoice(rule)).map(({ path }) => path.text);
  const writeOnlyPaths = usable.filter(({ isWriteOnly }) => isWriteOnly).map(({ path }) => path.text);
  const domainPaths = usable.filter((each) => calls(each, "DefaultDomain")).map(({ path }) => path.text);
  const hiddenPaths = usable.filter(isHidden).map(({ path }) => path.text);
  const timed = usable.flatMap(listTimed);
  return {
    ok: true,
    mapping: {
      type,
      attributes: usable,
      paths,
      searchPaths,
      uniquePaths,
      writeOnlyPaths,
      domainPaths,
      hiddenPaths,
      timed,
      actions,
      regex,
    },
  };
}

function isHidden(attribute: CompiledAttribute): boolean {
  return attribute.isWriteOnly || calls(attribute, "Redact");
}

function listTimed({ path, rule, apply, isWriteOnly }: CompiledAttribute): readonly TimedAttribute[] {
  if (rule.kind !== "expression" || isWriteOnly || !isTimeInside(rule.expression)) return [];
  return [{ path, apply, expression: rule.expression }];
}

function calls({ rule }: CompiledAttribute, name: string): boolean {
  return rule.kind === "expression" && isCalled(name, rule.expression);
}

function isUniqueChoice(rule: Rule): boolean {
  return rule.kind === "expression" && uniqueRulesOf(rule.expression) !== undefined;
}

function listSearchPaths(attributes: readonly CompiledAttribute[]): readonly (readonly string[])[] {
  const precedences = new Set(attributes.flatMap(({ matching }) => matching ?? []));
  return [...precedences]
    .sort((left, right) => left - right)
    .map((wanted) => attributes.filter(({ matching }) => matching === wanted).map(({ path }) => path.text));
}

/** The function whose values a target only ever gets more of. */
const ADDING_FUNCTION = "AppRoleAssignmentsComplex";

/** True for an expression whose outermost function has this name. */
export function isCallOf(rule: Rule, name: string): boolean {
  return rule.kind === "expression" && rule.expression.kind === "call" && rule.expression.name === name;
}

const MAPPING_MEMBERS: ReadonlySet<string> = new Set(["type", "attributes", "actions"]);
const SHARED_MEMBERS = ["target", "kind", "defaultIfNull", "apply", "matching", "reference", "writeOnly"];
const RULE_MEMBERS: ReadonlyMap<Json | undefined, readonly string[]> = new Map([
  ["direct", ["source"]],
  ["constant", ["value"]],
  ["expression", ["expression"]],
  ["none", []],
]);

function compileAttribute(
  json: Json,
  pointer: string,
  regex: RegexPort,
  errors: MappingError[],
): CompiledAttribute | undefined {
  if (!isObject(json)) {
    errors.push(createMappingError(pointer, "attribute-not-an-object"));
    return undefined;
  }
  const members = RULE_MEMBERS.get(json["kind"]) ?? [...RULE_MEMBERS.values()].flat();
  const found = [
    ...unknownMembers(json, pointer, new Set([...SHARED_MEMBERS, ...members])),
    ...checkOptions(json, pointer),
    ...checkWriteOnly(json, pointer),
  ];
  const path = parseTarget(json["target"], `${pointer}/target`, found);
  const rule = parseRule(json, pointer, regex, found);
  if (rule?.kind === "expression") found.push(...checkExpressionUse(rule.expression, json, pointer));
  errors.push(...found);
  if (found.length > 0 || path === undefined || rule === undefined) return undefined;
  const { defaultIfNull, matching } = json;
  return {
    path: withReference(path, json),
    rule,
    defaultIfNull: isConstant(defaultIfNull) ? defaultIfNull : undefined,
    apply: json["apply"] === "on-create" ? "on-create" : "always",
    matching: typeof matching === "number" ? matching : undefined,
    isReference: json["reference"] === "user",
    isWriteOnly: json["writeOnly"] === true,
    isAddOnly: isCallOf(rule, ADDING_FUNCTION),
  };
}

/** The path that is written: of a reference its value. */
function withReference(path: ScimPath, json: JsonObject): ScimPath {
  return json["reference"] === undefined ? path : (parsePath(`${path.text}.value`) ?? path);
}

function checkOptions(json: JsonObject, pointer: string): MappingError[] {
  const { apply, matching, reference, defaultIfNull } = json;
  const errors: MappingError[] = [];
  if (apply !== "always" && apply !== "on-create")
    errors.push(createMappingError(`${pointer}/apply`, "apply-invalid"));
  if (matching !== undefined && !(Number.isSafeInteger(matching) && Number(matching) >= 1)) {
    errors.push(createMappingError(`${pointer}/matching`, "matching-invalid"));
  }
  if (reference !== undefined && reference !== "user") {
    errors.push(createMappingError(`${pointer}/reference`, "reference-invalid"));
  }
  if (reference !== undefined && matching !== undefined) {
    errors.push(createMappingError(`${pointer}/matching`, "matching-on-reference"));
  }
  if (matching !== undefined && json["kind"] === "none") {
    errors.push(createMappingError(`${pointer}/matching`, "matching-on-none"));
  }
  if (defaultIfNull !== undefined && (!isConstant(defaultIfNull) || reference !== undefined)) {
    errors.push(createMappingError(`${pointer}/defaultIfNull`, "default-invalid"));
  }
  return errors;
}

/**
 * A path that a mapping may write: it leads to one value, and the target does not maintain that value itself.
 */
function parseTarget(json: Json | undefined, pointer: string, errors: MappingError[]): ScimPath | undefined {
  const path = typeof json === "string" ? parsePath(json) : undefined;
  const refuse = (code: string): undefined => {
    errors.push(createMappingError(pointer, code, { path: typeof json === "string" ? json : "" }));
  };
  if (path === undefined) return refuse("target-invalid");
  const { schema, attribute, filter, sub } = path;
  const isCore = schema === null;
  if (isCore && NOT_WRITABLE.has(attribute)) return refuse("target-not-writable");
  if (isCore && sub === null && WITHOUT_VALUE.has(attribute)) return refuse("target-needs-sub-attribute");
  if (isCore && sub !== null && filter.length === 0 && MULTI_VALUED.has(attribute)) {
    return refuse("target-needs-filter");
  }
  const names = filter.map((condition) => condition.attribute.toLowerCase());
  const isFixed = sub !== null && names.includes(sub.toLowerCase());
  if (isFixed || new Set(names).size < names.length) return refuse("target-fixed-by-filter");
  return path;
}

function parseRule(
  json: JsonObject,
  pointer: string,
  regex: RegexPort,
  errors: MappingError[],
): Rule | undefined {
  const { kind, source, value, expression } = json;
  switch (kind) {
    case "direct": {
      const reference = typeof source === "string" ? parseSource(source) : undefined;
      if (reference !== undefined) return { kind, source: reference, text: textual(source) };
      errors.push(createMappingError(`${pointer}/source`, "source-invalid", { source: textual(source) }));
      return undefined;
    }
    case "constant":
      if (isConstant(value)) return { kind, value };
      errors.push(createMappingError(`${pointer}/value`, "constant-invalid"));
      return undefined;
    case "expression":
      return parseExpressionRule(expression, `${pointer}/expression`, regex, errors);
    case "none":
      return { kind };
    default:
      errors.push(createMappingError(`${pointer}/kind`, "kind-invalid", { kind: textual(kind) }));
      return undefined;
  }
}

function parseExpressionRule(
  text: Json | undefined,
  pointer: string,
  regex: RegexPort,
  errors: MappingError[],
): Rule | undefined {
  const parsed = compileExpression(typeof text === "string" ? text : "", regex);
  if (!parsed.ok) {
    errors.push(...parsed.errors.map((error) => ({ ...error, pointer })));
    return undefined;
  }
  return { kind: "expression", expression: parsed.expression };
}

/** Errors that only several attributes show together: overlapping paths, no attribute to match by. */
/** Finds targets that another entry has already, also where something else of the entry is wrong. */
function checkTargets(listed: readonly Json[]): readonly MappingError[] {
  const paths = listed.map((json) => {
    const path = isObject(json) ? parsePath(textual(json["target"])) : undefined;
    return path && isObject(json) ? withReference(path, json) : undefined;
  });
  return paths.flatMap((path, index) => {
    const other = path && paths.slice(0, index).find((each) => each && isOverlapping(each, path));
    if (other === undefined) return [];
    return [createMappingError(`/attributes/${index}/target`, "target-overlaps", { other: other.text })];
  });
}

function checkMatching(attributes: readonly (CompiledAttribute | undefined)[]): readonly MappingError[] {
  const isComplete = !attributes.includes(undefined);
  if (!isComplete || attributes.some((attribute) => attribute?.matching !== undefined)) return [];
  return [createMappingError("/attributes", "matching-missing")];
}

function unknownMembers(json: JsonObject, pointer: string, known: ReadonlySet<string>): MappingError[] {
  return Object.keys(json)
    .filter((name) => !known.has(name))
    .map((name) => createMappingError(`${pointer}/${name}`, "member-unknown", { name }));
}

function isConstant(json: Json | undefined): json is ConstantValue {
  if (Array.isArray(json)) return json.every((element) => typeof element === "string");
  return typeof json === "string" || typeof json === "number" || typeof json === "boolean";
}

function textual(json: Json | undefined): string {
  return typeof json === "string" ? json : "";
}
