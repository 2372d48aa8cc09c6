import { parseArgs } from "node:util";
import { CONTOSO, writeCompany } from "./example-company/generator.ts";

const USAGE =
  "usage: node --import tsx tools/generate-example.ts [--people N] [--groups M] [--seed S] [--out DIR]";

const { values } = parseArgs({
  options: {
    people: { type: "string", default: String(CONTOSO.people) },
    groups: { type: "string", default: String(CONTOSO.groups) },
    seed: { type: "string", default: String(CONTOSO.seed) },
    out: { type: "string", default: "examples/contoso" },
  },
});
const company = {
  people: Number(values.people),
  groups: Number(values.groups),
  seed: Number(values.seed),
};
const areCounts = Object.values(company).every((count) => Number.isSafeInteger(count) && count > 0);
if (areCounts) await writeCompany(company, values.out);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
