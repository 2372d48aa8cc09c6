import { describe, expect, test } from "vitest";
import { routes } from "../../../src/contract/routes.ts";
import type { OrgId, WebhookId } from "../../../src/core/ids.ts";
import { goodSignatures, startWebhookReceiver } from "../../targets/webhook-receiver.ts";
import { overEveryStore } from "../store/stores.ts";
import { idsIn, isUpToDate, setUpWebhooks, startSender } from "./setup.ts";

await overEveryStore(({ newPlace }) => {
  const w = setUpWebhooks(newPlace);
  const { send, at, show, make, shownWith, auditOf } = w;

  describe("a webhook", () => {
    test("is told of a change within a second, signed, with what the feed has", async () => {
      send();
      const { secret } = await w.tenant.webhook(w.receiver.url);
      const ada = await make("ada");
      const made = Date.now();
      const [message] = await w.receiver.taken(1);
      expect(message!.at - made).toBeLessThan(1_000);
      expect(goodSignatures(message!, secret)).toHaveLength(1);
      expect(Math.abs(Number(message!.headers["webhook-timestamp"]) * 1_000 - Date.now())).toBeLessThan(
        5_000,
      );
      const [event] = await w.tenant.feed();
      expect(message!.body).toEqual({
        type: "muster.events",
        timestamp: expect.stringMatching(/^\d{4}-/),
        data: {
          organization: w.tenant.org,
          webhook: expect.any(String),
          cursor: event!.id,
          events: [event],
        },
      });
      expect(event).toMatchObject({ resource: { location: `${w.tenant.client.baseUrl}/Users/${ada.id}` } });
      expect(message!.headers["content-type"]).toBe("application/json");
    });

    test("begins now, at the start of the feed, or at a cursor", async () => {
      for (const name of ["a", "b", "c"]) await make(name);
      const [first] = await w.tenant.feed();
      const now = await w.tenant.webhook(w.receiver.url, { name: "now" });
      const start = await w.tenant.webhook(w.receiver.url, { name: "start", after: "start" });
      const later = await w.tenant.webhook(w.receiver.url, { name: "later", after: first!.id });
      const lags = [now, start, later].map(({ lag }) => lag.events);
      expect(lags).toEqual([0, 3, 2]);
      expect(
        (await w.tenant.call("POST", at("").slice(0, -1), { name: "x", url: w.receiver.url, after: "x" }))
          .body.code,
      ).toBe("events.cursor-invalid");
    });

    test("is told of the types it asked for alone", async () => {
      send();
      await w.tenant.webhook(w.receiver.url, { types: ["user.deactivated", "user.deleted"] });
      const { id } = await make("ada");
      await w.tenant.client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
      await w.tenant.client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: "x" }]);
      await w.tenant.client.send("DELETE", `/Users/${id}`);
      await w.receiver.taken(1);
      const { body } = await w.tenant.call("GET", `/organizations/${w.tenant.org}/webhooks`);
      await shownWith(body.items[0].webhookId, isUpToDate);
      const types = w.receiver.received.flatMap((message) =>
        message.body.data.events.map(({ type }: { type: string }) => type),
      );
      expect(types).toEqual(["user.deactivated", "user.deleted"]);
    });

    test("gets at most a hundred events at once, in order", async () => {
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      for (let round = 0; round < 10; round += 1) {
        await Promise.all(Array.from({ length: 23 }, (_, n) => make(`u${round}-${n}`)));
      }
      send();
      await shownWith(webhookId, isUpToDate);
      const sizes = w.receiver.received.map(({ body }) => body.data.events.length);
      expect(sizes).toEqual([100, 100, 30]);
      expect(idsIn(w.receiver.received)).toEqual((await w.tenant.feed()).map(({ id }) => id));
    });
  });

  describe("a receiver that fails", () => {
    test("gets the same message again until it takes it, and nothing before", async () => {
      send();
      const { webhookId, secret } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react(
        { kind: "answer", status: 500 },
        { kind: "hang" },
        { kind: "drop" },
        { kind: "answer", status: 302, headers: { location: `${w.receiver.url}/elsewhere` } },
        { kind: "answer", status: 404 },
      );
      await make("ada");
      await w.receiver.arrived(1);
      await make("bela");
      await w.receiver.taken(2);
      const [first] = w.receiver.received;
      const sameMessage = w.receiver.received.slice(0, 6);
      expect(new Set(sameMessage.map(({ id }) => id))).toEqual(new Set([first!.id]));
      expect(new Set(sameMessage.map(({ text }) => text))).toEqual(new Set([first!.text]));
      for (const message of w.receiver.received) expect(goodSignatures(message, secret)).toHaveLength(1);
      expect(w.receiver.received).toHaveLength(7);
      expect(w.receiver.received[6]!.id).not.toBe(first!.id);
      expect(idsIn(await w.receiver.taken(2))).toEqual((await w.tenant.feed()).map(({ id }) => id));
      const shown = await shownWith(webhookId, isUpToDate);
      expect(shown).toMatchObject({
        state: "on",
        lag: { events: 0, hasMore: false, since: null },
        lastFailure: { code: "delivery.refused", params: { status: 404 }, status: 404 },
      });
      const { items } = (await w.tenant.call("GET", at(webhookId, "/deliveries"))).body;
      expect(routes.listDeliveries.response.parse({ items, next: null })).toBeTruthy();
      const attempts = items.map(
        (each: { attempt: number; state: string; failure: { code: string } | null }) => [
          each.attempt,
          each.state,
          each.failure?.code,
        ],
      );
      expect(attempts.reverse()).toEqual([
        [1, "failed", "delivery.refused"],
        [2, "failed", "delivery.timeout"],
        [3, "failed", "delivery.unreachable"],
        [4, "failed", "delivery.redirected"],
        [5, "failed", "delivery.refused"],
        [6, "acknowledged", undefined],
        [1, "acknowledged", undefined],
      ]);
    });

    test("is given the time it asks for", async () => {
      send();
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react({ kind: "answer", status: 429, headers: { "retry-after": "1" } });
      await make("ada");
      const [refused] = await w.receiver.arrived(1);
      const shown = await shownWith(webhookId, ({ failing }) => failing !== null);
      expect(shown.failing).toMatchObject({ attempts: 1 });
      const [taken] = await w.receiver.taken(1);
      expect(taken!.at - refused!.at).toBeGreaterThanOrEqual(1_000);
    });

    test("may be slow", async () => {
      send();
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react({ kind: "slow", ms: 200 }, { kind: "slow", ms: 200 });
      await make("ada");
      await w.receiver.arrived(1);
      for (const name of ["b", "c", "d"]) await make(name);
      await shownWith(webhookId, isUpToDate);
      expect(idsIn(w.receiver.received)).toEqual((await w.tenant.feed()).map(({ id }) => id));
      expect((await show(webhookId)).lastFailure).toBeNull();
    });

    test("that says 410 is told nothing more until a person turns it on again; then nothing is missing", async () => {
      send();
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react({ kind: "answer", status: 410 });
      await make("ada");
      const gone = await shownWith(webhookId, ({ state }) => state === "gone");
      expect(gone).toMatchObject({ lastFailure: { code: "delivery.gone", status: 410 }, lag: { events: 1 } });
      await make("bela");
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(w.receiver.received).toHaveLength(1);
      const on = await w.tenant.call("PATCH", at(webhookId), { state: "on" });
      expect(on.body).toMatchObject({ state: "on", failing: null });
      await w.receiver.taken(2);
      expect(w.receiver.received[1]!.id).toBe(w.receiver.received[0]!.id);
      expect(idsIn(w.receiver.received.slice(1))).toEqual((await w.tenant.feed()).map(({ id }) => id));
      expect(await auditOf(webhookId)).toEqual(["create", "gone", "update"]);
    });

    test("for too long is paused, which the audit trail tells; nothing is lost", async () => {
      send({ failingMsMax: 150, retryDelayMs: () => 60 });
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react(...Array.from({ length: 50 }, () => ({ kind: "answer", status: 503 }) as const));
      await make("ada");
      const paused = await shownWith(webhookId, ({ state }) => state === "paused");
      expect(paused.failing?.attempts).toBeGreaterThan(1);
      expect(await auditOf(webhookId)).toEqual(["create", "pause"]);
      const sent = w.receiver.received.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(w.receiver.received).toHaveLength(sent);
      const other = await startWebhookReceiver();
      await w.tenant.call("PATCH", at(webhookId), { url: other.url, state: "on" });
      await other.taken(1);
      expect(idsIn(other.received)).toEqual((await w.tenant.feed()).map(({ id }) => id));
      await other.stop();
    });
  });

  test("a clock that was set back after a failure delays the next attempt no further", async () => {
    send({ retryDelayMs: () => 3_600_000 });
    const { webhookId } = await w.tenant.webhook(w.receiver.url);
    w.receiver.react({ kind: "answer", status: 503 });
    await make("ada");
    const failed = await shownWith(webhookId, ({ failing }) => failing !== null);
    expect(failed.failing?.attempts).toBe(1);
    const { store } = w.muster.deps;
    const key = { org: w.tenant.org as OrgId, id: webhookId as WebhookId };
    const row = await store.get("webhook", key);
    const aheadMs = 7_200_000;
    const failure = { ...row!.failure, at: Number(row!.failure?.["at"]) + aheadMs };
    const set = { failure, next_attempt: row!.next_attempt + aheadMs };
    await store.commit([{ op: "update", table: "webhook", key, set }]);
    await shownWith(webhookId, isUpToDate);
    expect(w.receiver.received).toHaveLength(2);
  });

  describe("what is sent", () => {
    test("is in the journal before it arrives, and on record afterwards, without secrets", async () => {
      send();
      const { webhookId, secret } = await w.tenant.webhook(w.receiver.url);
      const seen: unknown[] = [];
      w.receiver.onMessage = async ({ id }) => {
        const where = { org: w.tenant.org as OrgId, message: id };
        const rows = await w.muster.deps.store.page("delivery", { where, limit: 10 });
        seen.push(...rows.map(({ state, webhook, events }) => ({ state, webhook, events })));
      };
      await make("ada");
      await w.receiver.taken(1);
      await shownWith(webhookId, isUpToDate);
      expect(seen).toEqual([{ state: "intended", webhook: webhookId, events: 1 }]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { items } = (await w.tenant.call("GET", at(webhookId, "/deliveries"))).body;
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ state: "acknowledged", status: 204, events: 1, kind: "events" });
      expect(items[0].exchange).toMatchObject({ method: "POST", status: 204, url: w.receiver.url });
      expect(items[0].exchange.request.headers["webhook-id"]).toBe(items[0].messageId);
      const signature = String(w.receiver.received[0]!.headers["webhook-signature"]).slice(3);
      expect(JSON.stringify(items)).not.toContain(signature);
      const rows = await w.muster.deps.store.page("secret", {
        where: { org: w.tenant.org as OrgId },
        limit: 10,
      });
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain(secret.slice(6, 20));
      expect(JSON.stringify(await show(webhookId))).not.toContain("whsec_");
    });

    test("comes from one of several senders, once", async () => {
      for (let n = 0; n < 3; n += 1) send();
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react(...Array.from({ length: 8 }, () => ({ kind: "slow", ms: 30 }) as const));
      for (let n = 0; n < 20; n += 1) await make(`u${n}`);
      await shownWith(webhookId, isUpToDate);
      expect(idsIn(w.receiver.received)).toEqual((await w.tenant.feed()).map(({ id }) => id));
    });

    test("equals the feed, whatever fails on the way", async () => {
      send({ answerMs: 120, retryDelayMs: () => 5 });
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      // A fixed sequence, so that a failure can be looked into.
      let seed = 20_261_121;
      const draw = (below: number) => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed % below;
      };
      const mishaps = [
        ...([500, 503, 429, 302, 400] as const).map((status) => ({ kind: "answer", status }) as const),
        ...([{ kind: "drop" }, { kind: "hang" }, { kind: "slow", ms: 20 }] as const),
        ...[{ kind: "answer", status: 200 } as const, { kind: "answer", status: 202 } as const],
      ];
      w.receiver.react(...Array.from({ length: 40 }, () => mishaps[draw(mishaps.length)]!));
      for (let n = 0; n < 25; n += 1) {
        const { id } = await make(`u${n}`);
        if (draw(3) === 0)
          await w.tenant.client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
        if (draw(4) === 0) await w.tenant.client.send("DELETE", `/Users/${id}`);
        await new Promise((resolve) => setTimeout(resolve, draw(60)));
      }
      await shownWith(webhookId, isUpToDate);
      const byId = new Map(w.receiver.received.map((message) => [message.id, message]));
      expect(idsIn([...byId.values()])).toEqual((await w.tenant.feed()).map(({ id }) => id));
      expect(w.receiver.received.length).toBeGreaterThan(byId.size);
      // Never a later message before an earlier one was taken.
      const order = [...byId.keys()];
      let reached = 0;
      for (const { id, taken } of w.receiver.received) {
        expect(order.indexOf(id)).toBe(reached);
        if (taken) reached += 1;
      }
    });

    test("is sent again under the same id by the next process, when this one stops in between", async () => {
      const first = startSender(w.muster, { answerMs: 20_000 });
      const { webhookId } = await w.tenant.webhook(w.receiver.url);
      w.receiver.react({ kind: "hang" });
      await make("ada");
      await w.receiver.arrived(1);
      const begun = performance.now();
      await first.stop();
      expect(performance.now() - begun).toBeLessThan(4_500);
      const { items } = (await w.tenant.call("GET", at(webhookId, "/deliveries"))).body;
      expect(items.map(({ state }: { state: string }) => state)).toEqual(["unknown"]);
      await make("bela");
      send();
      await w.receiver.taken(2);
      expect(w.receiver.received[1]!.id).toBe(w.receiver.received[0]!.id);
      expect(w.receiver.received[1]!.text).toBe(w.receiver.received[0]!.text);
      expect(idsIn(w.receiver.received.slice(1))).toEqual((await w.tenant.feed()).map(({ id }) => id));
    });
  });
});
