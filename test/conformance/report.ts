import type { Level, Verdict } from "./clause.ts";
import type { Area } from "./clauses.ts";
import type { Deviation } from "./deviations.ts";

const LEVELS: readonly Level[] = ["MUST", "SHOULD", "MAY"];
const VERDICTS: readonly Verdict[] = ["conformant", "deviates", "not offered"];

const INTRODUCTION = `# Conformance to SCIM 2.0

This page lists the requirements of RFC 7643, RFC 7644 and RFC 9865 for a service provider, clause by clause, with the
result for Muster. \`test/conformance\` writes this page: each line is a check that speaks HTTP with a running server,
in an organization of its own, and \`npm test\` fails when a verdict changes.

How to read it:

- **Clause** is the section with the requirement, with errata applied. Where an RFC permits several readings, the
  statement is the reading that Muster follows. Clauses of other documents carry their names: HTTP (RFC 9110), bearer
  tokens (RFC 6750), and the interoperability profile (IOP) that tokens of the profile \`strict\` follow.
- **Level** is the RFC's keyword for the requirement; MUST includes MUST NOT, REQUIRED and SHALL.
- **Verdict** is *conformant* when the check passed; *not offered* when the clause is about an optional feature that
  Muster declares as unsupported; *deviates* when the check failed. The last section gives the reason and the date.
- Requests are made with a token of the profile \`rfc\`, unless the statement names another (\`muster token create
  --profile\`).`;

/** The page docs/scim-conformance.md; ends with a line break. */
export function writeReport(
  areas: readonly Area[],
  verdicts: ReadonlyMap<string, Verdict>,
  deviations: readonly Deviation[],
): string {
  const parts = [INTRODUCTION, totals(areas, verdicts), ...areas.map((area) => tableOf(area, verdicts))];
  return `${[...parts, listOf(areas, deviations)].join("\n\n")}\n`;
}

function totals(areas: readonly Area[], verdicts: ReadonlyMap<string, Verdict>): string {
  const clauses = areas.flatMap((area) => area.clauses);
  const count = (level: Level | undefined, verdict: Verdict | undefined) =>
    clauses.filter(
      (clause) =>
        (level ?? clause.level) === clause.level &&
        (verdict === undefined || verdicts.get(clause.id) === verdict),
    ).length;
  const row = (name: string, level: Level | undefined) =>
    line([
      name,
      ...VERDICTS.map((verdict) => String(count(level, verdict))),
      String(count(level, undefined)),
    ]);
  return [
    "## Totals",
    "",
    line(["level", ...VERDICTS, "clauses"]),
    "|---|---|---|---|---|",
    ...LEVELS.map((level) => row(level, level)),
    row("all", undefined),
  ].join("\n");
}

function tableOf({ title, clauses }: Area, verdicts: ReadonlyMap<string, Verdict>): string {
  const rows = clauses.map(({ id, section, level, title: statement }) =>
    line([section, level, statement, verdicts.get(id) ?? "not run"]),
  );
  return [`## ${title}`, "", "| clause | level | statement | verdict |", "|---|---|---|---|", ...rows].join(
    "\n",
  );
}

function listOf(areas: readonly Area[], deviations: readonly Deviation[]): string {
  const clauses = areas.flatMap((area) => area.clauses);
  const lines = deviations.map(({ id, why, since }) => {
    const clause = clauses.find((each) => each.id === id);
    return `- **${clause?.section ?? ""}**, since ${since}: ${clause?.title ?? id} ${why}`;
  });
  return ["## Deviations", "", ...(lines.length > 0 ? lines : ["None are known."])].join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
