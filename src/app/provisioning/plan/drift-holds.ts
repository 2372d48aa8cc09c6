import type { ObjectId } from "../../../core/ids.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import { hold } from "../../../core/provisioning/guard.ts";
import type { Answers } from "../../../core/provisioning/hold-answer.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import { isCorrection } from "../../../core/provisioning/reconcile.ts";
import { commitOrThrow } from "../../commit.ts";
import { CHUNK, chunksOf, readEachPage, readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import { type GuardedDecision, readAnswerTo } from "./read-answer-to.ts";

/** The objects whose correction a person has to approve, with the answers that were given. */
export interface DriftHolds {
  readonly asked: ReadonlySet<ObjectId>;
  readonly answers: Answers;
  readonly hash: (text: string) => string;
}

/** Reads them. An object that an earlier cycle left nothing to do for is settled, so that it is forgotten here. */
export async function readDriftHolds(
  { deps, org, app }: CycleContext,
  answers: Answers,
): Promise<DriftHolds> {
  const asked = new Set<ObjectId>();
  const settled: ObjectId[] = [];
  for await (const rows of readEachPage(deps.store, "drift_hold", { org, app })) {
    const values = rows.map(({ object }) => object);
    const waiting = await readRowsAmong(deps.store, "pending", { org, app }, { column: "object", values });
    const pending = new Set(waiting.map(({ object }) => object));
    for (const object of values) {
      if (pending.has(object)) asked.add(object);
      else settled.push(object);
    }
  }
  for (const part of chunksOf(settled, CHUNK)) {
    await commitOrThrow(
      deps,
      part.map((object) => ({ op: "delete", table: "drift_hold", key: { org, app, object } })),
    );
  }
  return { asked, answers, hash: deps.env.hash };
}

/** The decision, held unless a person has approved it. A removal of access does not wait for an answer. */
export function holdDrift({ asked, answers, hash }: DriftHolds, guarded: GuardedDecision): Decision {
  const { evaluated, decision } = guarded;
  if (!asked.has(evaluated.facts.id) || !isCorrection(decision)) return decision;
  const answer = readAnswerTo(answers, guarded, hash);
  if (answer === "approved") return decision;
  return hold(decision, createReason(answer === "rejected" ? "hold.rejected" : "hold.drift"));
}
