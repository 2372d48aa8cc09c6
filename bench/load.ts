import { Pool } from "undici";

/** Connections that send at once. */
export const CONNECTIONS = 32;

interface Load {
  readonly method: "POST" | "PATCH";
  readonly path: string;
  readonly body: string;
}

/** Posts every body once, as fast as the target takes them, and answers the seconds that it took. */
export function postAll(url: string, token: string, bodies: readonly string[]): Promise<number> {
  return sendAll(
    url,
    token,
    bodies.map((body) => ({ method: "POST", path: "/Users", body })),
  );
}

/** Sends every request once, as fast as the target takes them, and answers the seconds that it took. Throws unless all succeed. */
export async function sendAll(url: string, token: string, requests: readonly Load[]): Promise<number> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/scim+json" };
  const queue = requests.values();
  const send = async () => {
    for (const { method, path, body } of queue) {
      const answer = await pool.request({ path: `${pathname}${path}`, method, headers, body });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  const seconds = (performance.now() - start) / 1_000;
  await pool.close();
  return seconds;
}
