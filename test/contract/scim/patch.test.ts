import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ENTERPRISE_URN,
  GROUP_URN,
  group,
  PATCH_URN,
  type ScimServer,
  startScimServer,
  USER_URN,
  user,
} from "./server.ts";

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

/** A user as it was, an operation as a client sends it, and what comes of it in each profile. */
type Row = readonly [
  what: string,
  operation: unknown,
  expected: Readonly<Record<string, unknown>>,
  refusedByRfc: string | undefined,
];

const MANAGER = "0190a1b2-0000-7000-8000-00000000000a";
const rows: readonly Row[] = [
  ["op in capitals", { op: "Replace", path: "title", value: "Chief" }, { title: "Chief" }, "invalidSyntax"],
  ["active as text", { op: "replace", path: "active", value: "False" }, { active: false }, "invalidValue"],
  ["active without a path", { op: "replace", value: { active: false } }, { active: false }, undefined],
  [
    "dotted keys without a path",
    { op: "replace", value: { "name.givenName": "Io", [`${ENTERPRISE_URN}:employeeNumber`]: "7" } },
    {
      name: { givenName: "Io", familyName: "Berg" },
      [ENTERPRISE_URN]: { department: "Tides", employeeNumber: "7" },
    },
    "unchanged",
  ],
  [
    "an extension as one key",
    { op: "add", value: { [ENTERPRISE_URN]: { division: "North" } } },
    { [ENTERPRISE_URN]: { department: "Tides", division: "North" } },
    undefined,
  ],
  [
    "a value path without a match",
    { op: "add", path: 'emails[type eq "work"].value', value: "w@x.example" },
    {
      emails: [
        { type: "home", value: "h@x.example", primary: true },
        { type: "work", value: "w@x.example" },
      ],
    },
    "noTarget",
  ],
  [
    "a value path on primary, written as text",
    { op: "replace", path: 'emails[primary eq "True"].value', value: "p@x.example" },
    { emails: [{ type: "home", value: "p@x.example", primary: true }] },
    "invalidFilter",
  ],
  [
    "a manager as a bare id",
    { op: "add", path: `${ENTERPRISE_URN}:manager`, value: MANAGER },
    { [ENTERPRISE_URN]: { department: "Tides", manager: { value: MANAGER } } },
    "invalidValue",
  ],
  [
    "a manager in a list",
    { op: "Add", path: `${ENTERPRISE_URN}:manager`, value: [{ $ref: null, value: MANAGER }] },
    { [ENTERPRISE_URN]: { department: "Tides", manager: { value: MANAGER } } },
    "invalidSyntax",
  ],
  ["a cleared title", { op: "replace", path: "title", value: null }, { title: undefined }, undefined],
  [
    "a removal with a value on a value path",
    { op: "remove", path: 'emails[type eq "home"].value', value: "h@x.example" },
    { emails: undefined },
    "invalidValue",
  ],
  [
    "a path without its URN",
    { op: "replace", path: "department", value: "Winds" },
    { [ENTERPRISE_URN]: { department: "Winds" } },
    "invalidPath",
  ],
  [
    "a whole resource with id, schemas and meta",
    { op: "replace", value: { id: "SELF", schemas: [USER_URN], meta: {}, displayName: "B" } },
    { displayName: "B" },
    undefined,
  ],
  [
    "an unknown attribute beside a known one",
    { op: "add", value: { shoeSize: 44, displayName: "D" } },
    { displayName: "D" },
    undefined,
  ],
];

const body = {
  title: "Pilot",
  name: { givenName: "Ivo", familyName: "Berg" },
  emails: [{ type: "home", value: "h@x.example", primary: true }],
  schemas: [USER_URN, ENTERPRISE_URN],
  [ENTERPRISE_URN]: { department: "Tides" },
};

describe.each(["generic", "entra", "okta", "rfc"])("PATCH of a user in profile %s", (profile) => {
  test.each(rows)("%s", async (_what, operation, expected, refusedByRfc) => {
    const client = await scim.client({ profile });
    const before = await client.make("/Users", user("ivo", body));
    const path = `/Users/${before.id}`;
    const sent = JSON.parse(JSON.stringify(operation).replace("SELF", before.id));
    const answer = await client.patch(path, [sent]);
    const now = (await client.get(path)).body;
    if (profile === "rfc" && refusedByRfc !== undefined) {
      if (refusedByRfc !== "unchanged") {
        expect(answer.body).toMatchObject({ status: "400", scimType: refusedByRfc });
      }
      expect(now).toEqual(before);
      return;
    }
    expect([answer.status, answer.body]).toEqual([200, now]);
    const { meta, ...rest } = before;
    expect({ ...now, meta: undefined }).toEqual({ ...rest, ...expected });
    const isChanged = Object.keys(expected).length > 0;
    expect(now.meta.version === meta.version).toBe(!isChanged);
  });
});

