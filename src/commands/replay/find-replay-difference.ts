import { type MissingAnswers, NotRecordedError } from "../../app/provisioning/replay/missing-answers.ts";
import { RecordedAnswers } from "../../app/provisioning/replay/recorded-answers.ts";
import { type ReplayServices, replayPlan } from "../../app/provisioning/replay/replay-plan.ts";
import { type Difference, findFirstDifference } from "../../core/provisioning/replay/compare-plans.ts";
import { type Bundle, formatMembership } from "./read-bundle.ts";

/** The first difference of a replay with the recorded configuration; undefined for equal plans. */
export async function findReplayDifference(
  services: ReplayServices,
  bundle: Bundle,
): Promise<Difference | undefined> {
  const { header, task, recording, decisions, memberships } = bundle;
  const whole = { object: null, name: null };
  try {
    const missing: MissingAnswers = { isTolerated: false, counts: new Map() };
    const answers = new RecordedAnswers(recording);
    const replayed = await replayPlan(services, task, { answers, missing });
    if (!("decisions" in replayed)) {
      return { ...whole, part: "fault", recorded: null, replayed: replayed.code };
    }
    const found = findFirstDifference(
      { decisions, memberships },
      { decisions: replayed.decisions, memberships: replayed.members.map(formatMembership) },
    );
    if (found !== undefined || replayed.hash === header.hash) return found;
    return { ...whole, part: "hash", recorded: header.hash, replayed: replayed.hash };
  } catch (error) {
    if (!(error instanceof NotRecordedError)) throw error;
    const asked = JSON.stringify(error.question).slice(0, 500);
    return { ...whole, part: "question", recorded: null, replayed: asked };
  }
}
