import fc from "fast-check";

/** Names that objects in JavaScript have without being given them. */
export const PROTOTYPE_NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
];

/** A value so deep that a reader which follows it by recursion runs out of stack. */
export function nested(depth: number, inner = "1"): string {
  return `${"[".repeat(depth)}${inner}${"]".repeat(depth)}`;
}

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    " ",
    "\0",
    "\ud800",
    "\udfff\ud800",
    "\u202e",
    "\ufeff",
    "a\u0301".repeat(30),
    "x".repeat(3_000),
    'W/"1"',
  ),
  fc.constantFrom(...PROTOTYPE_NAMES),
);
const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 53) - 2, 1.5),
);

/** Whatever JSON can say, with names that are dangerous in objects. Each is fresh, as a parser gives it. */
export const anyJson: fc.Arbitrary<unknown> = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(anyText, anyNumber, fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc
        .array(
          fc.tuple(
            fc.oneof(anyText, fc.constantFrom("value", "type", "primary", "op", "path", "Operations")),
            tie("value"),
          ),
          { maxLength: 4 },
        )
        .map((members) => Object.fromEntries(members)),
    ),
  }))
  .value.map((value) => JSON.parse(JSON.stringify(value)));

const DEEP = JSON.parse(nested(300));
const TEXT_MAX = 400;
/** Deeper, nothing is changed. */
const DEPTH_MAX = 12;

/** Where a value may be changed: a path of keys and places. */
function placesIn(
  value: unknown,
  at: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null || at.length >= DEPTH_MAX) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function changed(
  value: unknown,
  at: readonly (string | number)[],
  change: (inner: unknown) => unknown,
): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((inner, index) => (index === key ? changed(inner, rest, change) : inner));
  const members = Object.entries(value as object);
  return Object.fromEntries(
    members.map(([name, inner]) => [name, name === key ? changed(inner, rest, change) : inner]),
  );
}

/** The value with one or two of its parts replaced by something else, dropped, wrapped, repeated or renamed. */
export function anyMutantOf(valid: unknown): fc.Arbitrary<unknown> {
  const anyChange = fc.oneof(
    anyJson.map((other) => () => other),
    fc.constant((inner: unknown) => [inner]),
    fc.constant((inner: unknown) => [inner, inner]),
    fc.constant((inner: unknown) => ({ value: inner })),
    fc.constant(() => DEEP),
    fc.constant((inner: unknown) => repeatedNames(inner)),
    fc.constant((inner: unknown) =>
      typeof inner === "string"
        ? inner.repeat(Math.ceil(TEXT_MAX / (inner.length + 1)))
        : JSON.stringify(inner),
    ),
    fc
      .tuple(fc.nat(TEXT_MAX), fc.string({ unit: "binary", maxLength: 3 }))
      .map(([at, piece]) => (inner: unknown) => {
        const text = typeof inner === "string" ? inner : JSON.stringify(inner);
        const place = text.length === 0 ? 0 : at % text.length;
        return text.slice(0, place) + piece + text.slice(place + 1);
      }),
  );
  const anyMutation = fc.tuple(fc.nat(), anyChange);
  return fc.array(anyMutation, { minLength: 1, maxLength: 2 }).map((mutations) =>
    mutations.reduce((value, [number, change]) => {
      const places = placesIn(value);
      return changed(value, places[number % places.length] ?? [], change);
    }, valid),
  );
}

/** An object that says each of its names a second time in other letter case, and those of prototypes. */
function repeatedNames(inner: unknown): unknown {
  if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return { inner };
  const members = Object.entries(inner);
  const again = members.map(([name, value]) => [name.toUpperCase(), value] as const);
  return Object.fromEntries([...members, ...again, ...PROTOTYPE_NAMES.map((name) => [name, inner] as const)]);
}
