import { textOf, truthOf, type Value } from "../value.ts";
import { compareExtents } from "./compare-extents.ts";
import { extendDateFunction, type Period } from "./date-extents.ts";
import { readFormat } from "./date-format.ts";
import { lettersOf, readPrefix } from "./date-range.ts";
import { applyCall, type EvaluationContext, evaluate } from "./evaluate.ts";
import type { Expression, Operator } from "./expression.ts";
import { ANY, createOne, type Extent, joinExtents } from "./extent.ts";

/** An expression in which every part that does not follow the time has become its value. */
export type Remainder =
  | { readonly kind: "known"; readonly value: Value }
  | { readonly kind: "call"; readonly call: Call; readonly operands: readonly Remainder[] }
  | {
      readonly kind: "comparison";
      readonly operator: Operator;
      readonly left: Remainder;
      readonly right: Remainder;
    };

type Call = Extract<Expression, { readonly kind: "call" }>;

/** What is left of an expression for one object when only the time is open. */
export function resolveTimeless(expression: Expression, context: EvaluationContext): Remainder {
  if (!isTimeInside(expression)) return { kind: "known", value: evaluate(expression, context) };
  const reduce = (part: Expression): Remainder => resolveTimeless(part, context);
  switch (expression.kind) {
    case "call":
      return { kind: "call", call: expression, operands: expression.operands.map(reduce) };
    case "comparison": {
      const { operator, left, right } = expression;
      return { kind: "comparison", operator, left: reduce(left), right: reduce(right) };
    }
    case "text":
    case "number":
    case "source":
    case "omitted":
      return { kind: "known", value: evaluate(expression, context) };
  }
}

/** True if a part of an expression may follow the time. */
export function isTimeInside(expression: Expression): boolean {
  switch (expression.kind) {
    case "comparison":
      return isTimeInside(expression.left) || isTimeInside(expression.right);
    case "call":
      return isTimeRead(expression) || expression.operands.some(isTimeInside);
    case "text":
    case "number":
    case "source":
    case "omitted":
      return false;
  }
}

/** `Now`, and `FormatDateTime` with a format without a year: the reference takes the missing parts of the present date. */
function isTimeRead({ name, operands }: Call): boolean {
  if (name === "Now") return true;
  if (name !== "FormatDateTime") return false;
  const format = operands[2];
  return format?.kind !== "text" || !lettersOf(readFormat(format.value) ?? []).has("y");
}

/** The values that an expression can have in a period. */
export function evaluateOver(remainder: Remainder, period: Period, context: EvaluationContext): Extent {
  switch (remainder.kind) {
    case "known":
      return createOne(remainder.value);
    case "comparison": {
      const { operator, left, right } = remainder;
      const sides = [left, right].map((side) => evaluateOver(side, period, context));
      return compareExtents(operator, sides[0] ?? ANY, sides[1] ?? ANY);
    }
    case "call": {
      const operands = remainder.operands.map((operand) => evaluateOver(operand, period, context));
      return extendCall(remainder.call, operands, period, context);
    }
  }
}

function extendCall(
  call: Call,
  operands: readonly Extent[],
  period: Period,
  context: EvaluationContext,
): Extent {
  const { name } = call;
  const ofDate = extendDateFunction(name, operands, period);
  if (ofDate !== undefined) return ofDate;
  const apply = (values: readonly Value[]): Value =>
    applyCall(call, values, { ...context, now: period.from });
  const values = operands.flatMap((operand) => (operand.kind === "one" ? [operand.value] : []));
  if (values.length === operands.length) return createOne(apply(values));
  return chooseExtent(name, operands) ?? readBeginning(name, operands, apply) ?? ANY;
}

/** The results of functions that choose among their arguments or ask what they are; undefined for others. */
function chooseExtent(name: string, operands: readonly Extent[]): Extent | undefined {
  const [first = ANY, second = ANY, third = ANY] = operands;
  switch (name) {
    case "IIF": {
      const truth = readTruth(first);
      return truth === undefined ? joinExtents(second, third) : truth ? second : third;
    }
    case "CBool":
    case "Not": {
      const truth = readTruth(first);
      return truth === undefined ? ANY : createOne(truth === (name === "CBool"));
    }
    case "IsNull":
    case "IsNullOrEmpty":
      return isPresent(first) ? createOne(false) : ANY;
    case "IsPresent":
      return isPresent(first) ? createOne(true) : ANY;
    case "Coalesce":
      return operands.find((operand) => operand.kind !== "one" || operand.value !== null) ?? createOne(null);
    case "Switch":
      return switchExtent(operands);
    default:
      return undefined;
  }
}

/** The values of all keys that the source may equal, and the default if it may equal none. */
function switchExtent([source = ANY, otherwise = ANY, ...pairs]: readonly Extent[]): Extent {
  const possible: Extent[] = [];
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const [key = ANY, value = ANY] = [pairs[index], pairs[index + 1]];
    const equal = isEqual(source, key);
    if (equal !== false) possible.push(value);
    if (equal === true) return joinAll(possible);
  }
  return joinAll([...possible, otherwise]);
}

function joinAll(extents: readonly Extent[]): Extent {
  return extents.reduce(joinExtents);
}

/** Whether the texts of two extents are equal; undefined if that depends on the time. */
function isEqual(left: Extent, right: Extent): boolean | undefined {
  const asText = (extent: Extent): Extent =>
    extent.kind === "one" ? createOne(textOf(extent.value) ?? "") : extent;
  const [source, key] = [asText(left), asText(right)];
  if (source.kind === "numbers" || key.kind === "numbers") return undefined;
  const result = compareExtents("=", source, key);
  return result.kind === "one" ? result.value === true : undefined;
}

function readTruth(extent: Extent): boolean | undefined {
  switch (extent.kind) {
    case "one":
      return truthOf(extent.value);
    case "numbers":
      return extent.low > 0 || extent.high < 0 ? true : undefined;
    case "dates":
    case "any":
      return undefined;
  }
}

/** True if no value of the extent is absent or empty. */
function isPresent({ kind }: Extent): boolean {
  return kind === "dates" || kind === "numbers";
}

/** Functions of which the result is decided by the beginning of the first argument, once it is not empty. */
const FROM_BEGINNING: ReadonlySet<string> = new Set(["Left", "Mid", "Word"]);

/** The result that is the same however the texts of a range of dates go on; undefined if there may be several. */
function readBeginning(
  name: string,
  [source, ...others]: readonly Extent[],
  apply: (values: readonly Value[]) => Value,
): Extent | undefined {
  if (!FROM_BEGINNING.has(name) || source?.kind !== "dates") return undefined;
  const values = others.flatMap((operand) => (operand.kind === "one" ? [operand.value] : []));
  if (values.length < others.length) return undefined;
  const prefix = readPrefix(source.range);
  const [short, long] = [prefix, `${prefix}\uffff`].map((text) => apply([text, ...values]));
  return short === long && typeof short === "string" && short !== "" ? createOne(short) : undefined;
}
