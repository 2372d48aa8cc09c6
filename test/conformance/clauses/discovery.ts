import { expect } from "vitest";
import { ENTERPRISE_URN, filtered, GROUP_URN, USER_URN } from "../../contract/scim/server.ts";
import { type Clause, LIST_URN, LOW, must, should } from "../clause.ts";
import { expectError, expectList } from "../expectations.ts";

const CONFIG_URN = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const OFFERED = { supported: expect.any(Boolean) };

// biome-ignore lint/suspicious/noExplicitAny: attribute definitions of discovery resources
type Definition = any;

/** All attributes of a schema, those within others behind them. */
function attributesIn(definitions: readonly Definition[]): readonly Definition[] {
  return definitions.flatMap((each) => [each, ...attributesIn(each.subAttributes ?? [])]);
}

function byName(definitions: readonly Definition[]): Readonly<Record<string, Definition>> {
  return Object.fromEntries(definitions.map((each) => [each.name, each]));
}

/** What the service says of itself: RFC 7644 §4, RFC 7643 §5 to §8, RFC 9865 §4. */
export const DISCOVERY_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7643 §5",
    "discovery/config",
    "The configuration is one resource with all required members and no unknown ones.",
    async ({ client }) => {
      const { status, headers, body } = await client.get("/ServiceProviderConfig");
      expect([status, headers.get("content-type")]).toEqual([200, "application/scim+json"]);
      expect(body).toEqual({
        schemas: [CONFIG_URN],
        patch: { supported: true },
        bulk: { ...OFFERED, maxOperations: expect.any(Number), maxPayloadSize: expect.any(Number) },
        filter: { supported: true, maxResults: expect.any(Number) },
        changePassword: OFFERED,
        sort: OFFERED,
        etag: OFFERED,
        pagination: expect.any(Object),
        authenticationSchemes: expect.any(Array),
        meta: expect.objectContaining({ resourceType: "ServiceProviderConfig" }),
      });
    },
  ),
  should(
    "RFC 7644 §4",
    "discovery/anonymous",
    "The configuration can be read without a token, with the same content.",
    async ({ client, anonymous }) => {
      const { status, body } = await anonymous.get("/ServiceProviderConfig");
      expect([status, body.schemas]).toEqual([200, [CONFIG_URN]]);
      expect((await client.get("/ServiceProviderConfig")).body).toEqual(body);
      expectError(await anonymous.get("/Users"), 401);
    },
  ),
  must(
    "RFC 7643 §5",
    "discovery/bulk-limits",
    "The limits of bulk requests are positive integers, even if bulk is not supported.",
    async ({ client }) => {
      const { maxOperations, maxPayloadSize } = (await client.get("/ServiceProviderConfig")).body.bulk;
      for (const limit of [maxOperations, maxPayloadSize]) {
        expect([Number.isSafeInteger(limit), limit > 0]).toEqual([true, true]);
      }
    },
  ),
  must(
    "RFC 9865 §4",
    "discovery/pagination",
    "The configuration lists the supported kinds of paging, the default one, and the sizes of pages.",
    async ({ client }) => {
      const { pagination, filter } = (await client.get("/ServiceProviderConfig")).body;
      expect(pagination).toMatchObject({
        index: true,
        cursor: expect.any(Boolean),
        defaultPaginationMethod: "index",
      });
      expect(pagination.maxPageSize).toBe(filter.maxResults);
      expect(pagination.defaultPageSize).toBeGreaterThan(0);
      expect(pagination.defaultPageSize).toBeLessThanOrEqual(pagination.maxPageSize);
      if (pagination.cursor) expect(pagination.cursorTimeout).toBeGreaterThan(0);
      else expect(pagination).not.toHaveProperty("cursorTimeout");
    },
  ),
  must(
    "RFC 7643 §5",
    "discovery/authentication",
    "Each authentication scheme has type, name and description, and the list contains the scheme that works.",
    async ({ client }) => {
      const schemes = (await client.get("/ServiceProviderConfig")).body.authenticationSchemes;
      expect(schemes.map(({ type }: { type: string }) => type)).toContain("oauthbearertoken");
      for (const scheme of schemes) {
        expect(scheme).toMatchObject({
          name: expect.stringMatching(/\S/),
          description: expect.stringMatching(/\S/),
        });
      }
      expect(schemes.filter(({ primary }: { primary?: boolean }) => primary === true)).toHaveLength(1);
    },
  ),
  must(
    "RFC 7644 §4",
    "discovery/lists",
    "The lists of schemas and resource types are complete on one page.",
    async ({ client }) => {
      for (const path of ["/Schemas", "/ResourceTypes"]) {
        const { status, body } = await client.get(path);
        expect([status, body.schemas]).toEqual([200, [LIST_URN]]);
        expect(body.Resources.length).toBeGreaterThan(1);
        expect(body).toMatchObject({
          totalResults: body.Resources.length,
          itemsPerPage: body.Resources.length,
          startIndex: 1,
        });
      }
    },
  ),
  must(
    "RFC 7644 §4",
    "discovery/single",
    "A schema can be read by its URN and a resource type by its name, with the same content as in the list.",
    async ({ client }) => {
      for (const path of ["/Schemas", "/ResourceTypes"]) {
        const { body } = await client.get(path);
        expect(body.Resources.length).toBeGreaterThan(1);
        for (const each of body.Resources)
          expect((await client.get(`${path}/${each.id}`)).body).toEqual(each);
        expectError(await client.get(`${path}/Nothing`), 404);
      }
    },
  ),
  must(
    "RFC 7643 §2.1",
    "discovery/urn-case",
    "Schema URNs in a path are accepted in any letter case.",
    async ({ client }) => {
      const { status, body } = await client.get(`/Schemas/${USER_URN.toUpperCase()}`);
      expect([status, body.id]).toEqual([200, USER_URN]);
      expect((await client.get("/Schemas/URN:nothing")).status).toBe(404);
    },
  ),
  must(
    "RFC 7644 §4",
    "discovery/no-paging",
    "Sorting and paging are ignored on the lists of schemas and resource types.",
    async ({ client }) => {
      for (const path of ["/Schemas", "/ResourceTypes"]) {
        const all = await client.get(path);
        const asked = await client.get(`${path}?startIndex=2&count=1&sortBy=name&sortOrder=descending`);
        expect([asked.status, asked.body.Resources.length > 1]).toEqual([200, true]);
        expect(asked.body).toEqual(all.body);
      }
    },
  ),
  should(
    "RFC 7644 §4",
    "discovery/no-filter",
    "A filter on the lists of schemas and resource types is refused with 403, so that no client assumes it was applied.",
    async ({ client }) => {
      for (const path of ["/Schemas", "/ResourceTypes"]) {
        expectError(await client.get(`${path}?${filtered('name eq "User"')}`), 403);
        expect((await client.get(path)).status).toBe(200);
      }
    },
  ),
  must(
    "RFC 7644 §4",
    "discovery/config-filter",
    "A filter on the configuration is ignored, because it is one resource.",
    async ({ client }) => {
      const { status, body } = await client.get(`/ServiceProviderConfig?${filtered('id eq "x"')}&count=0`);
      expect([status, body.schemas]).toEqual([200, [CONFIG_URN]]);
    },
  ),
  must(
    "RFC 7643 §6",
    "discovery/resource-types",
    "A resource type has its name as id, an endpoint that exists, and schemas that can be read.",
    async ({ client }) => {
      const types = (await client.get("/ResourceTypes")).body.Resources;
      expect(types.map(({ name, endpoint }: Definition) => [name, endpoint])).toEqual(
        expect.arrayContaining([
          ["User", "/Users"],
          ["Group", "/Groups"],
        ]),
      );
      for (const type of types) {
        expect(type).toMatchObject({
          id: type.name,
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        });
        expectList(await client.get(type.endpoint), 0);
        const extensions = type.schemaExtensions ?? [];
        for (const { required } of extensions) expect(typeof required).toBe("boolean");
        for (const id of [type.schema, ...extensions.map(({ schema }: Definition) => schema)]) {
          expect((await client.get(`/Schemas/${id}`)).body.id).toBe(id);
        }
      }
    },
  ),
  must(
    "RFC 7644 §3.1",
    "discovery/no-messages",
    "URNs of messages are not listed among the schemas of resources.",
    async ({ client }) => {
      const ids = (await client.get("/Schemas")).body.Resources.map(({ id }: Definition) => id);
      expect(ids).toContain(USER_URN);
      expect(ids.filter((id: string) => id.includes(":api:messages:"))).toEqual([]);
      expectError(await client.get(`/Schemas/${LIST_URN}`), 404);
    },
  ),
  must(
    "RFC 7643 §7",
    "discovery/characteristics",
    "Every attribute of every schema states all of its characteristics with defined values.",
    async ({ client }) => {
      const schemas = (await client.get("/Schemas")).body.Resources;
      const all = attributesIn(schemas.flatMap(({ attributes }: Definition) => attributes));
      expect(all.length).toBeGreaterThan(80);
      for (const each of all) {
        expect(each.name).toMatch(/^[$A-Za-z][-\w]*$/);
        expect(each.description).toMatch(/\S/);
        for (const flag of ["multiValued", "required", "caseExact"])
          expect([each.name, typeof each[flag]]).toEqual([each.name, "boolean"]);
        expect(each.type).toMatch(/^(string|boolean|decimal|integer|dateTime|binary|reference|complex)$/);
        expect(each.mutability).toMatch(/^(readOnly|readWrite|immutable|writeOnly)$/);
        expect(each.returned).toMatch(/^(always|never|default|request)$/);
        expect(each.uniqueness).toMatch(/^(none|server|global)$/);
        if (each.type === "reference") expect(each.referenceTypes.length).toBeGreaterThan(0);
        if (each.mutability === "writeOnly") expect(each.returned).toBe("never");
      }
    },
  ),
  must(
    "RFC 7643 §2.3.8",
    "discovery/complex",
    "Only complex attributes list sub-attributes, and no sub-attribute is complex.",
    async ({ client }) => {
      const schemas = (await client.get("/Schemas")).body.Resources;
      const attributes: readonly Definition[] = schemas.flatMap((schema: Definition) => schema.attributes);
      expect(attributes.length).toBeGreaterThan(25);
      for (const { name, type, subAttributes } of attributes) {
        expect([name, (subAttributes ?? []).length > 0]).toEqual([name, type === "complex"]);
        const inner = (subAttributes ?? []).filter(
          (sub: Definition) => sub.type === "complex" || sub.subAttributes,
        );
        expect([name, inner]).toEqual([name, []]);
      }
    },
  ),
  must(
    "RFC 7643 §4.1",
    "discovery/user-schema",
    "The schema of users contains all attributes of the RFC, with their characteristics.",
    async ({ client }) => {
      const { attributes } = (await client.get(`/Schemas/${USER_URN}`)).body;
      const user = byName(attributes);
      expect(Object.keys(user)).toEqual(
        expect.arrayContaining(
          (
            "userName name displayName nickName profileUrl title userType preferredLanguage locale timezone active " +
            "password emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates"
          ).split(" "),
        ),
      );
      expect(user["userName"]).toMatchObject({ required: true, uniqueness: "server", caseExact: false });
      expect(user["password"]).toMatchObject({ mutability: "writeOnly", returned: "never" });
      expect(user["groups"]).toMatchObject({ mutability: "readOnly", multiValued: true });
      expect(user["active"]).toMatchObject({ type: "boolean" });
      expect(byName(user["x509Certificates"].subAttributes)["value"]).toMatchObject({
        type: "binary",
        caseExact: true,
      });
      expect(byName(user["emails"].subAttributes)).toMatchObject({
        value: {},
        display: {},
        type: { canonicalValues: ["work", "home", "other"] },
        primary: { type: "boolean" },
      });
      expect(Object.keys(byName(user["name"].subAttributes))).toEqual([
        "formatted",
        "familyName",
        "givenName",
        "middleName",
        "honorificPrefix",
        "honorificSuffix",
      ]);
    },
  ),
  should(
    "RFC 7643 §7",
    "discovery/accepted",
    "The schemas that a client reads contain exactly the attributes that are accepted from it.",
    async ({ as }) => {
      for (const profile of ["rfc", "generic", "entra", "okta", "strict"]) {
        const client = await as(profile);
        const list = (await client.get("/Schemas")).body.Resources;
        const single = (await client.get(`/Schemas/${USER_URN}`)).body;
        expect(list.find(({ id }: Definition) => id === USER_URN)).toEqual(single);
        const isTold = "password" in byName(single.attributes);
        const body = { schemas: [USER_URN], userName: `${profile}@contoso.example`, password: "t1meMa$heen" };
        expect([profile, (await client.send("POST", "/Users", body)).status]).toEqual([
          profile,
          isTold ? 201 : 400,
        ]);
      }
    },
  ),
  must(
    "RFC 7643 §4.2",
    "discovery/group-schema",
    "The schema of groups requires displayName and declares the parts of a member immutable.",
    async ({ client }) => {
      const group = byName((await client.get(`/Schemas/${GROUP_URN}`)).body.attributes);
      expect(group["displayName"]).toMatchObject({ required: true, multiValued: false });
      const member = byName(group["members"].subAttributes);
      for (const name of ["value", "$ref", "type"])
        expect(member[name]).toMatchObject({ mutability: "immutable" });
      expect(member["$ref"].referenceTypes).toEqual(["User", "Group"]);
    },
  ),
  must(
    "RFC 7643 §4.3",
    "discovery/enterprise-schema",
    "The enterprise extension has the attributes of the RFC, and the type User includes it.",
    async ({ client }) => {
      const enterprise = byName((await client.get(`/Schemas/${ENTERPRISE_URN}`)).body.attributes);
      expect(Object.keys(enterprise)).toEqual([
        "employeeNumber",
        "costCenter",
        "organization",
        "division",
        "department",
        "manager",
      ]);
      expect(byName(enterprise["manager"].subAttributes)).toMatchObject({
        value: {},
        $ref: { type: "reference" },
        displayName: { mutability: "readOnly" },
      });
      const { schemaExtensions } = (await client.get("/ResourceTypes/User")).body;
      expect(schemaExtensions).toContainEqual({ schema: ENTERPRISE_URN, required: false });
    },
  ),
  must(
    "RFC 7643 §3.1",
    "discovery/locations",
    "Discovery resources state their type and location, and can be read there.",
    async ({ client }) => {
      const config = (await client.get("/ServiceProviderConfig")).body;
      expect(config.meta.location).toBe(`${client.baseUrl}/ServiceProviderConfig`);
      for (const [path, resourceType] of [
        ["/Schemas", "Schema"],
        ["/ResourceTypes", "ResourceType"],
      ] as const) {
        const { Resources } = (await client.get(path)).body;
        expect(Resources.length).toBeGreaterThan(1);
        for (const { id, meta } of Resources)
          expect(meta).toEqual({ resourceType, location: `${client.baseUrl}${path}/${id}` });
      }
    },
  ),
  must(
    "RFC 7643 §5",
    "discovery/max-results",
    "A page never contains more than the published number of results.",
    async ({ limited }) => {
      const client = await limited();
      const { maxResults } = (await client.get("/ServiceProviderConfig")).body.filter;
      expect(maxResults).toBe(LOW.pageSizeMax);
      for (let n = 0; n <= maxResults; n += 1)
        await client.make("/Groups", { schemas: [GROUP_URN], displayName: `G${n}` });
      const { body } = await client.get(`/Groups?count=${maxResults + 1}`);
      expect([body.totalResults, body.itemsPerPage, body.Resources.length]).toEqual([
        maxResults + 1,
        maxResults,
        maxResults,
      ]);
      const { itemsPerPage } = (await client.get("/Groups")).body;
      expect(itemsPerPage).toBe(LOW.pageSizeDefault);
    },
  ),
];
