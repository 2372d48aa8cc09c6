import type { Value } from "../../value.ts";
import type { RegexPort } from "../regex.ts";

/** The surroundings that functions need beside their arguments. None of it throws. */
export interface FunctionEnvironment {
  readonly regex: RegexPort;
  /** The time for which the expression is evaluated: milliseconds since 1970. */
  readonly now: number;
  /** The domain of the setting `defaultDomain`, `null` when it is not set. */
  readonly defaultDomain: string | null;
  /**
   * Sixty-four hexadecimal digits that look random. The same number yields the same digits for one call of an
   * expression, one object and one attribute, so that planning twice finds the same value.
   */
  readonly randomDigits: (block: number) => string;
}

/** A parameter of a function, as the reference names it. */
export interface Parameter {
  readonly name: string;
  /** The argument may be left out, also between two commas. */
  readonly isOptional: boolean;
}

/** Why a function cannot be called with arguments that are written out: the position of one, counted from 0. */
export interface ArgumentProblem {
  readonly argument: number;
  readonly expected: string;
}

/** A function of the mapping language: the arguments that it accepts, and its result. */
export interface FunctionSpec {
  readonly name: string;
  /** The parameters as text: `source, find, start?, compareType?`, `separator, source...`. */
  readonly signature: string;
  readonly parameters: readonly Parameter[];
  /** The number of parameters at the end that repeat: 0, 1, or 2 for pairs. */
  readonly repeated: number;
  readonly least: number;
  /** `Infinity` for any number. */
  readonly most: number;
  /** The function may only be the whole expression, not an argument of another function. */
  readonly isOutermost: boolean;
  /** True for an argument that the function may return as it is, and that matters only if it does. */
  readonly isChoice: (argument: number) => boolean;
  /**
   * Checks the arguments that are written out as text or number; `undefined` stands for all others and `null`
   * for arguments that are left out. Called when an expression is parsed.
   */
  readonly check: (operands: readonly (Value | undefined)[]) => ArgumentProblem | undefined;
  /** Total. An argument that is left out or missing is null; `isGiven` tells it from one whose value is null. */
  readonly apply: (
    operands: readonly Value[],
    environment: FunctionEnvironment,
    isGiven: (argument: number) => boolean,
  ) => Value;
}

type Options = Partial<Pick<FunctionSpec, "isOutermost" | "isChoice" | "check" | "most">>;

/**
 * Defines a function. In the signature a question mark ends the name of an argument that may be left out, and
 * three dots the name of the argument, or the pair in brackets, that may be repeated.
 */
export function defineFunction(
  name: string,
  signature: string,
  apply: FunctionSpec["apply"],
  options: Options = {},
): FunctionSpec {
  const pair = /\((\w+), (\w+)\)\.\.\.$/.exec(signature);
  const isRepeated = signature.endsWith("...");
  const repeated = pair !== null ? 2 : isRepeated ? 1 : 0;
  const parameters = signature
    .replace(/[().]/g, "")
    .split(", ")
    .filter((text) => text !== "")
    .map((text) => ({ name: text.replace("?", ""), isOptional: text.endsWith("?") }));
  const least = parameters.findLastIndex(({ isOptional }) => !isOptional) + 1;
  const most = isRepeated ? Infinity : parameters.length;
  return {
    name,
    signature,
    parameters,
    repeated,
    least,
    most,
    isOutermost: false,
    isChoice: () => false,
    check: () => undefined,
    apply,
    ...options,
  };
}

/** True when a function accepts this number of arguments. */
export function isCountAccepted({ least, most, repeated }: FunctionSpec, count: number): boolean {
  return count >= least && count <= most && (repeated < 2 || (count - least) % repeated === 0);
}

/** True when the argument at this position may be left out between two commas. */
export function isOmittable({ parameters }: FunctionSpec, argument: number): boolean {
  return parameters[argument]?.isOptional === true;
}
