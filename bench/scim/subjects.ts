import { routes } from "../../src/contract/routes.ts";
import { startPostgres } from "../../test/contract/store/postgres.ts";
import { note } from "../report.ts";
import { Server } from "../server.ts";
import { type Child, startBare, startScimmy } from "./child.ts";
import { type Call, Driver } from "./drive.ts";
import { type Filled, fillDirectory, type KnownUser } from "./fill.ts";
import { findCall, listCall, OPERATIONS, patchCall, postCall } from "./operations.ts";
import { USER_NAME } from "./people.ts";
import { type Recorded, SERIALISED } from "./recorded.ts";

/** Users who are asked for, spread over all. */
const ASKED_FOR = 2_000;
/** scimmy-routers passes over all users for each list and filter, so it is given fewer. */
export const SCIMMY_USERS = 200;
/** What a server's own machinery adds to every answer. */
const OWN_HEADERS = new Set(["connection", "keep-alive", "date", "content-length", "transfer-encoding"]);

/** A server under measurement. */
export interface Subject {
  readonly driver: Driver;
  /** Path of the SCIM endpoint. */
  readonly base: string;
  readonly users: readonly KnownUser[];
  readonly all: readonly KnownUser[];
  /** Ends its process, and removes what it stored. */
  close(): Promise<void>;
}

export interface MusterSubject extends Subject {
  readonly server: Server;
  readonly filled: Filled;
  /** From the start of the process to the first answer. */
  readonly startSeconds: number;
}

/** A server that is stopped, whose store was filled. */
export interface FilledServer {
  readonly server: Server;
  /** Of a SCIM client. */
  readonly token: string;
  readonly base: string;
  readonly filled: Filled;
  /** Some of the users, spread over all. */
  readonly users: readonly KnownUser[];
  /** The environment that names the store. */
  readonly env: Readonly<Record<string, string>>;
}

/** Fills SQLite, or the PostgreSQL database at this URL, with so many users. */
export async function fillServer(size: number, databaseUrl?: string): Promise<FilledServer> {
  const env: Readonly<Record<string, string>> =
    databaseUrl === undefined ? {} : { MUSTER_DATABASE_URL: databaseUrl };
  const server = await Server.create(env);
  const { token, scimUrl } = await server.client.call(routes.createToken, {
    params: { org: server.org },
    body: {},
  });
  const base = new URL(scimUrl).pathname;
  await server.stop();
  note(`filling ${databaseUrl === undefined ? "SQLite" : "PostgreSQL"} with ${size} users`);
  const filled = await fillDirectory(server.directory, env, token, size);
  const stride = Math.max(1, Math.floor(filled.users.length / ASKED_FOR));
  const users = filled.users.filter((_, index) => index % stride === 0);
  return { server, token, base, filled, users, env };
}

/** A server over SQLite, or over the PostgreSQL database at this URL, with so many users; started anew after filling. */
export async function startMuster(size: number, databaseUrl?: string): Promise<MusterSubject> {
  return startFilled(await fillServer(size, databaseUrl));
}

/** Starts a server that was filled. */
export async function startFilled({
  server,
  token,
  base,
  filled,
  users,
}: FilledServer): Promise<MusterSubject> {
  const start = performance.now();
  await server.start();
  const driver = new Driver(server.url, token, () => server.usage());
  await driver.send({ method: "GET", path: `${base}/Users/${users[0]?.id}` });
  const startSeconds = (performance.now() - start) / 1_000;
  return {
    ...{ server, driver, base, users, all: filled.users, filled, startSeconds },
    async close() {
      await driver.close();
      await server.remove();
    },
  };
}

/** The same over a PostgreSQL server of its own, which waits for the disk; undefined where there is none. */
export async function startMusterOnPostgres(size: number): Promise<MusterSubject | undefined> {
  const postgres = await startPostgres(true);
  if ("unavailable" in postgres) {
    note(postgres.unavailable);
    return undefined;
  }
  const subject = await startMuster(size, await postgres.createDatabase());
  return {
    ...subject,
    async close() {
      await subject.close();
      await postgres.stop();
    },
  };
}

/** The yardstick, which answers what this subject answers to the same requests. */
export async function startYardstick(model: Subject): Promise<Subject> {
  const child = await startBare();
  await child.learn(await recordAnswers(model));
  const driver = new Driver(child.url, "none", child.usage);
  return { driver, base: model.base, users: model.users, all: model.all, close: closer(driver, child) };
}

function closer(driver: Driver, child: Child): () => Promise<void> {
  return async () => {
    await driver.close();
    await child.stop();
  };
}

async function recordAnswers({ driver, base, users }: Subject): Promise<readonly Recorded[]> {
  const record = async (call: Call, to = `${call.method} ${call.path}`): Promise<Recorded> => {
    const { status, headers, body } = await driver.send(call);
    const kept = Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name));
    return {
      to,
      status,
      headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
      body,
    };
  };
  const answers: Recorded[] = [
    await record(listCall(base)),
    await record(listCall(base), `GET ${SERIALISED}`),
  ];
  for (const user of users) {
    answers.push(await record({ method: "GET", path: `${base}/Users/${user.id}` }));
    answers.push(await record(findCall(base, user)));
  }
  const [first] = users;
  if (first === undefined) throw new Error("there are no users");
  // For whoever is not among those.
  answers.push(await record({ method: "GET", path: `${base}/Users/${first.id}` }, "GET one"));
  answers.push(await record(findCall(base, first), "GET found"));
  const change = patchCall(`${base}/Users/${first.id}`, {
    op: "replace",
    path: "title",
    value: "Title 0",
  });
  answers.push(await record(change, "PATCH"), await record(postCall(base, 999_999), "POST"));
  return answers;
}

/** scimmy-routers with users of its own. */
export async function startScimmySubject(): Promise<Subject> {
  const child = await startScimmy();
  const { origin, pathname: base } = new URL(child.url);
  const driver = new Driver(origin, child.token, child.usage);
  const users: KnownUser[] = [];
  for (let index = 0; index < SCIMMY_USERS; index += 1) {
    const { body } = await driver.send(postCall(base, index));
    users.push({ id: JSON.parse(body).id, userName: USER_NAME(index) });
  }
  return { driver, base, users, all: users, close: closer(driver, child) };
}

/** Sends each kind of request once and checks that the answer is about what was asked. */
export async function checkAnswers({ driver, base, users, all }: Subject): Promise<void> {
  for (const { name, calls } of OPERATIONS) {
    const { body } = await driver.send(calls(base, users, all)());
    if (!body.includes('"userName"')) throw new Error(`${name} answered ${body.slice(0, 200)}`);
  }
}
