import { z } from "zod";

/** The rule of a field, as the contract has it. */
export interface FieldRule {
  readonly isRequired: boolean;
  /** Characters of a text, or the value of a number. */
  readonly kind: "length" | "number";
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Reads the rule at a path of a shape; undefined where the shape has nothing of that name. */
export function readRule(shape: z.core.$ZodType, path: string): FieldRule | undefined {
  const found = path.split(".").reduce<unknown>(partOf, shape);
  if (!(found instanceof z.ZodType)) return undefined;
  return { isRequired: !found.safeParse(undefined).success, ...boundsOf(unwrap(found)) };
}

function partOf(shape: unknown, name: string): unknown {
  const inner = unwrap(shape);
  if (inner instanceof z.ZodObject) return inner.shape[name];
  if (inner instanceof z.ZodArray) return inner.element;
  return inner instanceof z.ZodRecord ? inner.valueType : undefined;
}

/** The shape inside of those that only say what stands for a value that is left out. */
function unwrap(shape: unknown): unknown {
  if (
    shape instanceof z.ZodOptional ||
    shape instanceof z.ZodNullable ||
    shape instanceof z.ZodDefault ||
    shape instanceof z.ZodPrefault
  ) {
    return unwrap(shape.unwrap());
  }
  return shape instanceof z.ZodPipe ? unwrap(shape.in) : shape;
}

function boundsOf(shape: unknown): Omit<FieldRule, "isRequired"> {
  if (shape instanceof z.ZodNumber) {
    return { kind: "number", min: boundOf(shape.minValue), max: boundOf(shape.maxValue) };
  }
  if (shape instanceof z.ZodString) {
    return { kind: "length", min: boundOf(shape.minLength), max: boundOf(shape.maxLength) };
  }
  return { kind: "length", min: undefined, max: undefined };
}

/** Whole numbers end where the format of numbers ends, which is not a rule to show. */
function boundOf(bound: number | null): number | undefined {
  return bound === null || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound;
}
