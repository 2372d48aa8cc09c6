/** An attribute of an account and the value that it has to hold. */
export type MatchPart = {
  readonly path: string;
  readonly value: string;
};

/** One search for an account: by an attribute, or by several that the account has to hold together. */
export type MatchKey = MatchPart & {
  /** The further attributes of the same precedence, in the order of the mapping; left out for a search by one. */
  readonly also?: readonly MatchPart[];
};

/** The value that a mapping gives to an attribute that finds accounts; null without a value. */
export interface MatchingValue {
  readonly precedence: number;
  readonly path: string;
  readonly value: string | null;
}

/**
 * The searches for an account, in order of their precedence. Attributes of equal precedence make one search, which is
 * left out as a whole if one of them has no value: the others alone do not identify an account.
 */
export function listSearches(matching: readonly MatchingValue[]): readonly MatchKey[] {
  const precedences = new Set(matching.map(({ precedence }) => precedence));
  return [...precedences]
    .sort((left, right) => left - right)
    .flatMap((wanted) => toSearch(matching.filter(({ precedence }) => precedence === wanted)));
}

function toSearch(values: readonly MatchingValue[]): readonly MatchKey[] {
  const parts = values.flatMap(({ path, value }) => (value === null ? [] : [{ path, value }]));
  const [first, ...also] = parts;
  if (first === undefined || parts.length < values.length) return [];
  return [also.length === 0 ? first : { ...first, also }];
}

/** Every attribute of a search with its value. */
export function partsOf({ path, value, also = [] }: MatchKey): readonly MatchPart[] {
  return [{ path, value }, ...also];
}

/** The search as a SCIM filter writes it: `userName eq "ada" and title eq "Lead"`. */
export function formatSearch(key: MatchKey): string {
  return partsOf(key)
    .map(({ path, value }) => `${path} eq ${JSON.stringify(value)}`)
    .join(" and ");
}

/**
 * The paths whose value identifies an account by itself: those that are searched alone, and the natural key. A value
 * that is searched beside others, such as a department, is shared by many accounts.
 */
export function listIdentifyingPaths(
  searchPaths: readonly (readonly string[])[],
  naturalKey: string,
): readonly string[] {
  return searchPaths.flatMap((paths) =>
    paths.length === 1 ? paths : paths.filter((path) => path === naturalKey),
  );
}
