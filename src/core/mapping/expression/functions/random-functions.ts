import { numberOf, textOf, type Value } from "../../value.ts";
import { type ArgumentProblem, defineFunction, type FunctionEnvironment, type FunctionSpec } from "./spec.ts";

const RANDOM_LENGTH_MAX = 256;

/** Characters of a kind, as Windows counts them in its complexity rules for passwords. */
const DIGITS = "0123456789";
const SPECIAL = "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/";
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SMALL = "abcdefghijklmnopqrstuvwxyz";

/** Functions whose results look random. They are the same for one object and one attribute at each evaluation. */
export const RANDOM_FUNCTIONS: readonly FunctionSpec[] = [
  defineFunction("Guid", "", (_, environment) => makeGuid(environment)),
  defineFunction(
    "RandomString",
    "Length, MinimumNumbers, MinimumSpecialCharacters, MinimumCapital, MinimumLowerCase, CharactersToAvoid?",
    makeText,
    { check: checkLengths },
  ),
];

/** The form of a random UUID (RFC 9562 §5.4). */
function makeGuid({ randomDigits }: FunctionEnvironment): string {
  const digits = randomDigits(0);
  const variant = "89ab".charAt(Number.parseInt(digits.charAt(16), 16) % 4);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join("-");
}

/**
 * A text with at least these numbers of characters of each kind. The rest is taken from the kinds that have a
 * minimum, or from letters and digits when none has one. Null when the characters do not fit into the length,
 * or all of a kind are to be avoided.
 */
function makeText(operands: readonly Value[], environment: FunctionEnvironment): Value {
  const [length = 0, ...minima] = operands.slice(0, 5).map((each) => Math.trunc(numberOf(each) ?? -1));
  if (problemOf(length, minima) !== undefined) return null;
  const { kinds, others } = findCharacters(minima, textOf(operands[5] ?? null) ?? "");
  const rest = length - minima.reduce((sum, each) => sum + each, 0);
  const isEmpty = (kind: string, index: number): boolean => kind === "" && (minima[index] ?? 0) > 0;
  if (kinds.some(isEmpty) || (rest > 0 && others === "")) return null;
  const draw = drawNumbers(environment);
  const characters: string[] = [];
  for (const [index, kind] of kinds.entries()) {
    for (let count = minima[index] ?? 0; count > 0; count -= 1)
      characters.push(kind.charAt(draw(kind.length)));
  }
  for (let count = rest; count > 0; count -= 1) characters.push(others.charAt(draw(others.length)));
  // The kinds must not stand in a known order.
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = draw(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? "", characters[index] ?? ""];
  }
  return characters.join("");
}

/** The characters of each kind, and those that fill the rest of a text. */
interface Characters {
  readonly kinds: readonly string[];
  readonly others: string;
}

/** Characters that were found before: a mapping asks for the same ones with every object. */
const FOUND = new Map<string, Characters>();
const FOUND_MAX = 100;

function findCharacters(minima: readonly number[], avoid: string): Characters {
  const isRestricted = minima.some((minimum) => minimum > 0);
  const isFiller = (index: number): boolean => (isRestricted ? (minima[index] ?? 0) > 0 : index !== 1);
  const key = `${[0, 1, 2, 3].filter(isFiller).join("")} ${avoid}`;
  const known = FOUND.get(key);
  if (known !== undefined) return known;
  const avoided = new Set(avoid);
  const kinds = [DIGITS, SPECIAL, CAPITALS, SMALL].map((kind) =>
    [...kind].filter((character) => !avoided.has(character)).join(""),
  );
  const found = { kinds, others: kinds.filter((_, index) => isFiller(index)).join("") };
  if (FOUND.size >= FOUND_MAX) FOUND.clear();
  FOUND.set(key, found);
  return found;
}

/** A source of whole numbers below a limit. Six hexadecimal digits make one, so that the bias is below one in 60 000. */
function drawNumbers({ randomDigits }: FunctionEnvironment): (limit: number) => number {
  const perBlock = 10;
  let drawn = 0;
  let block = "";
  return (limit) => {
    const at = drawn % perBlock;
    if (at === 0) block = randomDigits(drawn / perBlock);
    drawn += 1;
    return Number.parseInt(block.slice(at * 6, at * 6 + 6), 16) % limit;
  };
}

function problemOf(length: number, minima: readonly number[]): number | undefined {
  if (length < 1 || length > RANDOM_LENGTH_MAX) return 0;
  const negative = minima.findIndex((minimum) => minimum < 0);
  if (negative >= 0) return negative + 1;
  return minima.reduce((sum, minimum) => sum + minimum, 0) > length ? 0 : undefined;
}

function checkLengths(operands: readonly (Value | undefined)[]): ArgumentProblem | undefined {
  const numbers = operands.slice(0, 5).map((each) => (each === undefined ? undefined : numberOf(each)));
  if (operands.slice(0, 5).includes(undefined)) return undefined;
  const [length = -1, ...minima] = numbers.map((each) => Math.trunc(each ?? -1));
  const argument = problemOf(length, minima);
  return argument === undefined ? undefined : { argument, expected: `1-${RANDOM_LENGTH_MAX}` };
}
