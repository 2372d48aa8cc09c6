import type { FlatAttributes } from "../mapping/flat.ts";
import { type MatchKey, type MatchPart, partsOf } from "../mapping/match-key.ts";
import { type AccountRules, foldValue } from "./account-rules.ts";

/** True when the account holds every value of a search. */
export function holdsSearch(
  rules: Pick<AccountRules, "caseExact">,
  attributes: FlatAttributes,
  search: MatchKey,
): boolean {
  const held = readParts(
    attributes,
    partsOf(search).map(({ path }) => path),
  );
  return held !== undefined && keyOf(rules, held) === keyOf(rules, partsOf(search));
}

/** Accounts by the values that searches ask for, so that a listed target answers like searches in it. */
export class MatchIndex<Entry> {
  readonly #rules: Pick<AccountRules, "caseExact">;
  /** The paths of each search. */
  readonly #searchPaths: readonly (readonly string[])[];
  readonly #entries = new Map<string, Entry[]>();

  constructor(rules: Pick<AccountRules, "caseExact">, searchPaths: readonly (readonly string[])[]) {
    this.#rules = rules;
    this.#searchPaths = searchPaths;
  }

  add(attributes: FlatAttributes, entry: Entry): void {
    for (const paths of this.#searchPaths) {
      const held = readParts(attributes, paths);
      if (held === undefined) continue;
      const key = keyOf(this.#rules, held);
      const known = this.#entries.get(key);
      if (known === undefined) this.#entries.set(key, [entry]);
      else known.push(entry);
    }
  }

  find(search: MatchKey): readonly Entry[] {
    return this.#entries.get(keyOf(this.#rules, partsOf(search))) ?? [];
  }
}

/** The account's values at these paths; undefined if it has none at one of them. */
function readParts(attributes: FlatAttributes, paths: readonly string[]): readonly MatchPart[] | undefined {
  const parts = paths.flatMap((path): readonly MatchPart[] => {
    const value = Object.hasOwn(attributes, path) ? attributes[path] : undefined;
    return typeof value === "string" || typeof value === "number" ? [{ path, value: String(value) }] : [];
  });
  return parts.length < paths.length ? undefined : parts;
}

/** As JSON, because a value of a target may hold every character that could divide the parts. */
function keyOf(rules: Pick<AccountRules, "caseExact">, parts: readonly MatchPart[]): string {
  return JSON.stringify(parts.map(({ path, value }) => [path, foldValue(rules, path, value)]));
}
