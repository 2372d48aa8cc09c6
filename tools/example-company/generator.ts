import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PERSON_COLUMNS } from "../../src/core/directory/person.ts";
import { GROUPS_MIN, groupRows } from "./groups.ts";
import { type CompanySize, type ExampleColumn, personAt } from "./people.ts";

export interface Company extends CompanySize {
  readonly groups: number;
}

/** The company under examples/contoso. Another seed or size is another company. */
export const CONTOSO: Company = { seed: 2026, people: 1000, groups: 60 };

const PEOPLE_HEADER: readonly ExampleColumn[] = [
  ...PERSON_COLUMNS.filter((column) => column !== "companyName" && column !== "employeeId"),
  "manager",
];
const LINES_PER_CHUNK = 500;

/** people.csv, line by line: the columns of Entra ID's "Download users" export, then `manager`. */
export function* peopleLines(company: Company): Generator<string> {
  yield csvLine(PEOPLE_HEADER);
  for (let index = 0; index < company.people; index++) {
    const { columns } = personAt(company, index);
    yield csvLine(PEOPLE_HEADER.map((column) => columns[column]));
  }
}

/** groups.csv, line by line. A company has at least `GROUPS_MIN` groups; a smaller number counts as that. */
export function* groupLines(company: Company): Generator<string> {
  yield csvLine(["groupName", "memberType", "member"]);
  for (const row of groupRows(company, Math.max(company.groups, GROUPS_MIN))) yield csvLine(row);
}

/** Writes people.csv and groups.csv into the folder, made if need be, in constant memory. */
export async function writeCompany(company: Company, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeLines(join(folder, "people.csv"), peopleLines(company));
  await writeLines(join(folder, "groups.csv"), groupLines(company));
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(inChunks(lines)), createWriteStream(path));
}

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < LINES_PER_CHUNK) continue;
    yield chunk.join("");
    chunk = [];
  }
  yield chunk.join("");
}

/** RFC 4180 §2, with LF. */
function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",")}\n`;
}
