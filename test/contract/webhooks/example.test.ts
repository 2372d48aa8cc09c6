import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Received, startWebhookReceiver, type WebhookReceiver } from "../../targets/webhook-receiver.ts";
import { type ScimServer, startScimServer } from "../scim/server.ts";
import { newTenant } from "./setup.ts";

type IsFromMuster = (headers: unknown, body: string, secret: string, now?: number) => boolean;

let muster: ScimServer;
let receiver: WebhookReceiver;
let folder: string;
let message: Received;
let secret: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "muster-example-"));
  muster = await startScimServer();
  receiver = await startWebhookReceiver();
  const tenant = await newTenant(muster);
  const made = await tenant.webhook(receiver.url);
  secret = made.secret;
  await tenant.call("POST", `/organizations/${tenant.org}/webhooks/${made.webhookId}/test`);
  message = (await receiver.taken(1))[0]!;
});
afterAll(async () => {
  await receiver.stop();
  await muster.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The JavaScript of a document, as a reader would take it. */
async function exampleOf(file: string): Promise<IsFromMuster> {
  const [, code = ""] = /```js\n([\s\S]*?)```/.exec(readFileSync(file, "utf8")) ?? [];
  const module = join(folder, `${file.replaceAll("/", "-")}.mjs`);
  writeFileSync(module, code);
  return (await import(pathToFileURL(module).href)).isFromMuster;
}

describe.each(["docs/events.md", "docs/fr/events.md"])("the example in %s", (file) => {
  let isFromMuster: IsFromMuster;
  beforeAll(async () => {
    isFromMuster = await exampleOf(file);
  });

  test("accepts what Muster sent", () => {
    expect(isFromMuster(message.headers, message.text, secret)).toBe(true);
  });

  test("accepts one good signature among several", () => {
    const several = `v1,AAAA v2,x ${message.headers["webhook-signature"]} v1`;
    expect(isFromMuster({ ...message.headers, "webhook-signature": several }, message.text, secret)).toBe(
      true,
    );
  });

  test("accepts the example of the specification", () => {
    const headers = {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    expect(isFromMuster(headers, '{"test": 2432232314}', key, 1_614_265_330_000)).toBe(true);
  });

  test("refuses another body, id, time, secret, or no signature", () => {
    const { headers, text } = message;
    expect(isFromMuster(headers, `${text} `, secret)).toBe(false);
    expect(isFromMuster({ ...headers, "webhook-id": "x" }, text, secret)).toBe(false);
    expect(isFromMuster(headers, text, `whsec_${Buffer.alloc(32, 1).toString("base64")}`)).toBe(false);
    expect(isFromMuster(headers, text, secret, Date.now() + 600_000)).toBe(false);
    expect(isFromMuster({ ...headers, "webhook-timestamp": "soon" }, text, secret)).toBe(false);
    expect(isFromMuster({ ...headers, "webhook-signature": undefined }, text, secret)).toBe(false);
    expect(isFromMuster({ ...headers, "webhook-signature": "v1" }, text, secret)).toBe(false);
  });
});
