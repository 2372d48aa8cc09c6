import { listOf, numberOf, textOf, truthOf, type Value } from "../../value.ts";
import { defineFunction, type FunctionSpec } from "./spec.ts";

/** Functions that choose between values and ask what they are. */
export const LOGIC_FUNCTIONS: readonly FunctionSpec[] = [
  defineFunction("BitAnd", "value1, value2", ([left = null, right = null]) => bitAnd(left, right)),
  defineFunction("CBool", "Expression", ([value = null]) => truthOf(value)),
  defineFunction("Coalesce", "source...", (operands) => operands.find((value) => value !== null) ?? null, {
    isChoice: () => true,
  }),
  defineFunction(
    "IIF",
    "condition, valueIfTrue, valueIfFalse",
    ([condition = null, yes = null, no = null]) => (truthOf(condition) ? yes : no),
    { isChoice: (argument) => argument > 0 },
  ),
  defineFunction("IsNull", "Expression", ([value = null]) => value === null),
  defineFunction("IsNullOrEmpty", "Expression", ([value = null]) => isEmptyValue(value)),
  defineFunction("IsPresent", "Expression", ([value = null]) => !isEmptyValue(value)),
  defineFunction("IsString", "Expression", ([value = null]) => typeof value === "string"),
  defineFunction("Not", "source", ([source = null]) => !truthOf(source)),
  defineFunction("Switch", "source, defaultValue?, (key, value)...", switchValue, {
    isChoice: (argument) => argument % 2 === 1,
  }),
];

/** True for null, an empty text, and a list of nothing but empty texts. */
export function isEmptyValue(value: Value): boolean {
  return listOf(value).every((text) => text === "");
}

/** Bitwise and of two whole numbers up to 2⁵³; null for other values. Negative numbers are in two's complement. */
function bitAnd(left: Value, right: Value): Value {
  const [first, second] = [numberOf(left), numberOf(right)];
  if (first === undefined || second === undefined) return null;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second)) return null;
  return Number(BigInt(first) & BigInt(second));
}

/** An empty text as a key matches an absent source, as the reference advises. */
function switchValue([source = null, otherwise = null, ...pairs]: readonly Value[]): Value {
  const text = textOf(source) ?? "";
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    if ((textOf(pairs[index] ?? null) ?? "") === text) return pairs[index + 1] ?? null;
  }
  return otherwise;
}
