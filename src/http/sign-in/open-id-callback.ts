import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRefusal, refuse } from "../../app/deps.ts";
import { completeOpenId } from "../../app/people/open-id/complete-open-id.ts";
import { type ApiError, createRefused } from "../api-error.ts";
import type { HttpContext } from "../context.ts";
import { logRefusal } from "../log-requests.ts";
import { registerRoute } from "../register-route.ts";
import { CALLBACK_PATH, takePendingCookie } from "./pending-cookie.ts";
import { setSessionCookie } from "./session-cookie.ts";

/** A provider's answer is a few hundred characters long. */
const QUERY_LENGTH_MAX = 8_000;

/**
 * The way back from a provider. It is not part of the contract, because browsers alone come here, and providers may add
 * parameters of their own to the address. The answer leads to the console: signed in, or to the sign-in page with the code
 * of the refusal and its tracking id.
 */
export function addOpenIdCallback(server: FastifyInstance, context: HttpContext): void {
  registerRoute(server, {
    method: "GET",
    path: CALLBACK_PATH,
    permission: "public",
    async handle(request, reply) {
      reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
      const { deps, publicUrl } = context;
      const query = request.url.split("?").slice(1).join("?");
      const pending = takePendingCookie(reply, publicUrl);
      const origin = { address: request.ip, userAgent: request.headers["user-agent"] };
      const { result, back } =
        query.length > QUERY_LENGTH_MAX
          ? { result: refuse("invalid", "sign-in.not-begun"), back: "/" }
          : await completeOpenId(deps, { pending, query }, origin);
      if (isRefusal(result)) return answerRefusal(context, reply, { error: createRefused(result), back });
      setSessionCookie(reply, result.token, publicUrl);
      return reply.redirect(back, 303);
    },
  });
}

/** A browser is led to the sign-in page, which keeps the way back; other clients get the problem document. */
function answerRefusal(
  { deps }: HttpContext,
  reply: FastifyReply,
  { error, back }: { readonly error: ApiError; readonly back: string },
): FastifyReply {
  const { request } = reply;
  if (!acceptsHtml(request)) throw error;
  request.refusalCode = error.code;
  logRefusal(deps, request, error.status);
  const { provider, detail } = error.params;
  const shown = new URLSearchParams({ problem: error.code, tracking: request.id });
  for (const [name, value] of Object.entries({ provider, detail, back: back === "/" ? "" : back })) {
    if (value !== undefined && value !== "") shown.set(name, String(value));
  }
  return reply.redirect(`/sign-in?${shown}`, 303);
}

function acceptsHtml({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes("text/html") === true;
}
