import { expect } from "vitest";
import { ENTERPRISE_URN, type ScimClient, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, type CustomType, must } from "../clause.ts";
import { expectError, expectList } from "../expectations.ts";

/** Values that are kept as sent, and values that are refused, of one attribute of users. */
async function expectValues(
  client: ScimClient,
  wrap: (value: unknown) => object,
  good: readonly unknown[],
  bad: readonly unknown[],
) {
  for (const [at, value] of good.entries()) {
    const made = await client.send("POST", "/Users", { ...user(`u${at}`), ...wrap(value) });
    expect([value, made.status, made.body]).toEqual([value, 201, expect.objectContaining(wrap(value))]);
  }
  for (const value of bad) {
    const { status, body } = await client.send("POST", "/Users", { ...user("bad"), ...wrap(value) });
    expect([value, status, body.scimType]).toEqual([value, 400, "invalidValue"]);
  }
  expectList(await client.get("/Users"), good.length);
}

/** The same of the type made for these checks. */
async function expectDevices(
  { client, endpoint, device }: CustomType,
  name: string,
  good: readonly unknown[],
  bad: readonly unknown[],
) {
  for (const value of good) {
    const made = await client.send("POST", endpoint, device("x", { [name]: value }));
    expect([value, made.status, made.body[name]]).toEqual([value, 201, value]);
  }
  for (const value of bad) {
    const { status, body } = await client.send("POST", endpoint, device("x", { [name]: value }));
    expect([value, status, body.scimType]).toEqual([value, 400, "invalidValue"]);
  }
}

