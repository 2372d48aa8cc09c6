import { type FastifyReply, type FastifyRequest, fastify } from "fastify";
import { type Recorded, SERIALISED } from "./recorded.ts";

/**
 * The yardstick, in a process of its own: bare fastify that answers from memory what another server answered. It is
 * told by messages what to answer, and does what no server can do without: routing, and parsing what is sent to it.
 */

type Message = { readonly kind: "answers"; readonly answers: readonly Recorded[] } | "usage";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  readonly value: unknown;
}

const answers = new Map<string, Answer>();
const server = fastify();
server.addContentTypeParser("application/scim+json", { parseAs: "string" }, (_request, body, done) =>
  done(null, JSON.parse(String(body))),
);

function answer(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = answers.get(`${request.method} ${request.url}`) ?? answers.get(other(request));
  if (known === undefined) return reply.code(404).send();
  return reply.code(known.status).headers(known.headers).send(known.bytes);
}

/** Under which name the answer is known that does for whatever was not recorded. */
function other({ method, url }: FastifyRequest): string {
  return method !== "GET" ? method : url.includes("?") ? "GET found" : "GET one";
}

server.get("/scim/:org/v2/Users/:id", answer);
server.get("/scim/:org/v2/Users", answer);
server.get("/api/v1/organizations/:org/users", answer);
server.post("/scim/:org/v2/Users", answer);
server.patch("/scim/:org/v2/Users/:id", answer);
server.get(SERIALISED, (request, reply) => {
  const known = answers.get(`GET ${request.url}`);
  if (known === undefined) return reply.code(404).send();
  return reply.headers(known.headers).send(Buffer.from(JSON.stringify(known.value), "utf8"));
});
server.get<{ Params: { times: string } }>("/stringify/:times", async ({ params }) => {
  const list = answers.get(`GET ${SERIALISED}`)?.value;
  const before = process.cpuUsage();
  let length = 0;
  for (let time = 0; time < Number(params.times); time += 1) length += JSON.stringify(list).length;
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, length };
});

process.on("message", (message: Message) => {
  if (message === "usage") return;
  for (const { to, status, headers, body } of message.answers) {
    answers.set(to, { status, headers, bytes: Buffer.from(body, "utf8"), value: JSON.parse(body) });
  }
  process.send?.("ready");
});
const url = await server.listen({ host: "127.0.0.1", port: 0 });
process.send?.({ url });
