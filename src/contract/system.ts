import { z } from "zod";
import { mailRoute } from "./notices.ts";
import { instant, message } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const count = z.number().int();

/** The server that answers, its database, and what is in it. */
export const systemFacts = z.object({
  version: z.string().describe("The version of Muster that the server runs."),
  node: z.string().describe("The version of Node.js that it runs on."),
  platform: z.string().describe("The operating system and the processor."),
  startedAt: instant.describe("When the process started."),
  now: instant.describe("The time by the server's clock."),
  ready: z.boolean().describe("Whether the store answers and takes writes, as /readyz checks it."),
  trouble: message.nullable().describe("Why the server is not ready; null if it is."),
  store: z
    .object({
      kind: z.string().describe("The database that holds the data: `sqlite` or `postgres`."),
      version: z.string().describe("The version of the database software."),
      bytes: count.describe("The size of the database, in bytes."),
      migration: z.string().describe("The last migration that the database had."),
    })
    .nullable()
    .describe("The database; null while it does not answer."),
  mail: mailRoute
    .nullable()
    .describe("The way that mail takes; null while MUSTER_MAIL_URL is not set and none is sent."),
  memory: z
    .object({
      residentBytes: count.describe("The memory of the process, in bytes."),
      heapBytes: count.describe("The part of the heap that is in use, in bytes."),
      heapBytesMax: count.describe("The largest size of the heap, in bytes."),
    })
    .describe("The memory of the process that answers."),
  counts: z
    .object({
      organizations: count.describe("The number of organizations."),
      persons: count.describe("The number of persons who can sign in, disabled ones among them."),
      applications: count.describe("The number of applications."),
      runningCycles: count.describe("The number of cycles that run now, on any server."),
      webhooksOn: count.describe("The number of webhooks that are on."),
      webhooksStopped: count.describe(
        "The number of webhooks that are paused or gone, because their receivers did not acknowledge.",
      ),
    })
    .nullable()
    .describe("What is in the database; null while it does not answer."),
});
export type SystemFacts = z.infer<typeof systemFacts>;

/** The installation as the people who run it see it. */
export const systemRoutes = {
  showSystem: {
    id: "showSystem",
    method: "GET",
    path: "/api/v1/system",
    permission: "instance",
    summary: "The server, its database and its memory, whether it is ready, and what is in the database",
    status: 200,
    response: systemFacts,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
