import type { Json } from "../../json.ts";
import { ScimError } from "../error.ts";

/** How large a resource may be. Relationships, such as the members of a group, do not count. */
export type SizeLimits = {
  /** Elements of one multi-valued attribute; beyond, 400 invalidValue. */
  readonly elementsMax: number;
  /** UTF-16 code units of all texts of a resource together; beyond, 413. */
  readonly resourceLengthMax: number;
};

/**
 * A filter compares each text of a resource as often as it has conditions, without a pause. These limits keep the
 * worst of it under a tenth of a second.
 */
export const SIZE_LIMITS: SizeLimits = { elementsMax: 1_000, resourceLengthMax: 131_072 };

/**
 * Checks a value before it is read, which costs more than to count: 400 invalidValue for a list of more than
 * `elementsMax` elements, 413 for more text than `resourceLengthMax`. Returns the length of its texts.
 */
export function measureValue(value: Json | undefined, path: string, limits: SizeLimits): number {
  if (typeof value === "string") {
    refuseTooLong(value.length, path, limits);
    return value.length;
  }
  if (typeof value !== "object" || value === null) return 0;
  let length = 0;
  const left: Json[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === "string") length += next.length;
    if (length > limits.resourceLengthMax) throw tooLong(path, limits);
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) refuseLongList(next, path, limits);
    for (const each of Object.values(next)) left.push(each);
  }
  return length;
}

function refuseLongList(list: readonly unknown[], path: string, { elementsMax }: SizeLimits): void {
  if (list.length <= elementsMax) return;
  throw new ScimError(
    "invalidValue",
    `"${path}" has ${list.length} elements; a list may have ${elementsMax}.`,
  );
}

/** 413 when the texts of a resource are longer together than `resourceLengthMax`. */
export function refuseTooLong(length: number, path: string, limits: SizeLimits): void {
  if (length > limits.resourceLengthMax) throw tooLong(path, limits);
}

function tooLong(path: string, { resourceLengthMax }: SizeLimits): ScimError {
  return new ScimError(
    413,
    `With "${path}" the texts of the resource are longer than ${resourceLengthMax} characters together, which is the limit.`,
  );
}
