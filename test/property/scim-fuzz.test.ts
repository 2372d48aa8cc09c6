import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/core/json.ts";
import { readBulk } from "../../src/core/scim/bulk/read-bulk.ts";
import {
  findReferencesInPath,
  referencesIn,
  resolveIn,
  resolveInPath,
} from "../../src/core/scim/bulk/references.ts";
import { GROUP } from "../../src/core/scim/definitions/group.ts";
import { USER } from "../../src/core/scim/definitions/user.ts";
import { renderError, ScimError } from "../../src/core/scim/error.ts";
import { bindFilter } from "../../src/core/scim/filter/bind.ts";
import { FILTER_LIMITS, parseFilter } from "../../src/core/scim/filter/parse.ts";
import { applyPatch } from "../../src/core/scim/patch/apply-patch.ts";
import { PATCH_URN, readPatch } from "../../src/core/scim/patch/read-patch.ts";
import { parsePath } from "../../src/core/scim/path.ts";
import { PROFILE_KINDS, type Profile } from "../../src/core/scim/profile.ts";
import { readResource } from "../../src/core/scim/request/document.ts";
import { parsePaging } from "../../src/core/scim/request/paging.ts";
import { parseProjection } from "../../src/core/scim/request/project.ts";
import { finishWork } from "../../src/core/work.ts";
import {
  readBodyQuery,
  readFilters,
  readParameter,
  readProjection,
} from "../../src/http/scim/request/query.ts";
import { anyJson, anyMutantOf, nested, PROTOTYPE_NAMES } from "./hostile.ts";

/** Whatever comes in, what reads it answers or throws a ScimError: no crash, no hang, no error of another kind. */

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const VALID_USER = {
  schemas: [USER.schema.id, ENTERPRISE],
  userName: "ada",
  externalId: "e1",
  active: true,
  name: { familyName: "F", givenName: "G" },
  emails: [{ value: "a@x.example", type: "work", primary: true }, { value: "b@x.example" }],
  x509Certificates: [{ value: "AAEC" }],
  photos: [{ value: "https://x.example/a.png" }],
  [ENTERPRISE]: { department: "D", manager: { value: "m" } },
};
const VALID_GROUP = {
  schemas: [GROUP.schema.id],
  displayName: "Crew",
  members: [{ value: "a", type: "User" }],
};
const VALID_PATCH = {
  schemas: [PATCH_URN],
  Operations: [
    { op: "add", path: "emails", value: [{ value: "c@x.example", primary: true }] },
    { op: "replace", path: 'emails[type eq "work"].value', value: "d@x.example" },
    { op: "replace", value: { title: "T", name: { givenName: "H" }, [ENTERPRISE]: { costCenter: "C" } } },
    { op: "remove", path: `${ENTERPRISE}:manager` },
    { op: "remove", path: 'emails[not (type pr) or value sw "x"]' },
  ],
};
const VALID_BULK = {
  schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
  failOnErrors: 2,
  Operations: [
    { method: "POST", path: "/Users", bulkId: "u", data: VALID_USER },
    { method: "PATCH", path: "/Groups/bulkId:g", version: 'W/"1"', data: VALID_PATCH },
    {
      method: "POST",
      path: "/Groups",
      bulkId: "g",
      data: { ...VALID_GROUP, members: [{ value: "bulkId:u" }] },
    },
    { method: "DELETE", path: "/Users/1" },
  ],
};
const VALID_SEARCH = {
  schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
  filter: 'userName sw "a" and not (emails[type eq "work"])',
  attributes: ["userName", "name.familyName"],
  sortBy: "userName",
  startIndex: 1,
  count: 10,
  cursor: "",
};

const anyProfile: fc.Arbitrary<Profile> = fc.constantFrom(...PROFILE_KINDS).map((kind) => ({ kind }));
const SCIM_TYPES =
  /^(invalidFilter|tooMany|uniqueness|mutability|invalidSyntax|invalidPath|noTarget|invalidValue|invalidVers|sensitive|invalidCursor|expiredCursor|invalidCount)$/;

/** Counts how often something was read and refused; anything but a ScimError of the client's doing fails. */
function counting() {
  const counts = { read: 0, refused: 0 };
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      const value = read();
      counts.read += 1;
      return value;
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      counts.refused += 1;
      expect([400, 409, 413]).toContain(error.status);
      if (error.status !== 413) expect(error.scimType).toMatch(SCIM_TYPES);
      expect(JSON.stringify(renderError(error)).length).toBeLessThan(7_000);
      return undefined;
    }
  };
  return { counts, attempt };
}

const from = (valid: unknown) => fc.oneof({ arbitrary: anyMutantOf(valid), weight: 4 }, anyJson);

