import type { FastifyInstance } from "fastify";
import type { Deps } from "../app/deps.ts";
import { registerRoute } from "./register-route.ts";

const STORE_WAIT_MS = 2_000;

/** /healthz: the process answers. /readyz: it can do its work, because the store answers too. */
export function addHealth(server: FastifyInstance, deps: Deps): void {
  registerRoute(server, {
    method: "GET",
    path: "/healthz",
    permission: "public",
    handle: async () => ({ status: "ok" }),
  });
  registerRoute(server, {
    method: "GET",
    path: "/readyz",
    permission: "public",
    async handle(_request, reply) {
      const isReady = await storeAnswers(deps);
      return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ready" : "store-unavailable" });
    },
  });
}

async function storeAnswers({ store, env }: Deps): Promise<boolean> {
  const waited = new AbortController();
  try {
    const answer = store.page("organization", { where: {}, limit: 1 }).then(() => true);
    return await Promise.race([answer, env.sleep(STORE_WAIT_MS, waited.signal).then(() => false)]);
  } catch {
    return false;
  } finally {
    waited.abort();
  }
}
