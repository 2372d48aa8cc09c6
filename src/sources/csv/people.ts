import { PERSON_COLUMNS, type PersonColumn } from "../../core/directory/person.ts";
import type { PersonRow, Rows } from "../../ports/source.ts";
import { type Parsed, quoteValue, readTable, type TableRow } from "./table.ts";

type Column = PersonColumn | "manager";

const COLUMNS = {
  known: [...PERSON_COLUMNS, "manager"] as readonly Column[],
  required: ["userPrincipalName", "displayName"] as readonly Column[],
  /** Names of the same columns in older and newer exports of Entra ID (2020 and 2026). */
  aliases: new Map<string, Column>([
    ["id", "objectId"],
    ["mobile", "mobilePhone"],
    ["physicaldeliveryofficename", "officeLocation"],
  ]),
  /** Columns of the same exports that describe the record in Entra ID and not the person. */
  ignored: new Set([
    "alternateemailaddress",
    "agegroup",
    "consentprovidedforminor",
    "legalagegroupclassification",
    "authenticationphonenumber",
    "authenticationalternativephonenumber",
    "authenticationemail",
    "creationtype",
    "directorysynced",
    "invitationstate",
    "identityissuer",
    "createddatetime",
  ]),
};
const TRUE_WORDS = new Set(["true", "yes", "1"]);
const FALSE_WORDS = new Set(["false", "no", "0"]);

/**
 * Reads people from Entra ID's "Download users" export as it comes, with our `manager` as an additional column. A file with a header
 * and no rows is sound here and yields nothing: whether it may empty a directory is the completeness gate's.
 * A name that occurs twice is not seen here; that takes all rows.
 */
export function readPeople(input: AsyncIterable<Uint8Array>, file: string): Rows<PersonRow> {
  return readTable(input, file, COLUMNS, parsePerson);
}

function parsePerson({ line, values }: TableRow<Column>): Parsed<PersonRow, Column> {
  const { manager, ...person } = values;
  const userName = person.userPrincipalName;
  if (userName === undefined) {
    return { kind: "refused", code: "import.missing-value", column: "userPrincipalName", params: {} };
  }
  // No one could type such a name, and two names that look the same would be two people.
  if (/\p{Cc}/u.test(userName)) {
    const params = { value: quoteValue(userName), allowed: "text on one line" };
    return { kind: "refused", code: "import.bad-value", column: "userPrincipalName", params };
  }
  const accountEnabled = enabledWord(person.accountEnabled);
  if (accountEnabled === "neither") {
    const params = { value: quoteValue(person.accountEnabled ?? ""), allowed: "true, false, yes, no, 1, 0" };
    return { kind: "refused", code: "import.bad-value", column: "accountEnabled", params };
  }
  const key = person.objectId ?? userName;
  return { kind: "row", row: { line, key, userName, values: { ...person, accountEnabled }, manager } };
}

function enabledWord(value: string | undefined): "true" | "false" | "neither" | undefined {
  if (value === undefined) return undefined;
  const word = value.toLowerCase();
  if (TRUE_WORDS.has(word)) return "true";
  return FALSE_WORDS.has(word) ? "false" : "neither";
}
