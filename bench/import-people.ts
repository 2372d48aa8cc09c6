import { appendFileSync, createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { type Company, importCompany, makeCompany } from "./company.ts";
import { Pinger } from "./pinger.ts";
import { figure, note, quantile, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";

const GROUPS = 200;

/** Imports a snapshot into an empty organization, then the same snapshot again, then the same people in another file. */
async function importPeople(isQuick: boolean): Promise<Report> {
  const people = isQuick ? 5_000 : 100_000;
  const company = await makeCompany(people, GROUPS);
  const server = await Server.create();
  try {
    const first = await measure(server, () => importCompany(server, company));
    const { peakMb } = await server.usage();
    if (first.result["created"] !== people + GROUPS) throw new Error(JSON.stringify(first.result));
    const again = await measure(server, () => importCompany(server, company));
    if (again.result["unchanged"] !== people + GROUPS) throw new Error(JSON.stringify(again.result));
    const parsing = await parseAlone(company);
    // A blank line at the end is another file with the same people, so that it is compared in full.
    appendFileSync(company.people, "\n");
    const compared = await measure(server, () => importCompany(server, company));
    if (compared.result["unchanged"] !== people + GROUPS) throw new Error(JSON.stringify(compared.result));
    return {
      title: `Import of ${people} people and ${GROUPS} groups`,
      how:
        "`muster import` in a process of its own sends both CSV files to a server process on an empty organization; " +
        `the files have ${String(first.result["membersAdded"])} memberships. Another process asks \`GET /healthz\` ` +
        "over one kept connection, 5 ms after each answer, from begin to end.",
      figures: [
        figure(
          "time",
          show(first.seconds, "s"),
          "from the start of the command to its end, merged and acknowledged",
        ),
        figure("rate", show(people / first.seconds, "people/s"), "people by that time"),
        figure("CPU", show(first.cpuMs / 1_000, "s"), "processor time of the server, all threads"),
        figure("peak memory", show(peakMb, "MB"), "most resident memory of the server until then"),
        figure(
          "longest stall",
          show(Math.max(...first.pings), "ms"),
          `slowest of ${first.pings.length} pings`,
        ),
        figure("99 % of pings", show(quantile(first.pings, 0.99), "ms"), "were answered faster than this"),
        figure(
          "same snapshot again",
          show(again.seconds, "s"),
          "the files are those of the last import: they are not sent, and nothing is written",
        ),
        figure("CPU, again", show(again.cpuMs / 1_000, "s"), "processor time of the server meanwhile"),
        figure(
          "parsing alone",
          show(parsing.seconds, "s"),
          "csv-parse reads both files in this process, and nothing else",
        ),
        figure(
          "ratio",
          show(again.seconds / parsing.seconds, ""),
          "the same snapshot again, of parsing alone",
        ),
        figure(
          "compared in full",
          show(compared.seconds, "s"),
          "the same people in a file with another blank line: sent, staged and compared",
        ),
        figure(
          "CPU, compared",
          show(compared.cpuMs / 1_000, "s"),
          `processor time of the server meanwhile; parsing alone takes ${show(parsing.cpuMs / 1_000, "s")}`,
        ),
        figure(
          "longest stall, again",
          show(Math.max(...again.pings), "ms"),
          `slowest of ${again.pings.length} pings`,
        ),
      ],
    };
  } finally {
    await server.remove();
    company.remove();
  }
}

async function parseAlone({ people, groups }: Company) {
  const before = process.cpuUsage();
  const start = performance.now();
  let rows = 0;
  for (const file of [people, groups]) {
    for await (const _ of createReadStream(file).pipe(parse())) rows += 1;
  }
  const seconds = secondsSince(start);
  const { user, system } = process.cpuUsage(before);
  note(`${rows} rows parsed in ${show(seconds, "s")}`);
  return { seconds, cpuMs: (user + system) / 1_000 };
}

async function measure<Result>(server: Server, work: () => Promise<Result>) {
  const before = await server.usage();
  const pinger = new Pinger(server.url);
  const start = performance.now();
  const result = await work();
  const seconds = secondsSince(start);
  const pings = await pinger.stop();
  const after = await server.usage();
  note(`done in ${show(seconds, "s")}`);
  return { result, seconds, pings, cpuMs: after.cpuMs - before.cpuMs };
}

await runBenchmark(importPeople);
