import { expect } from "vitest";
import { user } from "../../contract/scim/server.ts";
import { type Clause, may, must, should } from "../clause.ts";
import { expectError, expectFound, expectList } from "../expectations.ts";

const TWO_PRIMARIES = ["c", "d"].map((value) => ({ value, primary: true }));

/** Multi-valued attributes: RFC 7643 §2.4. */
export const MULTI_VALUED_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7643 §2.4",
    "multi-valued/one-primary",
    "Two primary values are refused in a creation or replacement.",
    async ({ client }) => {
      expectError(
        await client.send("POST", "/Users", user("ada", { emails: TWO_PRIMARIES })),
        400,
        "invalidValue",
      );
      const { id } = await client.make("/Users", user("ada", { emails: [{ value: "a", primary: true }] }));
      expectError(
        await client.send("PUT", `/Users/${id}`, user("ada", { phoneNumbers: TWO_PRIMARIES })),
        400,
        "invalidValue",
      );
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([{ value: "a", primary: true }]);
    },
  ),
  must(
    "RFC 7643 §2.4",
    "multi-valued/primary-each",
    "Each multi-valued attribute can have its own primary element, and none is required.",
    async ({ client }) => {
      const one = [{ value: "a", primary: true }, { value: "b", primary: false }, { value: "c" }];
      const made = await client.make(
        "/Users",
        user("ada", { emails: one, phoneNumbers: one, ims: [{ value: "x" }] }),
      );
      expect([made.emails, made.phoneNumbers, made.ims]).toEqual([one, one, [{ value: "x" }]]);
      await expectFound(client, "/Users", [
        ['emails[primary eq true and value eq "a"]', "ada"],
        ['emails[primary eq true and value eq "b"]', ""],
      ]);
    },
  ),
  should(
    "RFC 7643 §2.4",
    "multi-valued/no-duplicates",
    "The same combination of type and value is not returned twice.",
    async ({ client }) => {
      const emails = [
        { value: "a", type: "work" },
        { value: "a", type: "work" },
        { value: "a", type: "home" },
        { value: "a" },
      ];
      const { id } = await client.make("/Users", user("ada", { emails }));
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual(emails.slice(1));
    },
  ),
  may(
    "RFC 7643 §2.4",
    "multi-valued/no-duplicates-strict",
    "With the profile strict, a repeated combination of type and value is refused.",
    async ({ as }) => {
      const strict = await as("strict");
      const emails = [
        { value: "a", type: "work" },
        { value: "a", type: "work" },
      ];
      expectError(await strict.send("POST", "/Users", user("ada", { emails })), 400, "invalidValue");
      expectList(await strict.get("/Users"), 0);
    },
  ),
  may(
    "RFC 7643 §2.3.1",
    "multi-valued/canonical",
    "Canonical types are suggestions: other types are accepted and stored.",
    async ({ client }) => {
      const emails = [{ value: "a", type: "school" }];
      const { id } = await client.make("/Users", user("ada", { emails }));
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual(emails);
      await expectFound(client, "/Users", [['emails[type eq "SCHOOL"]', "ada"]]);
    },
  ),
  must(
    "RFC 7643 §2.5",
    "multi-valued/empty",
    "An empty list and null leave a multi-valued attribute unassigned.",
    async ({ client }) => {
      const emails = [{ value: "a@x.example" }];
      const made = await client.make("/Users", user("ada", { emails: [], phoneNumbers: null, ims: emails }));
      expect([made.emails, made.phoneNumbers, made.ims]).toEqual([undefined, undefined, emails]);
      const { body } = await client.send("PUT", `/Users/${made.id}`, user("ada", { ims: [] }));
      expect([body.id, body.ims]).toEqual([made.id, undefined]);
    },
  ),
  must(
    "RFC 7643 §4.1.2",
    "multi-valued/all-attributes",
    "All multi-valued attributes of users are stored and returned.",
    async ({ client }) => {
      const values = {
        emails: [{ value: "a@x.example", type: "work", display: "A", primary: true }],
        phoneNumbers: [{ value: "tel:+1-201-555-0123", type: "mobile" }],
        ims: [{ value: "a", type: "xmpp" }],
        photos: [{ value: "https://x.example/a.png", type: "photo" }],
        addresses: [
          {
            formatted: "1 Street\nTown",
            streetAddress: "1 Street",
            locality: "Town",
            region: "R",
            postalCode: "1000",
            country: "BE",
            type: "work",
            primary: true,
          },
        ],
        entitlements: [{ value: "e", display: "E" }],
        roles: [{ value: "r", type: "t", primary: true }],
        x509Certificates: [{ value: "MIIDQzCC" }],
      };
      const { id } = await client.make("/Users", user("ada", values));
      expect((await client.get(`/Users/${id}`)).body).toMatchObject(values);
    },
  ),
  must(
    "RFC 7643 §2.4",
    "multi-valued/order-and-form",
    "Values are returned in the form in which they were sent.",
    async ({ client }) => {
      const phoneNumbers = ["+32 (2) 555 01 99", "0032-2-5550199", " 5550199 "].map((value) => ({ value }));
      const { id } = await client.make("/Users", user("ada", { phoneNumbers }));
      expect((await client.get(`/Users/${id}`)).body.phoneNumbers).toEqual(phoneNumbers);
    },
  ),
];