describe("bodies", () => {
  test("resources", () => {
    const { counts, attempt } = counting();
    const anyCase = fc.oneof(
      fc.tuple(fc.constant(USER), from(VALID_USER)),
      fc.tuple(fc.constant(GROUP), from(VALID_GROUP)),
    );
    fc.assert(
      fc.property(anyCase, anyProfile, ([type, body], profile) => {
        const read = attempt(() => finishWork(readResource(type, body, profile)));
        if (read !== undefined) expect(Object.getPrototypeOf(read.document)).toBe(Object.prototype);
        expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
      }),
      { numRuns: 1_500, seed: 1 },
    );
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(100);
  });

  test("PATCH, read and applied", () => {
    const { counts, attempt } = counting();
    const before = finishWork(readResource(USER, VALID_USER, { kind: "rfc" })).document;
    const copy = structuredClone(before);
    fc.assert(
      fc.property(from(VALID_PATCH), anyProfile, (body, profile) => {
        const operations = attempt(() => readPatch(body, USER, profile));
        if (operations !== undefined)
          attempt(() =>
            finishWork(applyPatch(USER, { document: before, externalId: "e1" }, operations, { profile })),
          );
        expect(before).toEqual(copy);
      }),
      { numRuns: 1_500, seed: 2 },
    );
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(100);
  });

  test("Bulk, with its references", () => {
    const { counts, attempt } = counting();
    fc.assert(
      fc.property(from(VALID_BULK), anyProfile, (body, profile) => {
        const request = attempt(() => readBulk(body, profile, 10));
        for (const { data, path } of request?.operations ?? []) {
          const value: Json = data ?? null;
          const named = referencesIn(value, new Set(["value", "$ref"]));
          for (const bulkId of [...named, ...findReferencesInPath(path)])
            expect(typeof bulkId).toBe("string");
          resolveIn(
            value,
            new Set(["members", "value", "$ref"]),
            new Map([["u", { id: "1", location: "/Users/1" }]]),
          );
          expect(typeof resolveInPath(path, new Map())).toBe("string");
        }
      }),
      { numRuns: 1_000, seed: 3 },
    );
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(50);
  });

  test("search requests", () => {
    const { counts, attempt } = counting();
    const limits = { pageSizeDefault: 10, pageSizeMax: 100 };
    fc.assert(
      fc.property(from(VALID_SEARCH), anyProfile, (body, profile) => {
        const query = attempt(() => readBodyQuery(body, profile));
        if (query === undefined) return;
        attempt(() => readProjection(USER, query));
        attempt(() => readFilters([USER, GROUP], query, profile, FILTER_LIMITS));
        attempt(() =>
          parsePaging(
            { startIndex: readParameter(query, "startindex"), count: readParameter(query, "count") },
            limits,
          ),
        );
      }),
      { numRuns: 1_000, seed: 4 },
    );
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(100);
  });
});

const PIECES = [
  "emails",
  "[",
  "]",
  "(",
  ")",
  ".",
  ":",
  "$ref",
  " ",
  "type",
  " eq ",
  '"',
  '"work"',
  "\\",
  "not ",
  " and ",
  " or ",
  " pr",
  "urn:",
  ENTERPRISE,
  "1e999",
  "-",
  "null",
  "\ud800",
  "\0",
  "💥",
  ...PROTOTYPE_NAMES,
];
const anySyntax = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
  anyMutantOf('emails[type eq "work" and not (value co "a\\"b")].display').map((text) =>
    JSON.stringify(text),
  ),
);

describe("texts", () => {
  test("filters and paths", () => {
    const { counts, attempt } = counting();
    fc.assert(
      fc.property(anySyntax, anyProfile, (text, profile) => {
        const filter = attempt(() => parseFilter(text, { barewordFilter: profile.kind === "generic" }));
        if (filter !== undefined) attempt(() => bindFilter(USER, filter, { profile }));
        attempt(() => parsePath(text, USER, profile));
        attempt(() => parseProjection(USER, { attributes: text }));
      }),
      { numRuns: 2_000, seed: 5 },
    );
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(100);
  });

  test("paging", () => {
    const { counts, attempt } = counting();
    const anyWord = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.integer().map(String),
      fc.double().map(String),
      fc.double(),
      fc.constantFrom("1e3", "0x10", "٣", "+1", "-0", "9".repeat(40), ""),
    );
    fc.assert(
      fc.property(anyWord, anyWord, (startIndex, count) => {
        const page = attempt(() =>
          parsePaging({ startIndex, count }, { pageSizeDefault: 10, pageSizeMax: 100 }),
        );
        if (page === undefined) return;
        expect(Number.isSafeInteger(page.startIndex) && page.startIndex >= 1).toBe(true);
        expect(Number.isSafeInteger(page.count) && page.count >= 0 && page.count <= 100).toBe(true);
      }),
      { numRuns: 1_000, seed: 6 },
    );
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(50);
  });
});

