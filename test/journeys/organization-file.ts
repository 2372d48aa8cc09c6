import { expect } from "vitest";
import type { Installation } from "./muster.ts";

/** A configuration file of an organization with this number of applications. */
export function writeOrganization(name: string, count: number): string {
  const applications = Array.from(
    { length: count },
    (_, n) =>
      `  - name: Application ${n}\n    config: { url: https://target-${n}.example/scim }\n    settings: { parkAfter: ${(n % 5) + 2} }\n    scopes: { user: ['userName NOT EQUALS "nn"'] }\n    assignments: [{ everyone: true }]\n`,
  );
  const webhooks = "webhooks:\n  - { name: audit, url: https://audit.example/hook }\n";
  const head = `muster: 1\nkind: organization\nname: ${name}\nsoftDeleteDays: 12\n`;
  return `${head}${webhooks}applications:\n${applications.join("")}`;
}

type Changes = readonly { readonly kind: string; readonly name: string; readonly path: string }[];

/** The applications that the file would still create; no application is there in part. */
export async function countMissingApplications(muster: Installation, file: string): Promise<number> {
  const { changes } = await muster.json("config", "diff", file, "--org", muster.orgId);
  const own = (changes as Changes).filter(({ kind }) => kind === "application");
  const created = new Set(own.filter(({ path }) => path === "").map(({ name }) => name));
  expect(own.filter(({ name }) => !created.has(name))).toEqual([]);
  return created.size;
}
