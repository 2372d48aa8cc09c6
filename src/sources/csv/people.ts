import { PERSON_COLUMNS, type PersonColumn } from "../../core/directory/person.ts";
import { dropInvisible, isOnOneLine, trimKey } from "../../core/invisible.ts";
import type { PersonRow, Rows } from "../../ports/source.ts";
import type { Columns } from "./header.ts";
import { findPeopleLayout, type PeopleColumn } from "./layouts.ts";
import { type Parsed, quoteValue, readTable, type TableRow } from "./table.ts";

type Column = PeopleColumn;

const KNOWN: readonly Column[] = [...PERSON_COLUMNS, "manager"];

/**
 * Words for an enabled account: of Entra ID; of spreadsheets in English, German and French; of Google Workspace; and of
 * Okta, as its API and its pages write them. A lock or an expired password does not end a person's access for good.
 */
const TRUE_WORDS = new Set([
  ...["true", "yes", "1", "wahr", "vrai", "active"],
  ...["provisioned", "pending user action", "recovery", "password reset", "password expired", "locked out"],
]);
const FALSE_WORDS = new Set([
  ...["false", "no", "0", "falsch", "faux", "inactive"],
  ...["suspended", "archived", "staged", "deprovisioned", "deactivated"],
]);
const ALLOWED_WORDS = "true, false, yes, no, 1, 0, Active, Suspended, Archived, Deprovisioned, Staged";

/**
 * Columns of keys and addresses. No script needs a joiner there, and an invisible character in one would go on into
 * accounts.
 */
const KEY_COLUMNS = ["userPrincipalName", "objectId", "mail", "employeeId"] as const satisfies PersonColumn[];

/**
 * Reads people from Entra ID's "Download users" export as it comes, with our `manager` as an additional column, and from
 * the exports of Okta and Google Workspace. `mapped` has names of the file by column, `dropped` those of columns to leave out. A file with a header and no rows is
 * sound here and yields nothing: whether it may empty a directory is the completeness gate's. A name that occurs
 * twice is not seen here; that takes all rows.
 */
export function readPeople(
  input: AsyncIterable<Uint8Array>,
  file: string,
  mapped: ReadonlyMap<string, string> = new Map(),
  dropped: readonly string[] = [],
): Rows<PersonRow> {
  const columns: Columns<Column> = { known: KNOWN, findMissing, layoutOf: findPeopleLayout, mapped, dropped };
  return readTable(input, file, columns, parsePerson);
}

/** A display name may be made of the two other names. */
function findMissing(given: ReadonlySet<Column>): Column | undefined {
  if (!given.has("userPrincipalName")) return "userPrincipalName";
  const isNamed = given.has("displayName") || (given.has("givenName") && given.has("surname"));
  return isNamed ? undefined : "displayName";
}

function parsePerson({ line, values, given }: TableRow<Column>): Parsed<PersonRow, Column> {
  const person = withCleanKeys(values);
  const manager = values.manager === undefined ? undefined : dropInvisible(values.manager);
  const userName = person.userPrincipalName;
  if (userName === undefined) {
    return { kind: "refused", code: "import.missing-value", column: "userPrincipalName", params: {} };
  }
  if (!isOnOneLine(userName)) {
    const params = { value: quoteValue(userName) };
    return { kind: "refused", code: "import.bad-text", column: "userPrincipalName", params };
  }
  const accountEnabled = enabledWord(person.accountEnabled);
  if (accountEnabled === "neither") {
    const params = { value: quoteValue(person.accountEnabled ?? ""), allowed: ALLOWED_WORDS };
    return { kind: "refused", code: "import.bad-value", column: "accountEnabled", params };
  }
  const key = person.objectId ?? userName;
  person.accountEnabled = accountEnabled;
  if (!given.has("displayName")) person.displayName = joinNames(person);
  return { kind: "row", row: { line, key, userName, values: person, manager } };
}

function enabledWord(value: string | undefined): "true" | "false" | "neither" | undefined {
  if (value === undefined || value === "true" || value === "false") return value;
  const word = dropInvisible(value)
    .toLowerCase()
    .replaceAll(/[\s_]+/g, " ");
  if (TRUE_WORDS.has(word)) return "true";
  return FALSE_WORDS.has(word) ? "false" : "neither";
}

type Person = { [column in PersonColumn]: string | undefined };

/** The values of a person without the manager, and with keys that are trimmed. Not by spreads: V8 copies properties slowly. */
function withCleanKeys(values: TableRow<Column>["values"]): Person {
  const person = {} as Person;
  for (const column of PERSON_COLUMNS) person[column] = values[column];
  for (const column of KEY_COLUMNS) {
    const value = person[column];
    if (value !== undefined) person[column] = dropInvisible(trimKey(value));
  }
  return person;
}

function joinNames({ givenName, surname }: Person): string | undefined {
  const names = [givenName, surname].filter((name) => name !== undefined);
  return names.length === 0 ? undefined : names.join(" ");
}
