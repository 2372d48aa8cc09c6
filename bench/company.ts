import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCompany } from "../tools/example-company/generator.ts";
import { note } from "./report.ts";
import type { Server } from "./server.ts";

/** The CSV files of a generated company. */
export interface Company {
  readonly people: string;
  readonly groups: string;
  remove(): void;
}

export async function makeCompany(people: number, groups: number): Promise<Company> {
  note(`generating ${people} people and ${groups} groups`);
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-company-"));
  await writeCompany({ seed: 42, people, groups }, folder);
  return {
    people: join(folder, "people.csv"),
    groups: join(folder, "groups.csv"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Imports a company into the server's first organization, by the command that people use. */
export async function importCompany(
  server: Server,
  company: Company,
): Promise<Readonly<Record<string, unknown>>> {
  note("importing");
  const { people, groups } = company;
  return server.run("import", "--org", server.org, "--source", "hr", people, "--groups", groups);
}

/** Fills the server's first organization with a company of this size. */
export async function settleCompany(server: Server, people: number, groups: number): Promise<void> {
  const company = await makeCompany(people, groups);
  try {
    await importCompany(server, company);
  } finally {
    company.remove();
  }
}