describe("what would take too long", () => {
  const LIMITS = { filterLengthMax: 1_000_000, filterNodesMax: 1_000_000, filterSearchesMax: 1_000_000 };
  const refuse = (read: () => unknown) => {
    const { attempt } = counting();
    attempt(read);
  };
  const inFilter = (text: string) => () => refuse(() => parseFilter(text, {}, LIMITS));
  const inPath = (text: string) => () => refuse(() => parsePath(text, USER, { kind: "rfc" }, LIMITS));
  const inUser =
    (name: string, wrap = (value: unknown) => value) =>
    (text: string) =>
    () =>
      refuse(() =>
        finishWork(readResource(USER, { ...VALID_USER, [name]: wrap(text) }, { kind: "generic" })),
      );

  function timeOf(run: () => void): number {
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      run();
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  test.each<[string, (length: number) => () => void]>([
    ["(", (length) => inFilter("(".repeat(length))],
    ["not", (length) => inFilter("not ".repeat(length / 4))],
    ["not (", (length) => inFilter("not (".repeat(length / 5))],
    ["quotes", (length) => inFilter('"'.repeat(length))],
    ["an open text", (length) => inFilter(`title eq "${"a".repeat(length)}`)],
    ["backslashes", (length) => inFilter(`title eq "${"\\".repeat(length)}"`)],
    ["spaces", (length) => inFilter(`title${" ".repeat(length)}x`)],
    ["[", (length) => inFilter("emails[".repeat(length / 7))],
    ["dots", (length) => inFilter(`a${".a".repeat(length / 2)} pr`)],
    ["colons", (length) => inFilter(`urn${":a".repeat(length / 2)} pr`)],
    ["or", (length) => inFilter(`title pr${" or title pr".repeat(length / 12)}`)],
    ["digits", (length) => inFilter(`title eq ${"1".repeat(length)}x`)],
    ["brackets in a path", (length) => inPath(`emails${"[".repeat(length)}`)],
    ["dots in a path", (length) => inPath(`emails${".value".repeat(length / 6)}`)],
    ["a URN in a path", (length) => inPath(`urn${":2.0".repeat(length / 4)}`)],
    ["base64", (length) => inUser("x509Certificates", (value) => [{ value }])(`${"A".repeat(length)}!`)],
    ["padding", (length) => inUser("x509Certificates", (value) => [{ value }])(`${"=".repeat(length)}!`)],
    ["a reference", (length) => inUser("profileUrl")(`${"a".repeat(length)} `)],
    ["a number", (length) => inUser("title")("1".repeat(length))],
    ["names", (length) => () => refuse(() => parseProjection(USER, { attributes: ",a".repeat(length / 2) }))],
    [
      "paging",
      (length) => () =>
        refuse(() => parsePaging({ count: " ".repeat(length) }, { pageSizeDefault: 1, pageSizeMax: 1 })),
    ],
  ])("fifty thousand of %s", (_, make) => {
    const short = timeOf(make(5_000));
    const long = timeOf(make(50_000));
    // Ten times the length; a quadratic reader would take a hundred times as long.
    expect(long).toBeLessThan(Math.max(short, 2) * 60);
  });

  test("nesting beyond every stack", () => {
    const deep: Json = JSON.parse(nested(100_000));
    const object: Json = JSON.parse(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`);
    for (const value of [deep, object]) {
      for (const kind of PROFILE_KINDS) {
        const profile = { kind };
        refuse(() => finishWork(readResource(USER, { ...VALID_USER, emails: value }, profile)));
        refuse(() => finishWork(readResource(USER, { ...VALID_USER, unknown: value }, profile)));
        refuse(() =>
          readPatch(
            { schemas: [PATCH_URN], Operations: [{ op: "add", path: "emails", value }] },
            USER,
            profile,
          ),
        );
        refuse(() =>
          readBulk(
            { ...VALID_BULK, Operations: [{ ...VALID_BULK.Operations[0], data: value }] },
            profile,
            10,
          ),
        );
        refuse(() => readBodyQuery({ ...VALID_SEARCH, filter: value }, profile));
      }
      expect(referencesIn({ members: value }, new Set(["members", "value", "$ref"])).size).toBe(0);
      resolveIn({ members: value }, new Set(["members", "value", "$ref"]), new Map());
    }
  });
});
