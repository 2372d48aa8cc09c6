import { ENTERPRISE_URN, group, type ScimClient, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, must, should } from "../clause.ts";
import { expectFound, expectInvalidFilters, expectList, makeUsers } from "../expectations.ts";

const emails = (...each: readonly (readonly [type: string, value: string])[]) =>
  each.map(([type, value]) => ({ type, value }));

/** Makes three users with little in common: Bob, eve, and zoe who carries an extension. */
export async function people(client: ScimClient): Promise<void> {
  const bob = {
    title: "Vice President",
    externalId: "Bob",
    active: false,
    emails: emails(["work", "z@x.example"], ["home", "a@b.example"]),
  };
  await client.make("/Users", user("Bob", bob));
  await client.make(
    "/Users",
    user("eve", {
      nickName: "Vee",
      emails: emails(["work", "a@b.example"]),
      name: { familyName: "O'Malley" },
    }),
  );
  await client.make("/Users", {
    ...user("zoe", { [ENTERPRISE_URN]: { department: "Tours", manager: { value: "x1" } } }),
    schemas: [USER_URN, ENTERPRISE_URN],
  });
}

/** Filters: RFC 7644 §3.4.2.2, with errata 4690, 7319 and 7322. */
export const FILTER_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.4.2.2",
    "filter/equal",
    "eq and ne compare whole values; an absent attribute is not equal to any value.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['userName eq "bob"', "Bob"],
        ['userName ne "bob"', "eve zoe"],
        ['title eq "Vice"', ""],
        ['title ne "Vice President"', "eve zoe"],
        ['title ne "x"', "Bob eve zoe"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/parts",
    "co, sw and ew find text that contains, begins with or ends with the value.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['title co "ce Pres"', "Bob"],
        ['title sw "vice"', "Bob"],
        ['title ew "IDENT"', "Bob"],
        ['title sw "President"', ""],
        ['title ew "Vice"', ""],
        ['name.familyName co "o\'m"', "eve"],
        ['emails.value sw "a@"', "Bob eve"],
        ['title co "%"', ""],
        ['title co "_"', ""],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/order",
    "gt, ge, lt and le compare text by its order.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['userName gt "eve"', "zoe"],
        ['userName ge "eve"', "eve zoe"],
        ['userName lt "EVE"', "Bob"],
        ['userName le "eve"', "Bob eve"],
        ['title gt "a"', "Bob"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/present",
    "pr finds resources that have a value which is not empty.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ["title pr", "Bob"],
        ["emails pr", "Bob eve"],
        ["name pr", "eve"],
        ["name.givenName pr", ""],
        ["not (emails pr)", "zoe"],
        ["emails.type pr", "Bob eve"],
        ["externalId pr", "Bob"],
        [`${ENTERPRISE_URN}:manager pr`, "zoe"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/boolean",
    "Booleans can be compared for equality and cannot be ordered.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ["active eq true", "eve zoe"],
        ["active ne true", "Bob"],
        ["active eq false", "Bob"],
      ]);
      await expectInvalidFilters(client, "/Users", [
        "active gt true",
        "active ge false",
        "active lt true",
        "active le true",
      ]);
    },
  ),
  must("RFC 7644 §3.4.2.2", "filter/binary", "Binary values cannot be ordered.", async ({ client }) => {
    await client.make("/Users", user("ada", { x509Certificates: [{ value: "AAEC" }] }));
    await expectFound(client, "/Users", [
      ['x509Certificates.value eq "AAEC"', "ada"],
      ['x509Certificates.value eq "aaec"', ""],
    ]);
    await expectInvalidFilters(
      client,
      "/Users",
      ["gt", "ge", "lt", "le"].map((op) => `x509Certificates.value ${op} "AAEC"`),
    );
  }),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/instants",
    "Dates are compared as moments, independent of their time zone.",
    async ({ client }) => {
      const { meta } = await client.make("/Users", user("ada"));
      const moment = Date.parse(meta.created);
      const elsewhere = `${new Date(moment + 5 * 3_600_000).toISOString().slice(0, -1)}+05:00`;
      const later = `${new Date(moment + 3_600_000 - 60_000).toISOString().slice(0, -1)}-01:00`;
      await expectFound(client, "/Users", [
        [`meta.created eq "${elsewhere}"`, "ada"],
        [`meta.created ge "${elsewhere}"`, "ada"],
        [`meta.created gt "${elsewhere}"`, ""],
        [`meta.created lt "${later}"`, "ada"],
        ['meta.created lt "2011-05-13T04:42:34Z"', ""],
        [`meta.lastModified le "${elsewhere}"`, "ada"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/case",
    "Attribute names and operators are accepted in any letter case; the schema decides it for values.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['USERNAME Eq "BOB"', "Bob"],
        ['Emails[TYPE EQ "WORK" AND value SW "Z"]', "Bob"],
        ["TITLE PR OR NICKNAME Pr", "Bob eve"],
        ["NOT (title PR)", "eve zoe"],
        ['externalId eq "Bob"', "Bob"],
        ['externalId eq "bob"', ""],
        ['title eq "VICE president"', "Bob"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/precedence",
    "not binds more tightly than and, and more tightly than or; parentheses come first.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['userName eq "eve" or userName eq "bob" and title eq "B"', "eve"],
        ['(userName eq "eve" or userName eq "bob") and title pr', "Bob"],
        ['not (title pr) and userName sw "z"', "zoe"],
        ['not (title pr and userName sw "z")', "Bob eve zoe"],
        ['userName sw "e" and nickName pr or userName sw "b" and title pr', "Bob eve"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/not",
    "not negates the whole expression in its parentheses.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['not (title eq "Vice President" or nickName eq "Vee")', "zoe"],
        ['not(userName eq "bob")', "eve zoe"],
        ['not (not (userName eq "bob"))', "Bob"],
        ['emails[not (type eq "work")]', "Bob"],
        ['not (emails[type eq "work"])', "zoe"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/multi-valued",
    "A multi-valued attribute matches if at least one of its elements matches.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['emails.type eq "home"', "Bob"],
        ['emails.value eq "a@b.example"', "Bob eve"],
        ['emails.type eq "work" and emails.value eq "a@b.example"', "Bob eve"],
        ['emails.type ne "work"', "Bob zoe"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/value-path",
    "All conditions in brackets apply to the same element.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['emails[type eq "work" and value eq "a@b.example"]', "eve"],
        ['emails[type eq "home" and value eq "a@b.example"]', "Bob"],
        ['emails[type eq "work" or type eq "home"]', "Bob eve"],
        ['emails[(type eq "work" or type eq "home") and value sw "z"]', "Bob"],
        ['emails[type eq "work"] and emails[value eq "a@b.example"]', "Bob eve"],
        ['emails[type eq "other"]', ""],
      ]);
    },
  ),
  should(
    "RFC 7644 §3.5.2",
    "filter/value-path-sub",
    "A sub-attribute may follow the brackets, as in paths of PATCH, and refers to the same element.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ['emails[type eq "work"].value eq "a@b.example"', "eve"],
        ['emails[type eq "home"].value sw "a"', "Bob"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/simple-multi-valued",
    "A complex attribute without a sub-attribute refers to its value.",
    async ({ client }) => {
      await people(client);
      const [, , zoe] = expectList(await client.get("/Users"), 3);
      await client.make("/Groups", group("Crew", [zoe.id]));
      await expectFound(client, "/Users", [
        ['emails eq "z@x.example"', "Bob"],
        ['emails co "b.example"', "Bob eve"],
        [`${ENTERPRISE_URN}:manager eq "x1"`, "zoe"],
      ]);
      await expectFound(client, "/Groups", [
        [`members eq "${zoe.id}"`, "Crew"],
        ['members eq "x"', ""],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.10",
    "filter/urns",
    "Attributes may be named with the URN of their schema, in any letter case.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        [`${USER_URN}:userName eq "eve"`, "eve"],
        [`${USER_URN}:name.familyName eq "O'Malley"`, "eve"],
        [`${ENTERPRISE_URN}:department eq "tours"`, "zoe"],
        [`${ENTERPRISE_URN.toUpperCase()}:DEPARTMENT sw "t"`, "zoe"],
        [`${ENTERPRISE_URN}:manager.value eq "x1"`, "zoe"],
        [`${USER_URN}:emails[type eq "home"]`, "Bob"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/common",
    "A filter can use the attributes that all resources have.",
    async ({ client }) => {
      const [ada = "", eve = ""] = await makeUsers(client, "ada", "eve");
      await expectFound(client, "/Users", [
        [`id eq "${eve}"`, "eve"],
        [`id eq "${ada}" or id eq "${eve}"`, "ada eve"],
        ['meta.resourceType eq "User"', "ada eve"],
        ['meta.resourceType eq "Group"', ""],
        [`schemas eq "${USER_URN}"`, "ada eve"],
        [`schemas eq "${ENTERPRISE_URN}"`, ""],
        [`meta.location ew "${ada}"`, "ada"],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/members",
    "Groups are found by their members, and users by their groups.",
    async ({ client }) => {
      const [ada = "", eve = ""] = await makeUsers(client, "ada", "eve");
      const crew = await client.make("/Groups", group("Crew", [ada, eve]));
      await client.make("/Groups", group("Board", [eve]));
      await expectFound(client, "/Groups", [
        [`members.value eq "${ada}"`, "Crew"],
        [`members[value eq "${eve}"]`, "Board Crew"],
        [`displayName eq "crew" and members[value eq "${ada}"]`, "Crew"],
        ["members pr", "Board Crew"],
      ]);
      await expectFound(client, "/Users", [
        [`groups.value eq "${crew.id}"`, "ada eve"],
        ['groups.display eq "Board"', "eve"],
        [`groups[value eq "${crew.id}"]`, "ada eve"],
      ]);
    },
  ),
];
