import { describe, expect, test } from "vitest";
import type { PersonRow } from "../../ports/source.ts";
import { readPeople } from "./people.ts";

async function people(
  text: string | readonly Uint8Array[],
  mapped: Readonly<Record<string, string>> = {},
  dropped: readonly string[] = [],
) {
  async function* bytes() {
    if (typeof text === "string") yield Buffer.from(text);
    else yield* text;
  }
  const rows: PersonRow[] = [];
  const events = [];
  for await (const event of readPeople(bytes(), "people.csv", new Map(Object.entries(mapped)), dropped)) {
    events.push(event);
    if (event.kind === "rows") rows.push(...event.rows);
  }
  const problem = events.flatMap((event) => (event.kind === "problem" ? [event.problem] : []))[0];
  const ignored = events.flatMap((event) => (event.kind === "ignored" ? event.columns : []));
  return { rows, problem, ignored };
}

/** Headers of Okta's users API and of its Password Health report, and of Google Workspace's download of users. */
const OKTA_API =
  "id,status,created,activated,statusChanged,lastLogin,lastUpdated,passwordChanged,profile.login,profile.email,profile.firstName,profile.lastName,profile.manager,profile.managerId,profile.department,profile.title,profile.mobilePhone,profile.primaryPhone,profile.zipCode,profile.employeeNumber,profile.secondEmail";
const OKTA_REPORT = "User,Login,Status,Activation date,Authentication Source,Last Login,Last Password Change";
const GOOGLE =
  "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Last Sign In [READ ONLY],Recovery Email,Home Secondary Email,Work Secondary Email,Recovery Phone [MUST BE IN THE E.164 FORMAT],Work Phone,Home Phone,Mobile Phone,Work Address,Home Address,Employee ID,Employee Type,Employee Title,Manager Email,Department,Cost Center,2sv Enrolled [READ ONLY],2sv Enforced [READ ONLY],Building ID,Floor Name,Floor Section,Email Usage [READ ONLY],Drive Usage [READ ONLY],Photos Usage [READ ONLY],Storage limit [READ ONLY],Storage Used [READ ONLY],Change Password at Next Sign-In,New Status [UPLOAD ONLY],Advanced Protection Program enrollment,Gemini Limit Status [READ ONLY]";

/** A row under this header: the given values, and elsewhere the name of the column. */
function rowUnder(header: string, given: Readonly<Record<string, string>>): string {
  return header
    .split(",")
    .map((name) => given[name] ?? `its ${name}`)
    .join(",");
}

test("reads Okta's users as they come; a manager in free text is left out", async () => {
  const row = rowUnder(OKTA_API, { id: "00u1", status: "SUSPENDED", "profile.login": "ana@x" });
  const { rows, problem, ignored } = await people(`${OKTA_API}\n${row}\n`);
  expect(problem).toBeUndefined();
  expect(rows[0]).toMatchObject({ key: "00u1", userName: "ana@x", manager: undefined });
  expect(rows[0]?.values).toMatchObject({
    accountEnabled: "false",
    displayName: "its profile.firstName its profile.lastName",
    mail: "its profile.email",
    employeeId: "its profile.employeeNumber",
    jobTitle: "its profile.title",
    telephoneNumber: "its profile.primaryPhone",
  });
  expect(ignored).toEqual([
    ...["created", "activated", "statusChanged", "lastLogin", "lastUpdated", "passwordChanged"],
    ...["profile.manager", "profile.managerId", "profile.secondEmail"],
  ]);
});

test("reads Okta's report of users as it comes", async () => {
  const row = rowUnder(OKTA_REPORT, { User: "Ana Ng", Login: "ana@x", Status: "Pending user action" });
  const { rows, problem } = await people(`${OKTA_REPORT}\n${row}\n`);
  expect(problem).toBeUndefined();
  expect(rows[0]?.values).toMatchObject({ displayName: "Ana Ng", accountEnabled: "true" });
});

test("reads Google Workspace's users as they come, and never their passwords", async () => {
  const given = {
    "Email Address [Required]": "ana@x",
    "Password [Required]": "corr\u001bect horse #REF!",
    "Status [READ ONLY]": "Suspended",
    "Manager Email": "bo@x",
  };
  const { rows, problem, ignored } = await people(`${GOOGLE}\n${rowUnder(GOOGLE, given)}\n`);
  expect(problem).toBeUndefined();
  expect(rows[0]).toMatchObject({ key: "ana@x", userName: "ana@x", manager: "bo@x" });
  expect(rows[0]?.values).toMatchObject({
    mail: "ana@x",
    displayName: "its First Name [Required] its Last Name [Required]",
    accountEnabled: "false",
    employeeId: "its Employee ID",
    userType: "its Employee Type",
    jobTitle: "its Employee Title",
    mobilePhone: "its Mobile Phone",
  });
  expect(JSON.stringify(rows)).not.toContain("horse");
  expect(ignored).toContain("Password [Required]");
  expect(ignored).toContain("Gemini Limit Status [READ ONLY]");
});

