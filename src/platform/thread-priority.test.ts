import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Gives way in the main thread of a process of its own, and prints the niceness of each thread by its id (proc(5)). */
const SCRIPT = `
import { readdirSync, readFileSync } from "node:fs";
import { giveWay } from ${JSON.stringify(new URL("./thread-priority.ts", import.meta.url).href)};
giveWay();
const niceness = (id) => Number(readFileSync("/proc/self/task/" + id + "/stat", "utf8").split(") ")[1].split(" ")[16]);
const others = readdirSync("/proc/self/task").filter((id) => Number(id) !== process.pid);
console.log(JSON.stringify({ caller: niceness(process.pid), others: others.map(niceness) }));
`;

test.runIf(process.platform === "linux")(
  "a thread that gives way has the lowest priority, and the other threads of its process keep theirs",
  async () => {
    const parameters = ["--import", "tsx", "--input-type=module", "--eval", SCRIPT];
    const { stdout } = await promisify(execFile)(process.execPath, parameters);
    const { caller, others } = JSON.parse(stdout) as { caller: number; others: number[] };
    expect(caller).toBe(19);
    expect(others.length).toBeGreaterThan(0);
    expect(new Set(others)).toEqual(new Set([0]));
  },
);
