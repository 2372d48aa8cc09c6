import { describe, expect, test } from "vitest";
import { routes } from "../../../src/contract/routes.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import { goodSignatures, startWebhookReceiver } from "../../targets/webhook-receiver.ts";
import { overEveryStore } from "../store/stores.ts";
import { idsIn, isUpToDate, setUpWebhooks } from "./setup.ts";

const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

await overEveryStore(({ newPlace }) => {
  const w = setUpWebhooks(newPlace);
  const { send, at, show, make, shownWith } = w;

  describe("secrets", () => {
    test("rotate: both sign for a while, then the new one alone", async () => {
      send();
      const made = await w.tenant.webhook(w.receiver.url);
      expect(made.secret).toMatch(SECRET);
      const rotated = (await w.tenant.call("POST", at(made.webhookId, "/secret"), {})).body;
      expect(rotated.secret).toMatch(SECRET);
      expect(rotated.secret).not.toBe(made.secret);
      expect(Date.parse(rotated.formerSecretUntil) - Date.now()).toBeGreaterThan(23 * 3_600_000);
      await make("ada");
      const [both] = await w.receiver.taken(1);
      expect(String(both!.headers["webhook-signature"]).split(" ")).toHaveLength(2);
      expect([made.secret, rotated.secret].map((secret) => goodSignatures(both!, secret).length)).toEqual([
        1, 1,
      ]);
      const now = (await w.tenant.call("POST", at(made.webhookId, "/secret"), { overlapHours: 0 })).body;
      expect(now.formerSecretUntil).toBeNull();
      await make("bela");
      const [, alone] = await w.receiver.taken(2);
      const secrets = [made.secret, rotated.secret, now.secret];
      expect(secrets.map((secret) => goodSignatures(alone!, secret).length)).toEqual([0, 0, 1]);
      const rows = await w.muster.deps.store.page("secret", {
        where: { org: w.tenant.org as OrgId },
        limit: 10,
      });
      expect(rows).toHaveLength(1);
    });

    test("one that does not open stops everything: nothing is sent unsigned, nor written down", async () => {
      send();
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      const { store } = w.muster.deps;
      const org = w.tenant.org as OrgId;
      const [row] = await store.page("secret", { where: { org }, limit: 1 });
      const key = { org, id: row!.id };
      await store.commit([{ op: "update", table: "secret", key, set: { sealed: "AAAA" } }]);
      await make("ada");
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(w.receiver.received).toEqual([]);
      expect(await store.count("delivery", { org })).toBe(0);
      const refused = await w.tenant.call("POST", at(webhookId, "/test"));
      expect([refused.status, refused.body.code]).toEqual([409, "webhook.secret-unreadable"]);
      const { secret } = (await w.tenant.call("POST", at(webhookId, "/secret"), {})).body;
      expect((await w.tenant.call("POST", at(webhookId, "/test"))).body.acknowledged).toBe(true);
      expect(goodSignatures(w.receiver.received[0]!, secret)).toHaveLength(1);
    });

    test("a former one is dropped once its time is over", async () => {
      send();
      const made = await w.tenant.webhook(w.receiver.url);
      await w.tenant.call("POST", at(made.webhookId, "/secret"), { overlapHours: 0.00002 });
      await new Promise((resolve) => setTimeout(resolve, 100));
      await make("ada");
      const [message] = await w.receiver.taken(1);
      expect(goodSignatures(message!, made.secret)).toEqual([]);
      expect((await show(made.webhookId)).formerSecretUntil).toBeNull();
      const rows = await w.muster.deps.store.page("secret", {
        where: { org: w.tenant.org as OrgId },
        limit: 10,
      });
      expect(rows).toHaveLength(1);
    });
  });

  describe("administration", () => {
    test("lists and shows; off holds everything back, on sends it", async () => {
      send();
      const { webhookId } = await w.tenant.webhook(w.receiver.url, { name: "Payroll" });
      expect((await w.tenant.call("PATCH", at(webhookId), { state: "off" })).body.state).toBe("off");
      await make("ada");
      await new Promise((resolve) => setTimeout(resolve, 250));
      expect(w.receiver.received).toEqual([]);
      const { body } = await w.tenant.call("GET", `/organizations/${w.tenant.org}/webhooks`);
      expect(body.items).toMatchObject([{ webhookId, name: "Payroll", state: "off", lag: { events: 1 } }]);
      expect(body.items[0].lag.since).toMatch(/^\d{4}-/);
      expect(routes.getWebhook.response.parse(await show(webhookId))).toEqual(await show(webhookId));
      await w.tenant.call("PATCH", at(webhookId), { state: "on" });
      await w.receiver.taken(1);
    });

    test("another address gets what the old one did not take, under another id", async () => {
      send();
      const other = await startWebhookReceiver();
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react(...Array.from({ length: 50 }, () => ({ kind: "answer", status: 500 }) as const));
      await make("ada");
      await w.receiver.arrived(2);
      await w.tenant.call("PATCH", at(webhookId), { url: other.url });
      const [message] = await other.taken(1);
      expect(message!.id).not.toBe(w.receiver.received[0]!.id);
      expect(idsIn([message!])).toEqual((await w.tenant.feed()).map(({ id }) => id));
      await other.stop();
    });

    test("a test sends a signed ping, and tells what came of it", async () => {
      const { webhookId, secret } = await w.tenant.webhook(w.receiver.url);
      const good = await w.tenant.call("POST", at(webhookId, "/test"));
      expect(good.body).toEqual({ acknowledged: true, status: 204, failure: null });
      expect(goodSignatures(w.receiver.received[0]!, secret)).toHaveLength(1);
      expect(w.receiver.received[0]!.body).toMatchObject({
        type: "muster.ping",
        data: { organization: w.tenant.org },
      });
      w.receiver.react({ kind: "answer", status: 418 });
      expect((await w.tenant.call("POST", at(webhookId, "/test"))).body).toEqual({
        acknowledged: false,
        status: 418,
        failure: { code: "delivery.refused", params: { status: 418 } },
      });
      expect(await show(webhookId)).toMatchObject({ failing: null, lastFailure: null, lastSuccessAt: null });
    });

    test("one message is sent once more, with the same id and events, and nothing else moves", async () => {
      const { webhookId, secret } = await w.tenant.webhook(w.receiver.url);
      w.send();
      await w.make("ada");
      const [first] = await w.receiver.taken(1);
      await w.shownWith(webhookId, isUpToDate);
      const before = await show(webhookId);
      const log = async () => (await w.tenant.call("GET", at(webhookId, "/deliveries"))).body.items;
      const [{ deliveryId, messageId }] = await log();
      for (const [named, attempt] of [
        [deliveryId, 2],
        [messageId, 3],
      ] as const) {
        const sent = await w.tenant.call("POST", at(webhookId, `/deliveries/${named}/resend`));
        expect(sent.body).toEqual({ acknowledged: true, status: 204, failure: null });
        const again = w.receiver.received.at(-1)!;
        expect([again.id, again.body]).toEqual([first!.id, first!.body]);
        expect(goodSignatures(again, secret)).toHaveLength(1);
        expect((await log())[0]).toMatchObject({ messageId, attempt, state: "acknowledged", events: 1 });
      }
      expect(await show(webhookId)).toEqual(before);
      expect(await w.auditOf(webhookId)).toEqual(["create", "resend", "resend"]);
    });

    test("a message is not sent once more while it waits, as a test, or with other events", async () => {
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      const resend = (id: string) => w.tenant.call("POST", at(webhookId, `/deliveries/${id}/resend`));
      const log = async () => (await w.tenant.call("GET", at(webhookId, "/deliveries"))).body.items;
      expect((await resend(webhookId)).body.code).toBe("webhook.delivery-not-found");
      await w.tenant.call("POST", at(webhookId, "/test"));
      expect((await resend((await log())[0].deliveryId)).body.code).toBe("webhook.delivery-ping");
      w.receiver.react({ kind: "answer", status: 503 });
      w.send({ retryDelayMs: () => 600_000 });
      await w.make("bo");
      await w.shownWith(webhookId, ({ failing }) => failing !== null);
      const [{ deliveryId }] = await log();
      const waiting = await resend(deliveryId);
      expect([waiting.status, waiting.body.code]).toEqual([409, "webhook.delivery-waiting"]);
      await w.tenant.call("PATCH", at(webhookId), { state: "off" });
      await w.tenant.call("PATCH", at(webhookId), { types: ["group.deleted"] });
      expect((await resend(deliveryId)).body.code).toBe("webhook.delivery-changed");
      const sent = w.receiver.received.length;
      await w.tenant.call("PATCH", at(webhookId), { types: null });
      expect((await resend(deliveryId)).body).toMatchObject({ acknowledged: true, status: 204 });
      expect(w.receiver.received).toHaveLength(sent + 1);
    });

    test("a message is not sent once more with as many other events", async () => {
      const { webhookId } = await w.tenant.webhook(w.receiver.url, { types: ["user.created"] });
      await w.tenant.call("PATCH", at(webhookId), { state: "off" });
      const { id } = await w.make("ada");
      await w.tenant.call("DELETE", `/organizations/${w.tenant.org}/users/${id}`);
      w.send();
      await w.tenant.call("PATCH", at(webhookId), { state: "on" });
      await w.receiver.taken(1);
      await w.shownWith(webhookId, isUpToDate);
      const [delivery] = (await w.tenant.call("GET", at(webhookId, "/deliveries"))).body.items;
      expect(delivery.events).toBe(1);
      const resend = () => w.tenant.call("POST", at(webhookId, `/deliveries/${delivery.deliveryId}/resend`));
      await w.tenant.call("PATCH", at(webhookId), { types: ["user.deleted"] });
      expect((await resend()).body.code).toBe("webhook.delivery-changed");
      await w.tenant.call("PATCH", at(webhookId), { types: ["user.created"] });
      expect((await resend()).body).toMatchObject({ acknowledged: true });
      const [first, again] = w.receiver.received;
      expect([again?.id, again?.body]).toEqual([first?.id, first?.body]);
    });

    test("a deleted one is told nothing more, and leaves no secret and no journal", async () => {
      send();
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      await make("ada");
      await shownWith(webhookId, isUpToDate);
      expect((await w.tenant.call("DELETE", at(webhookId))).status).toBe(204);
      await make("bela");
      await new Promise((resolve) => setTimeout(resolve, 250));
      expect(w.receiver.received).toHaveLength(1);
      const where = { org: w.tenant.org as OrgId };
      expect(await w.muster.deps.store.count("secret", where)).toBe(0);
      expect(await w.muster.deps.store.count("delivery", where)).toBe(0);
      expect((await w.tenant.call("GET", at(webhookId))).body.code).toBe("webhook.not-found");
      expect((await w.tenant.call("DELETE", at(webhookId))).status).toBe(404);
    });

    test.each([
      [{ url: "ftp://example.test/x" }, "webhook.url-invalid"],
      [{ url: "nonsense" }, "webhook.url-invalid"],
      [{ url: "https://user:word@example.test/" }, "webhook.url-credentials"],
      [{ url: "https://user@example.test/" }, "webhook.url-credentials"],
      [{ url: "https://@example.test/" }, "webhook.url-credentials"],
      [{ url: "https://example.test/hook?" }, "webhook.url-query"],
      [{ url: "//user:s3cret@example.test/hook" }, "webhook.url-invalid"],
      [{ url: "https://example.test/hook?sig=s3cret" }, "webhook.url-query"],
      [{ url: "https://example.test/hook#s3cret" }, "webhook.url-query"],
      [{ types: ["user.created", "user.vanished"] }, "webhook.type-unknown"],
      [{ name: "TAKEN" }, "webhook.name-taken"],
      [{ name: "" }, "request.invalid"],
      [{ after: "nowhere" }, "events.cursor-invalid"],
    ])("%j is refused with %s", async (more, code) => {
      await w.tenant.webhook(w.receiver.url, { name: "taken" });
      const path = `/organizations/${w.tenant.org}/webhooks`;
      const { body } = await w.tenant.call("POST", path, { name: "n", url: w.receiver.url, ...more });
      expect(body.code).toBe(code);
    });

    test("a change is refused like a new one, and an organization has only so many", async () => {
      const { webhookId } = await w.tenant.webhook(w.receiver.url, { name: "first" });
      await w.tenant.webhook(w.receiver.url, { name: "second" });
      for (const [change, code] of [
        [{ name: "Second" }, "webhook.name-taken"],
        [{ url: "x" }, "webhook.url-invalid"],
        [{ types: ["x"] }, "webhook.type-unknown"],
        [{}, "request.invalid"],
        [{ state: "gone" }, "request.invalid"],
      ] as const) {
        expect((await w.tenant.call("PATCH", at(webhookId), change)).body.code).toBe(code);
      }
      for (let n = 3; n <= 20; n += 1) await w.tenant.webhook(w.receiver.url, { name: `n${n}` });
      const path = `/organizations/${w.tenant.org}/webhooks`;
      expect((await w.tenant.call("POST", path, { name: "more", url: w.receiver.url })).body.code).toBe(
        "webhook.too-many",
      );
    });
  });
});