test("reads a report of Okta that names logins its own way", async () => {
  const header = "Okta Username,First Name,Last Name,Primary Email,Status";
  const { rows, problem } = await people(`${header}\nana@x,Ana,Ng,ana@mail.x,Active\n`);
  expect(problem).toBeUndefined();
  expect(rows[0]).toMatchObject({
    userName: "ana@x",
    values: { displayName: "Ana Ng", mail: "ana@mail.x", accountEnabled: "true" },
  });
});

test("an administrator's own column in Google's file is left out and named", async () => {
  const header = `${GOOGLE},Badge colour`;
  const row = rowUnder(header, { "Email Address [Required]": "ana@x", "Status [READ ONLY]": "Active" });
  const { rows, problem, ignored } = await people(`${header}\n${row}\n`);
  expect(problem).toBeUndefined();
  expect(rows).toHaveLength(1);
  expect(ignored).toContain("Badge colour");
});

test("an unknown column in Google's file is refused when one that is read is missing", async () => {
  const header = GOOGLE.replace("Employee ID", "Staff number");
  const { problem } = await people(`${header}\n`);
  expect(problem).toMatchObject({ code: "import.unknown-column", params: { columns: "Staff number" } });
});

test.each([
  ...[
    "ACTIVE",
    "PROVISIONED",
    "RECOVERY",
    "PASSWORD_EXPIRED",
    "LOCKED_OUT",
    "Locked out",
    "WAHR",
    "VRAI",
  ].map((word) => [word, "true"]),
  ...["SUSPENDED", "DEPROVISIONED", "STAGED", "Deactivated", "Archived", "FALSCH", "FAUX"].map((word) => [
    word,
    "false",
  ]),
])("the status %s is accountEnabled %s", async (word, enabled) => {
  const { rows, problem } = await people(`login,displayName,status\nana@x,Ana,${word}\n`);
  expect(problem).toBeUndefined();
  expect(rows[0]?.values.accountEnabled).toBe(enabled);
});

test("an unknown status refuses the row and gives no access", async () => {
  const { problem, rows } = await people("login,displayName,status\nana@x,Ana,ON_LEAVE\n");
  expect(problem).toMatchObject({
    code: "import.bad-value",
    line: 2,
    column: 3,
    params: { value: "ON_LEAVE" },
  });
  expect(rows).toEqual([]);
});

describe("columns that a person mapped", () => {
  test("go before the file's own names, which are then left out and named", async () => {
    const text = "userPrincipalName,E-Mail,displayName\nold@x,ana@x,Ana\n";
    const { rows, problem, ignored } = await people(text, { userPrincipalName: " e-mail", mail: "E-Mail" });
    expect(problem).toBeUndefined();
    expect(rows).toMatchObject([{ userName: "ana@x", values: { mail: "ana@x" } }]);
    expect(ignored).toEqual(["userPrincipalName"]);
  });

  test("add to the meaning that a column has", async () => {
    const row = rowUnder(GOOGLE, { "Status [READ ONLY]": "Active", "Employee ID": "77" });
    const { rows } = await people(`${GOOGLE}\n${row}`, { objectId: "Employee ID" });
    expect(rows[0]).toMatchObject({ key: "77", values: { employeeId: "77" } });
  });

  test("have to be in the file", async () => {
    const { problem } = await people("userPrincipalName,displayName\n", { mail: "Mail 2" });
    const params = { column: "Mail 2", columns: "userPrincipalName, displayName" };
    expect(problem).toMatchObject({ code: "import.missing-column", params });
  });

  test("of the file of groups have no effect", async () => {
    const { problem } = await people("userPrincipalName,displayName\n", { groupName: "Team" });
    expect(problem).toBeUndefined();
  });
});

test("columns of a customer's own are left out by name, in any case, and named as the file has them", async () => {
  const header = "userPrincipalName,displayName,Shoe  Size,Locker,jobTitle";
  const { rows, problem, ignored } = await people(`${header}\na@x,Ana,39,B4,Engineer\n`, {}, [
    ...["shoe size", "LOCKER", "jobTitle", "not there"],
  ]);
  expect(problem).toBeUndefined();
  expect(rows[0]?.values).toMatchObject({ displayName: "Ana", jobTitle: undefined });
  expect(ignored).toEqual(["Shoe  Size", "Locker", "jobTitle"]);
});

test("a column that is left out and mapped is read, and a required one cannot be left out", async () => {
  const header = "E-Mail,displayName";
  const read = await people(`${header}\na@x,Ana\n`, { userPrincipalName: "E-Mail" }, ["E-Mail"]);
  expect([read.rows[0]?.userName, read.ignored]).toEqual(["a@x", []]);
  const missing = await people(`userPrincipalName,displayName\na@x,Ana\n`, {}, ["userPrincipalName"]);
  expect(missing.problem).toMatchObject({
    code: "import.missing-column",
    params: { column: "userPrincipalName" },
  });
});

test("a column that is not left out is still refused", async () => {
  const { problem } = await people("userPrincipalName,displayName,Locker,Badge\na@x,A,1,2\n", {}, ["Locker"]);
  expect(problem).toMatchObject({ code: "import.unknown-column", params: { columns: "Badge" } });
});
