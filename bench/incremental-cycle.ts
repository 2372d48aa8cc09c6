import type { ObjectId } from "../src/core/ids.ts";
import { connectEveryone } from "./application.ts";
import { settleCompany } from "./company.ts";
import { openDirectory } from "./directory-client.ts";
import { linkEverything } from "./linked-state.ts";
import { figure, median, note, type Report, runBenchmark, show } from "./report.ts";
import { Server } from "./server.ts";
import { startStubTarget } from "./stub-target.ts";
import { POLL_MS, timeCycle } from "./timed-cycle.ts";

const GROUPS = 60;
const CHANGES = 10;
const WARM_UP = 5;

/** Cycles with ten changes each, in directories of different size. */
interface Measured {
  readonly titlesMs: number;
  readonly membersMs: number;
  readonly nothingMs: number;
  readonly peakMb: number;
}

async function incrementalCycle(isQuick: boolean): Promise<Report> {
  const rounds = isQuick ? 7 : 25;
  const sizes = isQuick ? ([200, 2_000] as const) : ([1_000, 100_000] as const);
  const small = await measure(sizes[0], rounds);
  const large = await measure(sizes[1], rounds);
  const compare = (name: string, part: "titlesMs" | "membersMs" | "nothingMs", meaning: string) => [
    figure(`${name}, ${sizes[0]} people`, show(small[part], "ms"), meaning),
    figure(`${name}, ${sizes[1]} people`, show(large[part], "ms"), "the same"),
    figure(`${name}, ratio`, show(large[part] / small[part], "×"), "aim: at most 2"),
  ];
  return {
    title: `Incremental cycle with ${CHANGES} changes`,
    how:
      `Two directories (${GROUPS} groups each), provisioned beforehand as for the plan above, and a target that answers ` +
      `204 and keeps nothing. Each round makes ${CHANGES} changes over our SCIM endpoint and then runs \`sync\`; measured ` +
      `is from the request to the closed cycle, polled every ${POLL_MS} ms. Medians of ${rounds} rounds, after ${WARM_UP} to warm up.`,
    figures: [
      ...compare(
        "titles",
        "titlesMs",
        `${CHANGES} people got another title: ${CHANGES} PATCH requests to the target`,
      ),
      ...compare(
        "members",
        "membersMs",
        `${CHANGES} people joined or left the largest group: one PATCH request`,
      ),
      ...compare("nothing", "nothingMs", "a cycle without any change: what a cycle costs by itself"),
      figure(
        `peak memory, ${sizes[0]} people`,
        show(small.peakMb, "MB"),
        "most resident memory of the server",
      ),
      figure(`peak memory, ${sizes[1]} people`, show(large.peakMb, "MB"), "the same"),
    ],
  };
}

async function measure(people: number, rounds: number): Promise<Measured> {
  const server = await Server.create();
  const target = await startStubTarget();
  try {
    await settleCompany(server, people, GROUPS);
    const app = await connectEveryone(server, target.url, "secret");
    await server.stop();
    const linked = await linkEverything(server.directory, server.org, app);
    await server.start();
    const directory = await openDirectory(server);
    const cycle = async (expected: number) => (await timeCycle(server, target, app, expected)).ms;
    note(`cycles over ${people} people`);
    const titles: number[] = [];
    const members: number[] = [];
    const nothing: number[] = [];
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      const chosen = Array.from(
        { length: CHANGES },
        (_, at) => linked.people[(round * 7 + at * 13) % linked.people.length],
      );
      for (const id of chosen) {
        await directory.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: `Title ${round}` }]);
      }
      titles.push(await cycle(new Set(chosen).size));
      await directory.patch(`/Groups/${linked.group}`, memberChange(round, linked.outsiders));
      members.push(await cycle(1));
      nothing.push(await cycle(0));
    }
    const { peakMb } = await server.usage();
    return {
      titlesMs: median(titles.slice(WARM_UP)),
      membersMs: median(members.slice(WARM_UP)),
      nothingMs: median(nothing.slice(WARM_UP)),
      peakMb,
    };
  } finally {
    await target.stop();
    await server.remove();
  }
}

/** The outsiders join in even rounds and leave in odd ones. */
function memberChange(round: number, outsiders: readonly ObjectId[]): readonly object[] {
  return round % 2 === 0
    ? [{ op: "add", path: "members", value: outsiders.map((value) => ({ value })) }]
    : outsiders.map((id) => ({ op: "remove", path: `members[value eq "${id}"]` }));
}

await runBenchmark(incrementalCycle);
