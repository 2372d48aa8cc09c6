import { cpSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Installation } from "./muster.ts";

const USER_URN = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP_URN = "urn:ietf:params:scim:schemas:core:2.0:Group";
const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const BULK_URN = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
const CREW_URN = "urn:example:params:scim:schemas:extension:crew:1.0:User";

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

/** A SCIM client of an installation's first organization; finds the server wherever it listens now. */
class Client {
  readonly #muster: Installation;
  readonly #token: string;

  constructor(muster: Installation, token: string) {
    this.#muster = muster;
    this.#token = token;
  }

  /** The answer; undefined when the connection broke off. */
  async try(method: string, path: string, body?: unknown): Promise<Answer | undefined> {
    try {
      const response = await fetch(`${this.#muster.url}/scim/${this.#muster.orgId}/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/scim+json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    } catch {
      return undefined;
    }
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.try(method, path, body);
    if (answer === undefined) throw new Error(`${method} ${path}: no answer`);
    return answer;
  }

  patch(path: string, ...operations: readonly unknown[]): Promise<Answer | undefined> {
    return this.try("PATCH", path, { schemas: [PATCH_URN], Operations: operations });
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  async list(path: string, filter: string): Promise<any[]> {
    const { status, body } = await this.send(
      "GET",
      `${path}?count=1000&filter=${encodeURIComponent(filter)}`,
    );
    expect(status).toBe(200);
    return body.Resources;
  }
}

const UNLIMITED = { MUSTER_RATE_PER_SECOND: "100000" };

/** An installation whose server runs, and a client of it. */
async function begin(muster: Installation): Promise<Client> {
  await muster.init();
  await muster.serve(UNLIMITED);
  return newClient(muster);
}

async function newClient(muster: Installation): Promise<Client> {
  const { token } = await muster.json("token", "create", "--org", muster.orgId, "--profile", "rfc");
  return new Client(muster, String(token));
}

function bulk(operations: readonly unknown[]) {
  return { schemas: [BULK_URN], Operations: operations };
}

describe("killed in the middle of a Bulk request", () => {
  const COUNT = 60;
  const muster = new Installation();
  let client: Client;
  beforeAll(async () => {
    client = await begin(muster);
  });
  afterAll(() => muster.remove());

  test.each([3, 40])(
    "at commit %i: each operation is done or not, and the request can be repeated",
    async (at) => {
      const of = (index: number) => `u${at}-${String(index).padStart(2, "0")}`;
      const indexes = Array.from({ length: COUNT }, (_, index) => index);
      const boss = (await client.send("POST", "/Users", { schemas: [USER_URN], userName: `boss${at}` })).body;
      const request = bulk([
        {
          method: "POST",
          path: "/Groups",
          bulkId: "crew",
          data: {
            schemas: [GROUP_URN],
            displayName: `crew${at}`,
            members: indexes.map((index) => ({ value: `bulkId:${of(index)}` })),
          },
        },
        ...indexes.map((index) => ({
          method: "POST",
          path: "/Users",
          bulkId: of(index),
          data: {
            schemas: [USER_URN],
            userName: of(index),
            title: "Mate",
            emails: [{ value: `${of(index)}@x.example` }],
          },
        })),
        {
          method: "PATCH",
          path: `/Users/${boss.id}`,
          data: { schemas: [PATCH_URN], Operations: [{ op: "replace", path: "title", value: "Master" }] },
        },
      ]);

      await muster.stop();
      await muster.serve({ ...UNLIMITED, MUSTER_FAULT: `group-commit:${at}` });
      expect(await client.try("POST", "/Bulk", request)).toBeUndefined();
      await muster.ended();
      await muster.serve(UNLIMITED);

      const found = await client.list("/Users", `userName sw "u${at}-"`);
      const names = found.map(({ userName }) => userName).sort();
      expect(names.length).toBeLessThan(COUNT);
      expect(names).toEqual(indexes.slice(0, names.length).map(of));
      for (const { title, emails } of found) expect([title, emails.length]).toEqual(["Mate", 1]);
      const groups = await client.list("/Groups", `displayName eq "crew${at}"`);
      const ids = new Set(found.map(({ id }) => id));
      for (const { members = [] } of groups) {
        expect(members.filter(({ value }: { value: string }) => !ids.has(value))).toEqual([]);
      }

      const { status, body } = await client.send("POST", "/Bulk", request);
      expect(status).toBe(200);
      const [crew, ...others] = body.Operations.map(({ status: each }: { status: string }) => each);
      const isWhole = names.length === 0;
      expect(crew).toBe(isWhole ? "201" : "409");
      expect(others).toEqual([...indexes.map((index) => (index < names.length ? "409" : "201")), "200"]);
      expect(await client.list("/Users", `userName sw "u${at}-"`)).toHaveLength(COUNT);
      expect(await client.list("/Groups", `displayName eq "crew${at}"`)).toHaveLength(
        groups.length + (isWhole ? 1 : 0),
      );
      expect((await client.send("GET", `/Users/${boss.id}`)).body.title).toBe("Master");
    },
  );
});

describe("killed under a stream of SCIM writes", () => {
  const muster = new Installation();
  let client: Client;
  let group = "";
  beforeAll(async () => {
    client = await begin(muster);
    group = (await client.send("POST", "/Groups", { schemas: [GROUP_URN], displayName: "crew" })).body.id;
  });
  afterAll(() => muster.remove());

  /** What was acknowledged of one user, and the user's id. */
  interface Acknowledged {
    readonly id: string;
    title?: string;
    isMember?: true;
    fate?: "unknown" | "deleted";
  }

  /** Makes users and changes them until the server is gone. */
  async function write(name: string, acknowledge: (user: Acknowledged) => void): Promise<void> {
    for (let round = 0; round < 500; round += 1) {
      const userName = `${name}-${round}`;
      const made = await client.try("POST", "/Users", { schemas: [USER_URN], userName });
      if (made === undefined) return;
      expect(made.status).toBe(201);
      const user: Acknowledged = { id: made.body.id };
      acknowledge(user);
      const titled = await client.patch(`/Users/${user.id}`, { op: "add", path: "title", value: userName });
      if (titled === undefined) return;
      expect(titled.status).toBe(200);
      user.title = userName;
      const joined = await client.patch(`/Groups/${group}`, {
        op: "add",
        path: "members",
        value: [{ value: user.id }],
      });
      if (joined === undefined) return;
      expect(joined.status).toBe(204);
      user.isMember = true;
      if (round % 3 > 0) continue;
      // Until the answer is there, nobody knows whether the user is.
      user.fate = "unknown";
      const deleted = await client.try("DELETE", `/Users/${user.id}`);
      if (deleted === undefined) return;
      expect(deleted.status).toBe(204);
      user.fate = "deleted";
    }
  }

  async function expectKept(all: readonly Acknowledged[]): Promise<void> {
    const { body } = await client.send("GET", `/Groups/${group}`);
    const members = new Set((body.members ?? []).map(({ value }: { value: string }) => value));
    for (const { id, title, isMember, fate } of all) {
      if (fate === "unknown") continue;
      const { status, body: user } = await client.send("GET", `/Users/${id}`);
      expect(status).toBe(fate === "deleted" ? 404 : 200);
      if (fate === "deleted") expect(members.has(id)).toBe(false);
      else if (isMember) expect(members.has(id)).toBe(true);
      if (title !== undefined && status === 200) expect(user.title).toBe(title);
    }
  }

  test("everything that was acknowledged is there after the next start, three times over", async () => {
    for (const most of [10, 40, 100]) {
      const all: Acknowledged[] = [];
      const made = (user: Acknowledged) => {
        if (all.push(user) === most) process.kill(muster.pid, "SIGKILL");
      };
      await Promise.all(Array.from({ length: 8 }, (_, index) => write(`w${most}-${index}`, made)));
      await muster.ended();
      await muster.serve(UNLIMITED);
      expect(all.length).toBeGreaterThanOrEqual(most);
      await expectKept(all);
    }
  });
});

describe("killed in the middle of a change of definitions", () => {
  const COUNT = 1_200;
  const seed = new Installation();
  let token = "";

  beforeAll(async () => {
    const client = await begin(seed);
    expect(await apply(seed, "none")).toBe(200);
    for (const start of [0, 600]) {
      const users = Array.from({ length: COUNT / 2 }, (_, index) => ({
        method: "POST",
        path: "/Users",
        bulkId: `${index}`,
        data: sailor(`sailor-${start + index}`, `berth-${start + index}`),
      }));
      const { body } = await client.send("POST", "/Bulk", bulk(users));
      expect(body.Operations.filter(({ status }: { status: string }) => status !== "201")).toEqual([]);
    }
    token = String((await seed.json("token", "create", "--org", seed.orgId, "--profile", "rfc"))["token"]);
    await seed.stop();
  });
  afterAll(() => seed.remove());

  function sailor(userName: string, berth: string) {
    return { schemas: [USER_URN, CREW_URN], userName, [CREW_URN]: { berth } };
  }

  /** Asks for this definition; undefined when the connection broke off. */
  async function apply(muster: Installation, uniqueness: "none" | "server"): Promise<number | undefined> {
    const attributes = [{ name: "berth", uniqueness, indexed: true }];
    const definitions = {
      schemas: [{ id: CREW_URN, name: "Crew", attributes }],
      resourceTypes: [{ name: "User", schemaExtensions: [{ schema: CREW_URN, required: false }] }],
    };
    try {
      const response = await fetch(`${muster.url}/api/v1/organizations/${muster.orgId}/definitions`, {
        method: "POST",
        headers: { authorization: `Bearer ${muster.adminToken}`, "content-type": "application/json" },
        body: JSON.stringify(definitions),
      });
      await response.text();
      return response.status;
    } catch {
      return undefined;
    }
  }

  /** Says which definition holds, and fails unless reads and writes go by it. */
  async function expectSound(muster: Installation): Promise<string> {
    const client = new Client(muster, token);
    const schema = (await client.send("GET", `/Schemas/${CREW_URN}`)).body;
    const [{ uniqueness }] = schema.attributes;
    const twin = await client.send("POST", "/Users", sailor("twin", "BERTH-1100"));
    expect([uniqueness, twin.status]).toEqual([uniqueness, uniqueness === "server" ? 409 : 201]);
    const found = await client.list("/Users", `${CREW_URN}:berth eq "berth-1100"`);
    expect(found.map(({ userName }) => userName).sort()).toEqual(
      uniqueness === "server" ? ["sailor-1100"] : ["sailor-1100", "twin"],
    );
    if (twin.status === 201) await client.send("DELETE", `/Users/${twin.body.id}`);
    const moved = await client.send("PUT", `/Users/${found[0].id}`, sailor("sailor-1100", "berth-other"));
    expect(moved.status).toBe(200);
    expect(await client.list("/Users", `${CREW_URN}:berth eq "berth-1100"`)).toEqual([]);
    const back = await client.send("PUT", `/Users/${found[0].id}`, sailor("sailor-1100", "berth-1100"));
    expect(back.status).toBe(200);
    return uniqueness;
  }

  test.each<{ from: "none" | "server"; to: "none" | "server" }>([
    { from: "none", to: "server" },
    { from: "server", to: "none" },
  ])("from $from to $to, inside of a commit: the one or the other holds, at once", async ({ from, to }) => {
    if (from !== "none") {
      await seed.serve(UNLIMITED);
      expect(await apply(seed, from)).toBe(200);
      await seed.stop();
    }
    // With the lock taken and some entries made, and when it is published or what was is taken away.
    for (const at of [3, 5]) {
      const muster = new Installation();
      cpSync(seed.directory, muster.directory, { recursive: true });
      muster.orgId = seed.orgId;
      muster.adminToken = seed.adminToken;
      await muster.serve({ ...UNLIMITED, MUSTER_FAULT: `group-commit:${at}` });
      expect(await apply(muster, to)).toBeUndefined();
      await muster.ended();
      await muster.serve(UNLIMITED);
      expect([from, to]).toContain(await expectSound(muster));
      expect(await apply(muster, to)).toBe(200);
      expect(await expectSound(muster)).toBe(to);
      await muster.remove();
    }
  });
});