test("Entra's validator may remove without a path; others are told that there is no target", async () => {
  for (const [profile, status] of [
    ["entra", 200],
    ["generic", 400],
  ] as const) {
    const client = await scim.client({ profile });
    const { id } = await client.make("/Users", user("ivo"));
    expect((await client.patch(`/Users/${id}`, [{ op: "remove" }])).status).toBe(status);
    expect((await client.patch(`/Users/${id}`, [])).status).toBe(200);
  }
});

describe("PATCH of a group", () => {
  async function crew(profile: string) {
    const client = await scim.client({ profile });
    const [a, b, c] = [
      await client.make("/Users", user("a")),
      await client.make("/Users", user("b")),
      await client.make("/Users", user("c")),
    ].map(({ id }) => id as string);
    const made = await client.make("/Groups", group("Crew", [a!, b!]));
    const path = `/Groups/${made.id}`;
    const members = async () =>
      ((await client.get(path)).body.members ?? []).map(({ value }: { value: string }) => value).sort();
    return { client, path, members, id: made.id as string, a: a!, b: b!, c: c! };
  }

  test("answers 204 unless the client says what it wants to see", async () => {
    const { client, path, c } = await crew("generic");
    const add = [{ op: "add", path: "members", value: [{ value: c }] }];
    const silent = await client.patch(path, add);
    expect([silent.status, silent.body, silent.headers.get("etag")]).toEqual([204, undefined, 'W/"2"']);
    const shown = await client.patch(`${path}?attributes=displayName`, add);
    expect(shown.body).toEqual({ schemas: [GROUP_URN], id: expect.any(String), displayName: "Crew" });
  });

  test.each(["generic", "entra", "okta"])(
    "removes only what the value names in profile %s",
    async (profile) => {
      const { client, path, members, a, b, id } = await crew(profile);
      const legacy = [{ op: "Remove", path: "members", value: [{ $ref: null, value: a }] }];
      expect((await client.patch(path, legacy)).status).toBe(204);
      expect(await members()).toEqual([b]);
      expect((await client.get(`/Groups/${id}`)).body.meta.version).toBe('W/"2"');
    },
  );

  test("refuses a removal with a value by the letter, and never empties the group for it", async () => {
    const { client, path, members, a, b } = await crew("rfc");
    const answer = await client.patch(path, [{ op: "remove", path: "members", value: [{ value: a }] }]);
    expect(answer.body).toMatchObject({ status: "400", scimType: "invalidValue" });
    expect(await members()).toEqual([a, b].sort());
    expect((await client.patch(path, [{ op: "remove", path: "members" }])).status).toBe(204);
    expect(await members()).toEqual([]);
  });

  test.each([
    [
      "add of one there and one not",
      (v: Ids) => [{ op: "add", path: "members", value: [v.a, v.c].map(ref) }],
      "abc",
    ],
    ["replace", (v: Ids) => [{ op: "replace", path: "members", value: [v.b, v.c].map(ref) }], "bc"],
    ["replace by nobody", () => [{ op: "replace", path: "members", value: [] }], ""],
    ["remove by filter", (v: Ids) => [{ op: "remove", path: `members[value eq "${v.a}"]` }], "b"],
    ["remove by type", () => [{ op: "remove", path: 'members[type eq "User"]' }], ""],
    ["remove of all", () => [{ op: "remove", path: "members" }], ""],
    ["remove of a stranger", (v: Ids) => [{ op: "remove", path: `members[value eq "${v.c}"]` }], "ab"],
    [
      "rename, remove and add at once",
      (v: Ids) => [
        { op: "replace", value: { id: v.id, displayName: "Crew" } },
        { op: "remove", path: `members[value eq "${v.a}"]` },
        { op: "add", path: "members", value: [ref(v.c)] },
      ],
      "bc",
    ],
    [
      "add, then replace, then remove, in order",
      (v: Ids) => [
        { op: "add", path: "members", value: [ref(v.c)] },
        { op: "replace", path: "members", value: [v.a, v.c].map(ref) },
        { op: "remove", path: `members[value eq "${v.a}"]` },
      ],
      "c",
    ],
  ])("%s", async (_what, operations, left) => {
    const { client, path, members, ...ids } = await crew("generic");
    expect((await client.patch(path, operations(ids))).status).toBe(204);
    expect(await members()).toEqual([...left].map((name) => ids[name as "a" | "b" | "c"]).sort());
    expect((await client.get(path)).body.meta.version).toBe(left === "ab" ? 'W/"1"' : 'W/"2"');
  });

  test("is all or nothing", async () => {
    const { client, path, members, a, b, c } = await crew("generic");
    const answer = await client.patch(path, [
      { op: "replace", path: "displayName", value: "Other" },
      { op: "add", path: "members", value: [ref(c)] },
      { op: "add", path: "members", value: [ref(crypto.randomUUID())] },
    ]);
    expect(answer.body).toMatchObject({ status: "400", scimType: "invalidValue" });
    expect(await members()).toEqual([a, b].sort());
    expect((await client.get(path)).body).toMatchObject({ displayName: "Crew", meta: { version: 'W/"1"' } });
  });
});

