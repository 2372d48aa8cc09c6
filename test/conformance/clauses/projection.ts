import { expect } from "vitest";
import {
  ENTERPRISE_URN,
  filtered,
  group,
  type ScimClient,
  USER_URN,
  user,
} from "../../contract/scim/server.ts";
import { type Clause, must, SEARCH_URN } from "../clause.ts";
import { expectError, expectList, makeUsers } from "../expectations.ts";

const WHOLE = {
  title: "T",
  nickName: "N",
  name: { familyName: "F", givenName: "G" },
  emails: [{ value: "a@x.example", type: "work", primary: true }],
  [ENTERPRISE_URN]: { department: "D", costCenter: "C" },
};

/** Makes a user who has a bit of everything, and answers how each query shows that user. */
async function shown(client: ScimClient) {
  const whole = await client.make("/Users", { ...user("ada", WHOLE), schemas: [USER_URN, ENTERPRISE_URN] });
  const show = async (query: string) => {
    const { status, body } = await client.get(`/Users/${whole.id}?${query}`);
    expect([query, status]).toEqual([query, 200]);
    return body;
  };
  const always = { schemas: whole.schemas, id: whole.id };
  return { whole, show, always };
}

/** What is returned: RFC 7644 §3.4.2.5, §3.9 and §3.10, RFC 7643 §7. */
export const PROJECTION_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.9",
    "projection/attributes",
    "With attributes, an answer contains only those and the attributes that are always returned.",
    async ({ client }) => {
      const { show, always } = await shown(client);
      expect(always.schemas).toHaveLength(2);
      expect(await show("attributes=userName")).toEqual({ ...always, userName: "ada" });
      expect(await show("attributes=title,nickName")).toEqual({ ...always, title: "T", nickName: "N" });
      expect(await show("attributes=userName&attributes=title")).toEqual({
        ...always,
        userName: "ada",
        title: "T",
      });
    },
  ),
  must(
    "RFC 7644 §3.9",
    "projection/excluded",
    "With excludedAttributes, an answer contains all attributes that are returned by default except those.",
    async ({ client }) => {
      const { whole, show } = await shown(client);
      const { title, emails, ...rest } = whole;
      expect([title, emails]).toEqual(["T", WHOLE.emails]);
      expect(await show("excludedAttributes=title,emails")).toEqual(rest);
      expect(await show("excludedAttributes=%20title%20,%20emails")).toEqual(rest);
    },
  ),
  must(
    "RFC 7644 §3.9",
    "projection/always",
    "Attributes that are always returned, such as schemas and id, cannot be excluded.",
    async ({ client }) => {
      const { whole, show, always } = await shown(client);
      expect(await show("excludedAttributes=id,schemas")).toEqual(whole);
      expect(await show("attributes=id")).toEqual(always);
      expect(await show("attributes=nothing")).toEqual(always);
    },
  ),
  must(
    "RFC 7644 §3.9",
    "projection/both",
    "attributes and excludedAttributes cannot be combined.",
    async ({ client }) => {
      const { whole } = await shown(client);
      for (const path of [`/Users/${whole.id}`, "/Users"]) {
        expectError(
          await client.get(`${path}?attributes=title&excludedAttributes=emails`),
          400,
          "invalidSyntax",
        );
      }
      expectError(
        await client.send("PUT", `/Users/${whole.id}?attributes=title&excludedAttributes=id`, user("eve")),
        400,
        "invalidSyntax",
      );
      expect((await client.get(`/Users/${whole.id}`)).body).toEqual(whole);
    },
  ),
  must(
    "RFC 7644 §3.10",
    "projection/sub-attributes",
    "Sub-attributes can be requested and excluded.",
    async ({ client }) => {
      const { whole, show, always } = await shown(client);
      expect(await show("attributes=name.familyName,emails.value")).toEqual({
        ...always,
        name: { familyName: "F" },
        emails: [{ value: "a@x.example" }],
      });
      expect(await show("excludedAttributes=name.familyName,emails.type,emails.primary")).toEqual({
        ...whole,
        name: { givenName: "G" },
        emails: [{ value: "a@x.example" }],
      });
      expect(await show("attributes=meta.resourceType")).toEqual({
        ...always,
        meta: { resourceType: "User" },
      });
    },
  ),
  must(
    "RFC 7644 §3.10",
    "projection/urns",
    "Attributes can be named with the URN of their schema, and a whole extension by its URN.",
    async ({ client }) => {
      const { whole, show, always } = await shown(client);
      const extension = WHOLE[ENTERPRISE_URN];
      expect(await show(`attributes=${USER_URN}:userName,${USER_URN}:name.givenName`)).toEqual({
        ...always,
        userName: "ada",
        name: { givenName: "G" },
      });
      expect(await show(`attributes=${ENTERPRISE_URN}:department`)).toEqual({
        ...always,
        [ENTERPRISE_URN]: { department: "D" },
      });
      expect(await show(`attributes=${ENTERPRISE_URN}`)).toEqual({ ...always, [ENTERPRISE_URN]: extension });
      const { [ENTERPRISE_URN]: _, ...rest } = whole;
      expect(await show(`excludedAttributes=${ENTERPRISE_URN}`)).toEqual(rest);
      expect(await show(`excludedAttributes=${ENTERPRISE_URN}:department`)).toEqual({
        ...whole,
        [ENTERPRISE_URN]: { costCenter: "C" },
      });
    },
  ),
  must(
    "RFC 7643 §2.1",
    "projection/case",
    "Names in attributes are accepted in any letter case.",
    async ({ client }) => {
      const { show, always } = await shown(client);
      expect(await show("ATTRIBUTES=USERNAME,Name.FAMILYname")).toEqual({
        ...always,
        userName: "ada",
        name: { familyName: "F" },
      });
      expect(await show(`attributes=${ENTERPRISE_URN.toUpperCase()}:DEPARTMENT`)).toEqual({
        ...always,
        [ENTERPRISE_URN]: { department: "D" },
      });
    },
  ),
  must(
    "RFC 7644 §3.4.2.5",
    "projection/lists",
    "Lists and search requests return the requested attributes of each resource.",
    async ({ client }) => {
      const { always } = await shown(client);
      const expected = [{ ...always, title: "T" }];
      expect(expectList(await client.get("/Users?attributes=title"), 1)).toEqual(expected);
      const sent = { schemas: [SEARCH_URN], attributes: ["title"] };
      expect(expectList(await client.send("POST", "/Users/.search", sent), 1)).toEqual(expected);
      const [rest] = expectList(
        await client.send("POST", "/Users/.search", {
          schemas: [SEARCH_URN],
          excludedAttributes: ["emails", ENTERPRISE_URN],
        }),
        1,
      );
      expect(Object.keys(rest).sort()).toEqual([
        "active",
        "id",
        "meta",
        "name",
        "nickName",
        "schemas",
        "title",
        "userName",
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.5",
    "projection/filter-apart",
    "A filter can use attributes that the answer does not contain.",
    async ({ client }) => {
      const { always } = await shown(client);
      expect(
        expectList(await client.get(`/Users?attributes=title&${filtered('userName eq "ada"')}`), 1),
      ).toEqual([{ ...always, title: "T" }]);
      expectList(await client.get(`/Users?excludedAttributes=title&${filtered('title eq "x"')}`), 0);
    },
  ),
  must(
    "RFC 7643 §7",
    "projection/never",
    "An attribute that is never returned is not returned even if it is requested.",
    async ({ client }) => {
      const { status, body } = await client.send(
        "POST",
        "/Users?attributes=password,userName",
        user("ada", { password: "correct-horse" }),
      );
      expect([status, Object.keys(body).sort()]).toEqual([201, ["id", "schemas", "userName"]]);
      const path = `/Users/${body.id}`;
      for (const query of [
        "attributes=password",
        `attributes=${USER_URN}:password`,
        "excludedAttributes=title",
      ]) {
        expect((await client.get(`${path}?${query}`)).body).not.toHaveProperty("password");
      }
      const patched = await client.patch(`${path}?attributes=password`, [
        { op: "replace", path: "password", value: "new-secret" },
      ]);
      expect([patched.status, patched.body]).toEqual([200, { schemas: [USER_URN], id: body.id }]);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "projection/patch",
    "A PATCH that requests attributes is answered with 200 and these attributes.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const { id, schemas } = await client.make("/Groups", group("Crew"));
      const operations = [{ op: "add", path: "members", value: [{ value: ada }] }];
      const answer = await client.patch(`/Groups/${id}?attributes=displayName`, operations);
      expect([answer.status, answer.body]).toEqual([200, { schemas, id, displayName: "Crew" }]);
      const less = await client.patch(`/Groups/${id}?excludedAttributes=members,meta`, [
        { op: "replace", path: "displayName", value: "New" },
      ]);
      expect([less.status, less.body]).toEqual([200, { schemas, id, displayName: "New" }]);
    },
  ),
  must(
    "RFC 7643 §7",
    "projection/request",
    "An attribute with returned request is in an answer if it is requested, and in the answer to the write that set it.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      const made = await client.make(endpoint, device("one", { notes: "N", serial: "S" }));
      const path = `${endpoint}/${made.id}`;
      expect([made.notes, made.serial]).toEqual(["N", "S"]);
      expect((await client.get(path)).body).not.toHaveProperty("notes");
      expect((await client.get(`${path}?attributes=notes`)).body.notes).toBe("N");
      const patched = await client.patch(path, [{ op: "replace", path: "notes", value: "M" }]);
      expect([patched.status, patched.body.notes]).toEqual([200, "M"]);
    },
  ),
  must(
    "RFC 7643 §7",
    "projection/custom-always",
    "An attribute that is always returned is in every answer, independent of requested and excluded attributes.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      const { id } = await client.make(endpoint, device("one", { serial: "S" }));
      for (const query of ["attributes=id", "excludedAttributes=label", "excludedAttributes=serial,label"]) {
        expect([query, (await client.get(`${endpoint}/${id}?${query}`)).body.label]).toEqual([query, "one"]);
      }
    },
  ),
];
