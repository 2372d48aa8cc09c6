import { toResource } from "../src/connectors/scim/convert.ts";
import { routes } from "../src/contract/routes.ts";
import type { AppId } from "../src/core/ids.ts";
import { unflatten } from "../src/core/mapping/flat.ts";
import { openStore } from "../src/store/open.ts";
import { connectEveryone, sync } from "./application.ts";
import { settleCompany } from "./company.ts";
import { newAccountsOf } from "./linked-state.ts";
import { CONNECTIONS, postAll } from "./load.ts";
import { figure, note, type Report, runBenchmark, secondsSince, show } from "./report.ts";
import { Server } from "./server.ts";

const GROUPS = 500;

/** Provisions a directory into an empty organization of another server, and posts the same people without any of us. */
async function initialCycle(isQuick: boolean): Promise<Report> {
  const people = isQuick ? 500 : 10_000;
  const source = await Server.create();
  const target = await Server.create();
  try {
    await settleCompany(source, people, GROUPS);
    await source.stop();
    const accounts = await newAccountsOf(source.directory, source.org);
    const bodies = accounts.map((flat) => JSON.stringify(toResource("user", unflatten(flat))));
    await source.start();

    note(`posting ${bodies.length} people over ${CONNECTIONS} connections`);
    await load(target, "warm-up", bodies.slice(0, 500));
    const before = await load(target, "load before", bodies);
    note(`${show(bodies.length / before, "POST/s")}; now the cycle`);
    const single = await provision(source, target, false);
    const measured = await provision(source, target, true);
    const after = await load(target, "load after", bodies);
    const [steps = 0, singleSteps = 0] = await countSteps(source, [measured.app, single.app]);

    const postsPerSecond = (2 * bodies.length) / (before + after);
    const accountsPerSecond = bodies.length / measured.seconds;
    return {
      title: `Initial cycle of ${people} people into another Muster`,
      how:
        `Two server processes: \`sync\` in the first provisions ${bodies.length} active people (the others are skipped) and ` +
        `${GROUPS} groups with their members and managers into an empty organization of the second, over its SCIM endpoint. ` +
        `The load generator posts the same ${bodies.length} bodies to \`/Users\` of two other empty organizations of the same ` +
        `server, with ${CONNECTIONS} connections, once before and once after the cycles; its rate is that of both together. A ` +
        "cycle with single requests (`bulkRequests` off) comes first, into an organization of its own.",
      figures: [
        figure(
          "time",
          show(measured.seconds, "s"),
          "from the request to the closed cycle, planning included",
        ),
        figure("steps", String(steps), "calls that changed the target, each journalled before it was sent"),
        figure(
          "time, single requests",
          show(single.seconds, "s"),
          "the same with the setting bulkRequests off",
        ),
        figure(
          "CPU per step, single requests",
          show(single.cpuMs / singleSteps, "ms"),
          `of the source, ${singleSteps} steps; of the target ${show(single.targetCpuMs / singleSteps, "ms")}`,
        ),
        figure("steps per second", show(steps / measured.seconds, "/s"), "by that time"),
        figure(
          "CPU per step",
          show(measured.cpuMs / steps, "ms"),
          "processor time of the source's server process, all threads",
        ),
        figure(
          "CPU per step, target",
          show(measured.targetCpuMs / steps, "ms"),
          "the same of the target's server process",
        ),
        figure("accounts per second", show(accountsPerSecond, "/s"), "people by that time"),
        figure(
          "bare load generator",
          show(postsPerSecond, "POST/s"),
          `before ${show(bodies.length / before, "/s")}, after ${show(bodies.length / after, "/s")}`,
        ),
        figure(
          "ratio",
          show(accountsPerSecond / postsPerSecond, ""),
          "accounts per second, of what the bare generator reaches",
        ),
        figure(
          "ratio of steps",
          show(steps / measured.seconds / postsPerSecond, ""),
          "steps per second, of the same",
        ),
        figure("peak memory", show(measured.peakMb, "MB"), "most resident memory of the source's server"),
        figure(
          "peak memory, target",
          show(measured.targetPeakMb, "MB"),
          "of the target's server, loads included",
        ),
      ],
    };
  } finally {
    await source.remove();
    await target.remove();
  }
}

/** A new organization of the target, and a token for its SCIM endpoint. */
async function openOrganization(
  target: Server,
  name: string,
): Promise<{ readonly url: string; readonly token: string }> {
  const { orgId } = await target.client.call(routes.createOrganization, { body: { name } });
  const made = await target.client.call(routes.createToken, { params: { org: orgId }, body: {} });
  return { url: made.scimUrl, token: made.token };
}

async function load(target: Server, name: string, bodies: readonly string[]): Promise<number> {
  const { url, token } = await openOrganization(target, name);
  return postAll(url, token, bodies);
}

async function provision(source: Server, target: Server, hasBulk: boolean) {
  const name = hasBulk ? "provisioned" : "provisioned one by one";
  const { url, token } = await openOrganization(target, name);
  const app = await connectEveryone(source, url, token);
  // The other way of sending gets an application of the same name.
  await source.client.call(routes.updateApplication, { params: { org: source.org, app }, body: { name } });
  await source.client.call(routes.updateSettings, {
    params: { org: source.org, app },
    body: { settings: { bulkRequests: hasBulk } },
  });
  const [before, targetBefore] = [await source.usage(), await target.usage()];
  const start = performance.now();
  const { counts } = await sync(source, app, 100);
  const seconds = secondsSince(start);
  const [after, targetAfter] = [await source.usage(), await target.usage()];
  if (counts.failed + counts.pending + counts.held > 0) throw new Error(JSON.stringify(counts));
  return {
    app,
    seconds,
    cpuMs: after.cpuMs - before.cpuMs,
    targetCpuMs: targetAfter.cpuMs - targetBefore.cpuMs,
    peakMb: after.peakMb,
    targetPeakMb: targetAfter.peakMb,
  };
}

/** The steps in the journal. Stops the source. */
async function countSteps(source: Server, apps: readonly AppId[]): Promise<readonly number[]> {
  await source.stop();
  const store = await openStore({ directory: source.directory });
  try {
    return await Promise.all(apps.map((app) => store.count("journal", { org: source.org, app })));
  } finally {
    await store.close();
  }
}

await runBenchmark(initialCycle);
