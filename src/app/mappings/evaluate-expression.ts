import type { AppId, OrgId } from "../../core/ids.ts";
import { isCalled } from "../../core/mapping/expression/calls-in.ts";
import { type EvaluationContext, evaluate } from "../../core/mapping/expression/evaluate.ts";
import type { Expression, ExpressionError } from "../../core/mapping/expression/expression.ts";
import { findTimeChange, type NextChange } from "../../core/mapping/expression/next-change.ts";
import { compileExpression } from "../../core/mapping/expression/patterns.ts";
import { uniqueRulesOf } from "../../core/mapping/expression/unique-rules.ts";
import {
  parseSource,
  readSource,
  type SourceObject,
  type SourceReference,
} from "../../core/mapping/source.ts";
import { listUnknownNames, type UnknownName } from "../../core/mapping/unknown-sources.ts";
import { NO_RESULT, TEXT_LENGTH_MAX, type Value } from "../../core/mapping/value.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import { readRoles } from "../applications/read-roles.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { findOneObject } from "../objects.ts";
import { readSourceObject } from "../source-objects.ts";
import { createChoiceNote } from "./choice-note.ts";
import { limitPatterns, refuseIfSpent } from "./limit-patterns.ts";

/** The value of an expression, or the errors in its text. */
export interface Evaluation {
  readonly value: Value;
  readonly errors: readonly ExpressionError[];
  /** When the value can change by time alone. */
  readonly nextChange: NextChange;
  /** Why a plan may give another value. */
  readonly note?: Reason;
  /** The attributes that the expression names and that users do not have, unless a value is given for them. */
  readonly notes: readonly Reason[];
  /** The attributes that the expression names, each with the value that it had. */
  readonly sources: readonly { readonly name: string; readonly value: Value }[];
}

/** An expression with the values that it is tried with: those that are given, and else those of a user. */
export interface ExpressionTrial {
  readonly expression: string;
  readonly values: Readonly<Record<string, Value>>;
  /** Id or userName. */
  readonly user: string | undefined;
  /** The application whose roles the user has. */
  readonly app: AppId | undefined;
}

/** Evaluates an expression as a mapping would. Changes nothing. */
export async function evaluateExpression(
  deps: Deps,
  org: OrgId,
  trial: ExpressionTrial,
): Promise<Evaluation | Refusal> {
  const limited = limitPatterns(deps);
  return refuseIfSpent(limited.meter, await evaluateTrial(limited.deps, org, trial));
}

async function evaluateTrial(
  deps: Deps,
  org: OrgId,
  { expression, values, user, app }: ExpressionTrial,
): Promise<Evaluation | Refusal> {
  const given = readGivenValues(values);
  if (isRefusal(given)) return given;
  const person = user === undefined ? undefined : await findPerson(deps, { org, app }, user);
  if (isRefusal(person)) return person;
  const compiled = compileExpression(expression, deps.regex);
  if (!compiled.ok) return { ...NO_VALUE, errors: compiled.errors };
  const read = (reference: SourceReference): Value => {
    const value = given.get(keyOf(reference));
    if (value !== undefined) return value;
    return person === undefined ? null : readSource(person, reference);
  };
  const surroundings: EvaluationContext = {
    read,
    regex: deps.regex,
    now: deps.env.now(),
    defaultDomain: null,
    randomDigits: (salt) => deps.env.hash(`${org} ${person?.id ?? ""} ${salt}`),
  };
  const value = evaluate(compiled.expression, surroundings);
  if (value === NO_RESULT) return refuse("invalid", "mapping.no-result", { max: TEXT_LENGTH_MAX });
  const nextChange = findTimeChange(compiled.expression, surroundings);
  const sources = [...sourcesOf(compiled.expression)].map(([name, reference]) => ({
    name,
    value: read(reference),
  }));
  const notes = await noteUnknownNames(deps, org, compiled.expression, given);
  return { value, nextChange, errors: [], sources, notes, ...noteOf(compiled.expression) };
}

const NO_VALUE = { value: null, nextChange: { kind: "never" }, sources: [], notes: [] } as const;

async function noteUnknownNames(
  { types }: Deps,
  org: OrgId,
  expression: Expression,
  given: ReadonlyMap<string, Value>,
): Promise<readonly Reason[]> {
  const users = (await types.of(org)).standard("user").resource;
  const isGiven = ({ source }: UnknownName) => {
    const reference = parseSource(source);
    return reference !== undefined && given.has(keyOf(reference));
  };
  return listUnknownNames(expression, { own: users, users })
    .filter((name) => !isGiven(name))
    .map((name) => createReason("mapping.name-unknown", { ...name }));
}

/** Why a plan may give another value. */
function noteOf(expression: Expression): Pick<Evaluation, "note"> {
  if (isCalled("DefaultDomain", expression)) return { note: createReason("mapping.default-domain-unknown") };
  const rules = uniqueRulesOf(expression);
  return rules === undefined ? {} : { note: createChoiceNote(rules.length) };
}

/** The given values by the place that their names mean: `mail` and its SCIM path are one. */
function readGivenValues(values: ExpressionTrial["values"]): ReadonlyMap<string, Value> | Refusal {
  const given = new Map<string, Value>();
  for (const [name, value] of Object.entries(values)) {
    const reference = parseSource(name);
    if (reference === undefined) return refuse("invalid", "mapping.source-name-invalid", { name });
    given.set(keyOf(reference), value);
  }
  return given;
}

function keyOf(reference: SourceReference): string {
  if (reference.kind === "groups") return `groups ${reference.part}`;
  if (reference.kind === "manager") return `manager ${keyOf(reference.reference)}`;
  return reference.kind === "fact" ? reference.name : reference.paths.map(({ text }) => text).join(" ");
}

async function findPerson(
  deps: Deps,
  { org, app }: { readonly org: OrgId; readonly app: AppId | undefined },
  find: string,
): Promise<SourceObject | Refusal> {
  const object = await findOneObject(deps, org, "user", find);
  if (isRefusal(object)) return object;
  const application = app && (await deps.store.get("application", { org, id: app }));
  if (app !== undefined && application === undefined) return refuse("not-found", "app.not-found", { app });
  const roles = application === undefined ? [] : await readRoles(deps, application, object);
  const own = await readSourceObject({ deps, org }, object, { manager: true, groups: true });
  return { ...own, roles: roles.map(({ value }) => value) };
}

/** The attributes that an expression names, as it writes them. */
function sourcesOf(expression: Expression): ReadonlyMap<string, SourceReference> {
  switch (expression.kind) {
    case "source":
      return new Map([[expression.text, expression.reference]]);
    case "comparison":
      return new Map([...sourcesOf(expression.left), ...sourcesOf(expression.right)]);
    case "call":
      return new Map(expression.operands.flatMap((operand) => [...sourcesOf(operand)]));
    case "text":
    case "number":
    case "omitted":
      return new Map();
  }
}
