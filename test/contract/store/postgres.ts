import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

/** A throw-away PostgreSQL server, reachable from this machine alone. */
export interface TestPostgres {
  /** The database from which others are made and dropped. */
  readonly url: string;
  /** Makes an empty database and answers its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server as `pg_ctl stop -m immediate` does, which breaks every connection. */
  stopAtOnce(): Promise<void>;
  /** Starts it again on the same port; what was committed is there. */
  startAgain(): Promise<void>;
  /** Both, one after the other. */
  restartAtOnce(): Promise<void>;
  stop(): Promise<void>;
}

const DEBIAN = "/usr/lib/postgresql";
const START_TRIES = 200;

/**
 * Starts a server as an unprivileged user, or says why none can be started here. Unless `isDurable`, it does not wait
 * for the disk: nothing in it outlives the server.
 */
export async function startPostgres(
  isDurable = false,
): Promise<TestPostgres | { readonly unavailable: string }> {
  const bin = findPrograms();
  if (bin === undefined)
    return { unavailable: `no PostgreSQL programs under ${DEBIAN} (apt-get install postgresql)` };
  const folder = mkdtempSync(join(tmpdir(), "muster-pg-"));
  const user = unprivilegedUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "muster", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  await promisify(execFile)(join(bin, "initdb"), initdb, { ...user, cwd: folder });
  const port = await findFreePort();
  const fsync = `fsync=${isDurable ? "on" : "off"}`;
  const options = ["-D", data, "-h", "127.0.0.1", "-p", `${port}`, "-k", folder, "-c", fsync];
  const start = async () => {
    const started = spawn(join(bin, "postgres"), options, { ...user, cwd: folder, stdio: "ignore" });
    await waitUntilReady(urlOf(port, "postgres"), started);
    return started;
  };
  let server = await start();
  const stopAtExit = () => server.kill("SIGQUIT");
  process.once("exit", stopAtExit);
  const url = urlOf(port, "postgres");
  return {
    url,
    createDatabase: () => createDatabase(url),
    stopAtOnce: () => end(server, "SIGQUIT"),
    async startAgain() {
      server = await start();
    },
    async restartAtOnce() {
      await end(server, "SIGQUIT");
      server = await start();
    },
    async stop() {
      process.off("exit", stopAtExit);
      await end(server, "SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on the server of this URL and answers its own. */
export async function createDatabase(server: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await execute(server, `create database ${name}`);
  return new URL(name, server).href;
}

/** Drops a database that `createDatabase` made; what is still connected to it is cut off. */
export async function dropDatabase(server: string, url: string): Promise<void> {
  await execute(server, `drop database ${new URL(url).pathname.slice(1)} with (force)`);
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill(signal);
  await ended;
}

function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(DEBIAN, version, "bin"))
    .find((bin) => existsSync(join(bin, "initdb")));
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // No such user on this machine; the next one.
    }
  }
  return { uid: 65_534, gid: 65_534 };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

function urlOf(port: number, database: string): string {
  return `postgres://muster@127.0.0.1:${port}/${database}`;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    const isReady = await execute(url, "select 1").then(
      () => true,
      () => false,
    );
    if (isReady) return;
    if (server.exitCode !== null)
      throw new Error(`PostgreSQL ended with code ${server.exitCode} while starting`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("PostgreSQL did not answer in 20 s");
}
