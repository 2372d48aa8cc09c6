import type { FastifyInstance } from "fastify";
import type { Deps } from "../app/deps.ts";
import { registerRoute } from "./register-route.ts";

const STORE_WAIT_MS = 2_000;
/** The codes that the log has for a server that is not ready, by its status. */
export const REFUSED = {
  "store-unavailable": "store.unavailable",
  "disk-full": "store.disk-full",
  "read-only": "store.read-only",
  damaged: "store.damaged",
  incomplete: "store.incomplete",
  refused: "store.refused",
} as const;
type NotReady = keyof typeof REFUSED;
/** The status for a failure of the store; every other failure counts as a store that is not available. */
const STATUS: Readonly<Record<string, NotReady>> = {
  "store.disk-full": "disk-full",
  "store.read-only": "read-only",
  "store.damaged": "damaged",
  "store.incomplete": "incomplete",
  "store.refused": "refused",
};

/** /healthz: the process answers. /readyz: it can do its work, because the store answers and takes writes. */
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
    async handle(request, reply) {
      const status = await checkStore(deps);
      if (status !== "ready") request.refusalCode = REFUSED[status];
      return reply.code(status === "ready" ? 200 : 503).send({ status });
    },
  });
}

/** Whether the store answers in time and takes writes; if not, why. */
export async function checkStore({ store, env }: Deps): Promise<"ready" | NotReady> {
  const waited = new AbortController();
  try {
    const answer = store
      .page("organization", { where: {}, limit: 1 })
      .then(() => store.checkWritable())
      .then(() => "ready" as const);
    const late = env.sleep(STORE_WAIT_MS, waited.signal).then(() => "store-unavailable" as const);
    return await Promise.race([answer, late]);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return STATUS[code] ?? "store-unavailable";
  } finally {
    waited.abort();
  }
}
