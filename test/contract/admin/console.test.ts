import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "./server.ts";

const SCRIPT = "export const answer = 42;\n".repeat(50);
const folder = mkdtempSync(join(tmpdir(), "muster-console-"));
let muster: AdminServer;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"));
  mkdirSync(join(folder, ".vite"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Muster</title>");
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, ".vite", "manifest.json"), "{}");
  writeFileSync(join(folder, "assets", "page-a1b2c3.js"), SCRIPT);
  writeFileSync(join(folder, "assets", "page-a1b2c3.js.br"), brotliCompressSync(SCRIPT));
  muster = await startAdminServer(undefined, {}, folder);
});
afterAll(async () => {
  await muster.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${muster.url}${path}`, { headers: { "accept-encoding": "identity", ...headers } });

test.each(["/", "/sign-in", "/welcome", "/organizations/0190a1b2/users?search=a"])(
  "%s is the document of the console, which a browser asks for again each time",
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(await answer.text()).toContain("<title>Muster</title>");
    // `fetch` asks for an unconditional answer where it is given this header itself.
    const headers = { "if-none-match": answer.headers.get("etag") ?? "" };
    expect((await muster.server.inject({ url: path, headers })).statusCode).toBe(304);
  },
);

test("the policy allows scripts, styles and requests of this server alone, and no frame", async () => {
  const { headers } = await get("/");
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy.split(";")).toEqual([
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ]);
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect((await get("/healthz")).headers.get("content-security-policy")).toBeNull();
});

test("assets are kept for a year, and sent as they were compressed by the build", async () => {
  const plain = await get("/assets/page-a1b2c3.js");
  expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(plain.headers.get("content-type")).toMatch(/^(text|application)\/javascript/);
  expect(await plain.text()).toBe(SCRIPT);
  const compressed = await get("/assets/page-a1b2c3.js", { "accept-encoding": "br" });
  expect(compressed.headers.get("content-encoding")).toBe("br");
  expect(compressed.headers.get("content-type")).toBe(plain.headers.get("content-type"));
  expect(Number(compressed.headers.get("content-length"))).toBeLessThan(SCRIPT.length);
});

test.each([
  "/assets/nothing.js",
  "/assets/../.vite/manifest.json",
  "/assets/%2e%2e/index.html",
  "/.vite/manifest.json",
  "/api/v1/nothing",
  "/nothing",
])("%s is not found, in the words of the API", async (path) => {
  const answer = await get(path);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ status: 404, code: "request.not-found" });
});

test("a change of the directory cannot be sent to a page", async () => {
  const answer = await fetch(`${muster.url}/organizations/0190a1b2`, { method: "POST" });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toBe("GET, HEAD");
});

test("without a build, the addresses of the console say how to make one", async () => {
  const bare = await startAdminServer(undefined, {}, join(folder, "missing"));
  try {
    const answer = await fetch(`${bare.url}/sign-in`, { headers: { "accept-language": "fr" } });
    expect(answer.status).toBe(404);
    const body = (await answer.json()) as { readonly code: string; readonly detail: string };
    expect(body.code).toBe("console.not-built");
    expect(body.detail).toContain("npm run build");
  } finally {
    await bare.close();
  }
});
