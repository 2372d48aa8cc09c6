import { Pool } from "undici";

/** Connections that post at once. */
export const CONNECTIONS = 32;

/** Posts every body once, as fast as the target takes them, and answers the seconds that it took. */
export async function postAll(url: string, token: string, bodies: readonly string[]): Promise<number> {
  const { origin, pathname } = new URL(`${url}/Users`);
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/scim+json" };
  const queue = bodies.values();
  const post = async () => {
    for (const body of queue) {
      const answer = await pool.request({ path: pathname, method: "POST", headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 201) throw new Error(`POST /Users answered ${answer.statusCode}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, post));
  const seconds = (performance.now() - start) / 1_000;
  await pool.close();
  return seconds;
}
