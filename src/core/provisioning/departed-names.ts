import type { ObjectId } from "../ids.ts";
import type { FlatAttributes, FlatChange } from "../mapping/flat.ts";
import { foldText, isStorable } from "../scim/text.ts";

/** The parts of a pattern that are filled in. `{value}` is `{local}{at}`. */
const PARTS = /\{(?:local|at|value|id|tail)\}/g;
/** Signs that no name has, and braces around a part that is not known. */
const FOREIGN = /[{}\s<>,;]/;
const PATTERN_MAX = 100;
/** Characters of an address before its `@`: RFC 5321 §4.5.3.1.1. */
const LOCAL_MAX = 64;
/** The first digits of an id are its time, and repeat; the last ones are drawn. */
const TAIL_DIGITS = 12;
/** An e-mail address of an account. */
const ADDRESS = /^emails\b.*value$/;

/** True for a pattern whose names are different for each user: it has the id, or the end of it. */
export function isDepartedPattern(text: string): boolean {
  return (
    text.length <= PATTERN_MAX &&
    isStorable(text) &&
    (text.includes("{id}") || text.includes("{tail}")) &&
    !FOREIGN.test(text.replaceAll(PARTS, ""))
  );
}

/** The name of an account whose user was deleted. Of a long address the part before the `@` is cut, and never its id. */
export function composeDepartedName(pattern: string, value: string, id: ObjectId): string {
  const at = value.lastIndexOf("@");
  const domain = at === -1 ? "" : value.slice(at);
  const local = at === -1 ? value : value.slice(0, at);
  const digits = id.replaceAll("-", "");
  const fill = (start: string) =>
    pattern
      .replaceAll("{value}", "{local}{at}")
      .replaceAll("{id}", digits)
      .replaceAll("{tail}", digits.slice(-TAIL_DIGITS))
      .replaceAll("{at}", () => domain)
      .replaceAll("{local}", () => start);
  const fixed = fill("");
  const end = fixed.lastIndexOf("@");
  const used = end === -1 ? fixed.length : end;
  return fill(cutTo(local, Math.max(0, LOCAL_MAX - used)));
}

/** As many whole characters from the start as fit. */
function cutTo(text: string, length: number): string {
  let cut = "";
  for (const sign of text) {
    if (cut.length + sign.length > length) break;
    cut += sign;
  }
  return cut;
}

/** An account whose names are to be free for others. */
export interface DepartedAccount {
  readonly id: ObjectId;
  readonly naturalKey: string;
  readonly projected: FlatAttributes;
  /** The values that the account had before it was renamed, by path. */
  readonly former: FlatAttributes;
}

/**
 * The changes that free the names of an account: the name by which people sign in, and each e-mail address. An address
 * that equals the name stays equal to it. A value that was renamed already stays, so that no change is made twice.
 */
export function listDepartedNames(
  { id, naturalKey, projected, former }: DepartedAccount,
  pattern: string,
): readonly FlatChange[] {
  const name = former[naturalKey] ?? projected[naturalKey];
  const addresses = Object.keys(projected).filter((path) => path !== naturalKey && ADDRESS.test(path));
  return [naturalKey, ...addresses].flatMap((path): readonly FlatChange[] => {
    const value = projected[path];
    if (typeof value !== "string" || value === "" || Object.hasOwn(former, path)) return [];
    const isName = typeof name === "string" && foldText(name) === foldText(value);
    const to = composeDepartedName(pattern, isName ? name : value, id);
    return to === value || !isStorable(to) ? [] : [{ path, from: value, to }];
  });
}
