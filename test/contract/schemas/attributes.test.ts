import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer, USER_URN, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { PROBE, probing } from "./server.ts";

/** Every characteristic of RFC 7643 §7 on attributes that an organization defined, over both databases. */

let scim: ScimServer;

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test.each<[string, unknown, readonly unknown[]]>([
    ["string", "a", [1.5, true, {}]],
    ["boolean", false, ["perhaps", 0]],
    ["decimal", -1.25, ["x", false]],
    ["integer", 9_007_199_254_740_991, [1.5, "1.5", 2 ** 60]],
    ["dateTime", "2024-02-29T23:59:59.123Z", ["2023-02-29T00:00:00Z", "yesterday", 5]],
    ["binary", "_-8", ["a", "!!!!"]],
    ["reference", "../Users/1", ["a b"]],
  ])("%s is taken and told as it came; what is none is refused", async (type, value, wrong) => {
    const { client } = await probing(scim, [
      { name: "one", type },
      { name: "many", type, multiValued: true },
    ]);
    const strict = await scim.client({ org: client.org, profile: "strict" });
    const body = (values: object) => ({ schemas: [USER_URN, PROBE], userName: "strict", [PROBE]: values });
    const made = await strict.send("POST", "/Users", body({ one: value, many: [value] }));
    expect([made.status, made.body[PROBE]]).toEqual([201, { one: value, many: [value] }]);
    expect((await strict.get(`/Users/${made.body.id}`)).body[PROBE]).toEqual({ one: value, many: [value] });
    for (const each of wrong) {
      for (const values of [{ one: each }, { many: [each] }]) {
        const refused = await strict.send("PUT", `/Users/${made.body.id}`, body(values));
        expect([JSON.stringify(values), refused.status, refused.body.scimType]).toEqual([
          ...[JSON.stringify(values), 400, "invalidValue"],
        ]);
      }
    }
  });

  test.each([false, true])(
    "filters compare numbers, moments and lists as what they are (indexed: %s)",
    async (indexed) => {
      const { probe, names } = await probing(scim, [
        { name: "n", type: "integer", indexed },
        { name: "d", type: "decimal", indexed },
        { name: "t", type: "dateTime", indexed },
        { name: "b", type: "boolean", indexed },
        { name: "r", type: "reference", indexed },
        { name: "tags", multiValued: true, indexed },
        {
          name: "parts",
          type: "complex",
          multiValued: true,
          subAttributes: [
            { name: "value", indexed },
            { name: "no", type: "integer" },
          ],
        },
      ]);
      await probe("nine", {
        n: 9,
        d: 0.5,
        t: "2026-01-01T12:00:00Z",
        b: true,
        r: "https://a.example/X",
        tags: ["Blue", "red"],
      });
      await probe("ten", {
        n: 10,
        d: 10,
        t: "2026-01-01T14:00:00+01:00",
        b: false,
        r: "https://a.example/x",
        parts: [
          { value: "A", no: 1 },
          { value: "B", no: 2 },
        ],
      });
      await probe("none");
      const cases: readonly [string, readonly string[]][] = [
        ["n eq 9", ["nine"]],
        ["n gt 9", ["ten"]],
        ["n lt 10", ["nine"]],
        ["d eq 0.50", ["nine"]],
        ["d ge 1e1", ["ten"]],
        ['t eq "2026-01-01T13:00:00+01:00"', ["nine"]],
        ['t gt "2026-01-01T12:59:59Z"', ["ten"]],
        ["b eq true", ["nine"]],
        ["b pr", ["nine", "ten"]],
        ['r eq "https://a.example/x"', ["ten"]],
        ['tags eq "BLUE"', ["nine"]],
        ['tags co "e" and n pr', ["nine"]],
        ['parts.value eq "b"', ["ten"]],
      ];
      for (const [filter, expected] of cases) {
        const full = filter.replace(
          /\b(n|d|t|b|r|tags|parts)(?=[. ](?:value|eq|gt|lt|ge|pr|co)\b)/g,
          `${PROBE}:$1`,
        );
        expect([full, await names("/Users", full)]).toEqual([full, expected]);
      }
      expect(await names("/Users", `${PROBE}:parts[value eq "a" and no eq 1]`)).toEqual(["ten"]);
      expect(await names("/Users", `${PROBE}:parts[value eq "a" and no eq 2]`)).toEqual([]);
      expect(await names("/Users", `not (${PROBE}:n pr)`)).toEqual(["none"]);
    },
  );

  test("results are sorted by attributes of one's own, numbers as numbers", async () => {
    const { client, probe } = await probing(scim, [{ name: "n", type: "integer" }]);
    for (const n of [10, 9, 100]) await probe(`u${n}`, { n });
    for (const [order, expected] of [
      ["ascending", ["u9", "u10", "u100"]],
      ["descending", ["u100", "u10", "u9"]],
    ] as const) {
      const path = `/Users?sortBy=${encodeURIComponent(`${PROBE}:n`)}&sortOrder=${order}`;
      const { Resources } = (await client.get(path)).body;
      expect(Resources.map(({ userName }: { userName: string }) => userName)).toEqual(expected);
    }
  });

  test("unique values are unique: single ones, lists and parts, within one resource too, and by case", async () => {
    const { client, probe, names } = await probing(scim, [
      { name: "badge", uniqueness: "server" },
      { name: "exact", uniqueness: "global", caseExact: true },
      { name: "no", type: "integer", uniqueness: "server" },
      { name: "aliases", multiValued: true, uniqueness: "server" },
      {
        name: "keys",
        type: "complex",
        multiValued: true,
        subAttributes: [{ name: "code", uniqueness: "server" }, { name: "type" }],
      },
    ]);
    const all = {
      badge: "Q1",
      exact: "Q1",
      no: 1,
      aliases: ["a", "b"],
      keys: [{ code: "k1" }, { code: "k2" }],
    };
    const first = await probe("first", all);
    expect(first.status).toBe(201);
    const taken = [
      { badge: "q1" },
      { exact: "Q1" },
      { no: 1 },
      { aliases: ["c", "B"] },
      { keys: [{ code: "K2", type: "x" }] },
    ];
    for (const values of taken) {
      const refused = await probe("second", values);
      expect([JSON.stringify(values), refused.status, refused.body.scimType]).toEqual([
        ...[JSON.stringify(values), 409, "uniqueness"],
      ]);
      expect(refused.body.detail).toContain(PROBE);
    }
    const twice = await probe("second", {
      keys: [
        { code: "z", type: "1" },
        { code: "Z", type: "2" },
      ],
    });
    expect([twice.status, twice.body.scimType]).toEqual([409, "uniqueness"]);
    const second = await probe("second", { exact: "q1", aliases: ["c"] });
    expect(second.status).toBe(201);
    const path = `/Users/${second.body.id}`;
    const stolen = await client.patch(path, [{ op: "add", path: `${PROBE}:aliases`, value: ["A"] }]);
    expect(stolen.body.scimType).toBe("uniqueness");
    await client.patch(`/Users/${first.body.id}`, [{ op: "remove", path: `${PROBE}:aliases[value eq "a"]` }]);
    expect((await client.patch(path, [{ op: "add", path: `${PROBE}:aliases`, value: ["A"] }])).status).toBe(
      200,
    );
    expect(await names("/Users", `${PROBE}:aliases eq "a"`)).toEqual(["second"]);
    await client.send("DELETE", path);
    expect((await probe("third", { exact: "q1", aliases: ["a", "c"] })).status).toBe(201);
    const other = await probing(scim, [{ name: "badge", uniqueness: "global" }]);
    expect((await other.probe("first", { badge: "Q1" })).status).toBe(201);
  });

  test("mutability: read-only is never written, immutable once, write-only never kept", async () => {
    const { client, probe, names } = await probing(scim, [
      { name: "seen", mutability: "readOnly" },
      { name: "groups", mutability: "readOnly", multiValued: true },
      { name: "born", mutability: "immutable" },
      { name: "pin", mutability: "writeOnly" },
      {
        name: "card",
        type: "complex",
        subAttributes: [
          { name: "value", mutability: "immutable" },
          { name: "cvc", mutability: "writeOnly" },
          { name: "note" },
        ],
      },
    ]);
    const made = await probe("ada", {
      seen: "x",
      groups: ["g"],
      born: "1990",
      pin: "pin of ada",
      card: { value: "1", cvc: "code of ada" },
    });
    expect(made.body[PROBE]).toEqual({ born: "1990", card: { value: "1" } });
    const path = `/Users/${made.body.id}`;
    const stored = await scim.deps.store.get("object", { org: client.org, id: made.body.id });
    expect(JSON.stringify(stored)).not.toMatch(/of ada/);
    const patch = async (operation: object) => {
      const { status, body } = await client.patch(path, [operation]);
      return [status, body.scimType];
    };
    expect(await patch({ op: "replace", path: `${PROBE}:seen`, value: "y" })).toEqual([400, "mutability"]);
    expect(await patch({ op: "replace", path: `${PROBE}:born`, value: "1991" })).toEqual([400, "mutability"]);
    expect(await patch({ op: "remove", path: `${PROBE}:born` })).toEqual([400, "mutability"]);
    expect(await patch({ op: "remove", path: PROBE })).toEqual([400, "mutability"]);
    expect(await patch({ op: "replace", path: `${PROBE}:card.value`, value: "2" })).toEqual([
      400,
      "mutability",
    ]);
    expect(await patch({ op: "replace", path: `${PROBE}:pin`, value: "99" })).toEqual([200, undefined]);
    expect(await patch({ op: "add", path: `${PROBE}:card.note`, value: "n" })).toEqual([200, undefined]);
    expect((await client.send("PUT", path, user("ada", { [PROBE]: { born: "1991" } }))).body.scimType).toBe(
      "mutability",
    );
    const kept = await client.send("PUT", path, user("ada"));
    expect(kept.body[PROBE]).toEqual({ born: "1990" });
    expect(await names("/Users", `${PROBE}:seen eq "x"`)).toEqual([]);
    expect(await names("/Users", `${PROBE}:groups eq "g"`)).toEqual([]);
    expect(await names("/Users", `${PROBE}:pin eq "pin of ada"`)).toEqual(["invalidFilter"]);
  });

  test("returned: always, never, on request, by default", async () => {
    const { client, probe, names } = await probing(scim, [
      { name: "always", returned: "always" },
      { name: "never", returned: "never" },
      { name: "request", returned: "request" },
      { name: "default" },
    ]);
    const made = await probe("ada", { always: "1", never: "2", request: "3", default: "4" });
    expect(made.body[PROBE]).toEqual({ always: "1", request: "3", default: "4" });
    const shown = async (query: string) => (await client.get(`/Users/${made.body.id}${query}`)).body[PROBE];
    expect(await shown("")).toEqual({ always: "1", default: "4" });
    expect(await shown("?attributes=userName")).toEqual({ always: "1" });
    expect(await shown(`?attributes=${PROBE}:request`)).toEqual({ always: "1", request: "3" });
    expect(await shown(`?attributes=${PROBE}:never`)).toEqual({ always: "1" });
    expect(await shown(`?attributes=${PROBE}`)).toEqual({ always: "1", request: "3", default: "4" });
    expect(await shown(`?excludedAttributes=${PROBE}`)).toEqual({ always: "1" });
    expect(await names("/Users", `${PROBE}:never eq "2"`)).toEqual(["invalidFilter"]);
  });

  test("canonical values are suggestions, unless they are binding", async () => {
    const { probe } = await probing(scim, [
      { name: "loose", canonicalValues: ["a"] },
      { name: "bound", canonicalValues: ["Mate", "Master"], restrictCanonicalValues: true },
      { name: "exact", canonicalValues: ["A"], restrictCanonicalValues: true, caseExact: true },
    ]);
    expect((await probe("one", { loose: "z", bound: "mate", exact: "A" })).status).toBe(201);
    for (const values of [{ bound: "cook" }, { exact: "a" }]) {
      expect((await probe("two", values)).body).toMatchObject({ status: "400", scimType: "invalidValue" });
    }
  });
});
