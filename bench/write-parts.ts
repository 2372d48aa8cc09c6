import { figure, median, note, type Report, runBenchmark, show } from "./report.ts";
import { CONNECTIONS } from "./scim/drive.ts";
import { OPERATIONS, type Operation } from "./scim/operations.ts";
import { fillServer, startFilled, startYardstick } from "./scim/subjects.ts";
import { startInProcess } from "./scim/workers.ts";

/** Processor time of one request, in milliseconds, as each party took it in one round. */
interface Round {
  readonly server: number;
  readonly inProcess: number;
  readonly bare: number;
}

/** What HTTP adds to writes: the server beside the program without HTTP and HTTP without the program. */
async function writeParts(isQuick: boolean): Promise<Report> {
  const { users, rounds, requests } = isQuick
    ? { users: 1_000, rounds: 2, requests: 300 }
    : { users: 20_000, rounds: 7, requests: 4_000 };
  const alone = await fillServer(users);
  const served = await startFilled(await fillServer(users));
  const bare = await startYardstick(served);
  const inProcess = await startInProcess(alone);
  try {
    const measure = async ({ name, calls }: Operation): Promise<readonly Round[]> => {
      note(name);
      const next = [served, bare].map(({ base, users: some, all }) => calls(base, some, all));
      const [nextServed, nextBare] = next;
      if (nextServed === undefined || nextBare === undefined) throw new Error("a party is missing");
      const nextAlone = calls(alone.base, alone.users, alone.filled.users);
      const results: Round[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const some = Array.from({ length: requests }, nextAlone);
        results.push({
          server: (await served.driver.driveMany(nextServed, requests)).cpuMs,
          inProcess: (await inProcess.run(some)).cpuMs / requests,
          bare: (await bare.driver.driveMany(nextBare, requests)).cpuMs,
        });
      }
      return results.slice(1);
    };
    const figures = [];
    for (const operation of OPERATIONS.filter(({ name }) => name === "POST" || name === "PATCH")) {
      figures.push(...figuresOf(operation.name, await measure(operation)));
    }
    return {
      title: `Writes over SQLite with ${users} users, by their parts`,
      how:
        `A server of the compiled program over SQLite (WAL, \`synchronous=FULL\`) with ${users} users, ${CONNECTIONS} connections. *In process* are the same operations of the same ` +
        "program in a process without HTTP, on a store of its own that was filled alike, from the value of the body to the text of the answer, as many at once. *Bare* is fastify " +
        "that parses the same bodies and answers, from memory, the bytes and headers that the server answered. Processor time of all threads for one request; the three take turns: " +
        `medians of ${rounds} rounds of ${requests} requests each, after one to warm up. The ratio is the median of the rounds' ratios.`,
      figures,
    };
  } finally {
    await inProcess.stop();
    await bare.close();
    await served.close();
    await alone.server.remove();
  }
}

function figuresOf(name: string, rounds: readonly Round[]) {
  const part = (of: keyof Round) => show(1_000 * median(rounds.map((round) => round[of])), "µs");
  const ratio = median(rounds.map(({ server, inProcess, bare }) => server / (inProcess + bare)));
  return [
    figure(`${name}, server`, part("server"), "processor time for one request"),
    figure(`${name}, in process`, part("inProcess"), "the same operation without HTTP"),
    figure(`${name}, bare`, part("bare"), "HTTP without the operation"),
    figure(`${name}, ratio`, show(ratio, "×"), "the server, by the sum of the other two; aim: at most 1.5"),
  ];
}

await runBenchmark(writeParts);
