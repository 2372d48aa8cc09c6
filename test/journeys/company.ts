import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCompany } from "../../tools/example-company/generator.ts";

/** CSV files of a generated company, in a folder of their own. */
export interface CompanyFiles {
  readonly folder: string;
  readonly people: string;
  readonly groups: string;
}

/** Writes a small company; the same seed gives the same people. */
export async function makeCompany(people: number, groups: number, seed = 7): Promise<CompanyFiles> {
  const folder = mkdtempSync(join(tmpdir(), "muster-company-"));
  await writeCompany({ seed, people, groups }, folder);
  return { folder, people: join(folder, "people.csv"), groups: join(folder, "groups.csv") };
}

/** A copy of a CSV file with its lines changed. */
export function rewriteLines(file: string, change: (lines: string[]) => string[]): string {
  const lines = readFileSync(file, "utf8").split("\n");
  const copy = `${file}.${Math.abs(lines.length)}.csv`;
  writeFileSync(copy, change(lines).join("\n"));
  return copy;
}
