import { existsSync } from "node:fs";
import { join } from "node:path";
import { fastifyHelmet } from "@fastify/helmet";
import { fastifyStatic } from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { CONSOLE_PATHS } from "../contract/console-paths.ts";
import { ApiError } from "./api-error.ts";
import { registerRoute } from "./register-route.ts";

/** Their names change with their content, so a browser never has to ask for one again. */
const ASSETS = { maxAge: "365d", immutable: true } as const;
/** The document names the assets of its build: a browser asks each time, and mostly learns that it has not changed. */
const DOCUMENT = { cacheControl: false } as const;

/**
 * Serves the console from the folder of its build, in a scope of its own: the policy for browsers applies to these
 * answers alone. Without a build, every address of the console says how to make one.
 */
export async function addConsole(scope: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, "index.html"));
  await secureAnswers(scope);
  if (isBuilt) await scope.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  const serve = (path: string, send: (reply: FastifyReply, file: string) => FastifyReply) =>
    registerRoute(scope, {
      method: "GET",
      path,
      permission: "public",
      async handle(request, reply) {
        if (!isBuilt) throw new ApiError(404, "console.not-built");
        return send(reply, request.url.split("?")[0] ?? "/");
      },
    });
  for (const path of CONSOLE_PATHS) {
    serve(path, (reply) => reply.header("cache-control", "no-cache").sendFile("index.html", DOCUMENT));
  }
  serve("/assets/*", (reply, file) => reply.sendFile(decodeURI(file), ASSETS));
  serve("/favicon.svg", (reply, file) => reply.sendFile(file, { maxAge: "1d" }));
}

/**
 * Scripts, styles and requests of this server alone, in no frame of another page. TLS ends at a proxy in front of this
 * server, so the proxy decides whether browsers have to use it.
 */
async function secureAnswers(scope: FastifyInstance): Promise<void> {
  await scope.register(fastifyHelmet, {
    strictTransportSecurity: false,
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
      },
    },
  });
  scope.addHook("onRequest", (_request, reply, done) => {
    reply.header("permissions-policy", "camera=(), geolocation=(), microphone=()");
    done();
  });
}
