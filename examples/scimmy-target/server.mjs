/**
 * A small SCIM 2.0 service to provision into, built on scimmy and scimmy-routers, which Muster's authors did
 * not write. Accounts live in two Maps and are gone when it ends.
 *
 *     node examples/scimmy-target/server.mjs [--port 0] [--token secret] [--bulk]
 *
 * Prints one line, `{"url":"http://127.0.0.1:PORT/scim/v2"}`, once it listens.
 */
import { randomUUID } from "node:crypto";
import { parse } from "node:querystring";
import { parseArgs } from "node:util";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    token: { type: "string", default: "scimmy-token" },
    bulk: { type: "boolean", default: false },
  },
});

/** Storage handlers of one resource type: a Map and nothing more. */
function keep(Resource) {
  const resources = new Map();
  const existing = (id) => {
    const resource = resources.get(id);
    if (resource === undefined) throw new SCIMMY.Types.Error(404, null, `Resource ${id} not found`);
    return resource;
  };
  SCIMMY.Resources.declare(Resource, {
    egress: (resource) => {
      if (resource.id !== undefined) return existing(resource.id);
      const all = [...resources.values()];
      return resource.filter === undefined ? all : resource.filter.match(all);
    },
    ingress: (resource, data) => {
      const now = new Date().toISOString();
      const created = resource.id === undefined ? now : existing(resource.id).meta.created;
      const id = resource.id ?? randomUUID();
      const kept = { ...JSON.parse(JSON.stringify(data)), id, meta: { created, lastModified: now } };
      resources.set(id, kept);
      return kept;
    },
    degress: (resource) => {
      existing(resource.id);
      resources.delete(resource.id);
    },
  });
}

SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);
keep(SCIMMY.Resources.User);
keep(SCIMMY.Resources.Group);

const app = express();
app.disable("x-powered-by");
// scimmy-routers casts these in place, which the query of express 5 does not keep.
app.set("query parser", (text) => {
  const query = parse(text);
  for (const name of ["startIndex", "count"]) {
    if (/^-?\d+$/.test(query[name] ?? "")) query[name] = Number(query[name]);
  }
  return query;
});
app.use(
  "/scim/v2",
  new SCIMMYRouters({
    type: "bearer",
    handler: (request) => {
      if (request.header("authorization") !== `Bearer ${options.token}`)
        throw new Error("Unknown bearer token");
      return "provisioner";
    },
  }),
);

// The routers offer bulk requests by default.
SCIMMY.Config.set({ bulk: { supported: options.bulk, maxOperations: 50, maxPayloadSize: 100_000 } });

const server = app.listen(Number(options.port), "127.0.0.1", (error) => {
  if (error) throw error;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/scim/v2` })}\n`);
});
process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
});