interface Ids {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly c: string;
}
const ref = (value: string) => ({ value });

test.each([
  ["Entra", { externalId: null, "urn:ietf:params:scim:schemas:extension:enterprise:2.0User": { x: 1 } }],
  ["Entra's group", { schemas: [USER_URN, "http://schemas.microsoft.com/2006/11/ADSCIM/2.0/Group"] }],
  ["Okta", { password: "correct horse", groups: [], emails: null, active: "True", locale: "en-US" }],
])("POST takes what %s sends along", async (_client, more) => {
  const client = await scim.client();
  const made = await client.make("/Users", user("ivo", { ...more, meta: { resourceType: "User" } }));
  expect(made).toMatchObject({ userName: "ivo", active: true });
  expect(JSON.stringify(made)).not.toContain("correct horse");
});

test("a body that is no PatchOp is refused", async () => {
  const client = await scim.client({ profile: "rfc" });
  const { id } = await client.make("/Users", user("ivo"));
  for (const [sent, scimType] of [
    [{ schemas: [PATCH_URN], Operations: [] }, "invalidSyntax"],
    [{ schemas: [USER_URN], Operations: [{ op: "remove", path: "title" }] }, "invalidSyntax"],
    [{ schemas: [PATCH_URN], Operations: [{ op: "remove" }] }, "noTarget"],
    [{ schemas: [PATCH_URN], Operations: [{ op: "remove", path: "userName" }] }, "mutability"],
    [{ schemas: [PATCH_URN], Operations: [{ op: "replace", path: "id", value: "x" }] }, "mutability"],
    [{ schemas: [PATCH_URN], Operations: [{ op: "add", path: "a[b", value: 1 }] }, "invalidPath"],
  ] as const) {
    const { body: error } = await client.send("PATCH", `/Users/${id}`, sent);
    expect(error).toMatchObject({ status: "400", scimType });
  }
});

test.each(["rfc", "generic", "entra", "okta", "strict"])(
  "nothing that unassigns gives access back: %s",
  async (profile) => {
    const client = await scim.client({ profile });
    const { id } = await client.make("/Users", user("ola", { active: false }));
    const before = (await client.get(`/Users/${id}`)).body;
    const operations = [
      { op: "remove", path: "active" },
      { op: "remove", path: `${USER_URN}:active` },
      { op: "replace", path: "active", value: null },
      { op: "add", path: "active", value: null },
      { op: "replace", value: { active: null } },
    ];
    for (const operation of operations) {
      expect((await client.patch(`/Users/${id}`, [operation])).status).toBe(400);
      const data = { schemas: [PATCH_URN], Operations: [operation] };
      const Operations = [{ method: "PATCH", path: `/Users/${id}`, data }];
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"];
      const { body } = await client.send("POST", "/Bulk", { schemas, Operations });
      expect(body.Operations[0].status).toBe("400");
    }
    expect((await client.get(`/Users/${id}`)).body).toEqual(before);
    for (const more of [{}, { active: null }]) {
      const replaced = await client.send("PUT", `/Users/${id}`, user("ola", more));
      expect([replaced.status, replaced.body.active]).toEqual([200, false]);
    }
  },
);

test("a member without a value is refused rather than dropped", async () => {
  const client = await scim.client();
  const refused = await client.send("POST", "/Groups", { ...group("Crew"), members: [{ display: "Ola" }] });
  expect([refused.status, refused.body.scimType]).toEqual([400, "invalidValue"]);
});