/** Data types and characteristics of attributes: RFC 7643 §2.2, §2.3, §6 and §7. */
export const TYPE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7643 §2.3.1",
    "types/string",
    "A number, boolean, object or list is refused for a text attribute.",
    async ({ client }) => {
      await expectValues(
        client,
        (title) => ({ title }),
        ["a", " spaces ", 'quote" \\ \u0001', "x".repeat(5_000)],
        [1, true, {}, { a: 1 }, ["a"]],
      );
    },
  ),
  must(
    "RFC 7643 §2.3.2",
    "types/boolean",
    "Booleans are true and false; text and numbers are refused.",
    async ({ client }) => {
      await expectValues(
        client,
        (active) => ({ active }),
        [true, false],
        ["true", "False", "", 0, 1, {}, [true]],
      );
    },
  ),
  must(
    "RFC 7643 §2.3.6",
    "types/binary",
    "Binary values are base64 in either alphabet.",
    async ({ client }) => {
      await expectValues(
        client,
        (value) => ({ x509Certificates: [{ value }] }),
        ["AAEC", "AAE=", "-_8="],
        ["A", "????", "AA EC", "=AAA", 1, true],
      );
    },
  ),
  must(
    "RFC 7643 §2.3.7",
    "types/reference",
    "References are URIs, absolute or relative.",
    async ({ client }) => {
      await expectValues(
        client,
        (profileUrl) => ({ profileUrl }),
        ["https://x.example/a?b=c#d", "urn:x:y", "Users/1", "mailto:a@x.example"],
        ["not a uri", "<x>", 1, true, { a: 1 }],
      );
    },
  ),
  must(
    "RFC 7643 §2.3.8",
    "types/complex",
    "Complex values are objects, and each sub-attribute has its own type.",
    async ({ client }) => {
      await expectValues(
        client,
        (name) => ({ name }),
        [{ familyName: "F" }],
        ["F", 1, true, { familyName: 1 }, { familyName: { a: "b" } }],
      );
    },
  ),
  must(
    "RFC 7643 §2.4",
    "types/element",
    "An element of a complex multi-valued attribute is an object.",
    async ({ client }) => {
      await expectValues(
        client,
        (emails) => ({ emails }),
        [[{ value: "a" }]],
        [["a"], [1], "a", [[{ value: "a" }]], [{ value: 1 }]],
      );
    },
  ),
  must(
    "RFC 7643 §2.3.5",
    "types/date-time",
    "DateTime values have a date that exists in the calendar and a time.",
    async ({ custom }) => {
      const good = [
        "2026-01-31T08:00:00Z",
        "2024-02-29T23:59:59.123+05:30",
        "2026-01-31T08:00:00.000001-01:00",
      ];
      await expectDevices(await custom(), "bought", good, [
        "2026-01-31",
        "08:00:00",
        "2026-02-30T08:00:00Z",
        "2026-01-31T25:00:00Z",
        "yesterday",
        1_700_000_000,
        "",
      ]);
    },
  ),
  must(
    "RFC 7643 §2.3.4",
    "types/integer",
    "A fraction or text is refused for an integer.",
    async ({ custom }) => {
      await expectDevices(
        await custom(),
        "slots",
        [0, -1, 2_147_483_647, 9_007_199_254_740_991],
        [1.5, "1", true, 1e300, {}],
      );
    },
  ),
  must("RFC 7643 §2.3.3", "types/decimal", "Text is refused for a decimal.", async ({ custom }) => {
    await expectDevices(await custom(), "weight", [0, -1.25, 3, 1e-7], ["1.5", true, {}]);
  }),
  must(
    "RFC 7643 §2.2",
    "types/write-only",
    "Write-only attributes are accepted and never returned.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      const made = await client.send("POST", endpoint, device("one", { pin: "1234" }));
      expect([made.status, made.body.label, made.body.pin]).toEqual([201, "one", undefined]);
      expect((await client.get(`${endpoint}/${made.body.id}?attributes=pin,label`)).body).toMatchObject({
        label: "one",
      });
      expect(
        JSON.stringify((await client.get(`${endpoint}/${made.body.id}?attributes=pin`)).body),
      ).not.toContain("1234");
    },
  ),
  must(
    "RFC 7643 §2.2",
    "types/read-only",
    "Read-only attributes are ignored in a creation or replacement and refused in a PATCH.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      const made = await client.make(endpoint, device("one", { state: "mine" }));
      expect(made.state).not.toBe("mine");
      expectError(
        await client.patch(`${endpoint}/${made.id}`, [{ op: "add", path: "state", value: "mine" }]),
        400,
        "mutability",
      );
    },
  ),
  must(
    "RFC 7643 §7",
    "types/unique",
    "Unique attributes are unique without regard to letter case, unless case is significant.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      await client.make(endpoint, device("one", { assetTag: "T1", serial: "s1" }));
      expectError(await client.send("POST", endpoint, device("two", { assetTag: "t1" })), 409, "uniqueness");
      expectError(await client.send("POST", endpoint, device("two", { serial: "s1" })), 409, "uniqueness");
      expect((await client.send("POST", endpoint, device("two", { serial: "S1" }))).status).toBe(201);
      expectList(await client.get(endpoint), 2);
    },
  ),
  must(
    "RFC 7643 §6",
    "types/required-extension",
    "A resource without an extension that its type requires is refused.",
    async ({ custom }) => {
      const { client, endpoint, device, extension } = await custom();
      const { [extension]: held, ...without } = device("one");
      expect(held).toEqual(expect.any(Object));
      expectError(await client.send("POST", endpoint, without), 400, "invalidValue");
      expectList(await client.get(endpoint), 0);
      const made = await client.make(endpoint, device("one"));
      expect(made.schemas).toContain(extension);
      const { status } = await client.patch(`${endpoint}/${made.id}`, [{ op: "remove", path: extension }]);
      expect(status).toBe(400);
    },
  ),
  must(
    "RFC 7643 §6",
    "types/advertised",
    "A custom resource type is listed with its schemas for its own organization, and for no other.",
    async ({ custom, client }) => {
      const own = await custom();
      const types = async (asking: ScimClient) =>
        (await asking.get("/ResourceTypes")).body.Resources.map(
          ({ endpoint }: { endpoint: string }) => endpoint,
        );
      expect(await types(own.client)).toContain(own.endpoint);
      expect((await own.client.get(`/Schemas/${own.extension}`)).body.id).toBe(own.extension);
      expect(await types(client)).toEqual(["/Users", "/Groups"]);
      expectError(await client.get(own.endpoint), 404);
      const declared = (await own.client.get(`/Schemas/${ENTERPRISE_URN}`)).body.id;
      expect([declared, (await own.client.get(`/Schemas/${USER_URN}`)).status]).toEqual([
        ENTERPRISE_URN,
        200,
      ]);
    },
  ),
];
