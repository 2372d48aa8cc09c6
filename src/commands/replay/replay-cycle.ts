import { isRefusal } from "../../app/deps.ts";
import { type MissingAnswers, NotRecordedError } from "../../app/provisioning/replay/missing-answers.ts";
import { RecordedAnswers } from "../../app/provisioning/replay/recorded-answers.ts";
import { type ReplayedPlan, replayPlan } from "../../app/provisioning/replay/replay-plan.ts";
import type { CommandInput } from "../../cli/define.ts";
import { CliError, EXIT } from "../../cli/exit.ts";
import type { LocalCommand, ReplayOptions } from "../../cli/local-commands.ts";
import { renderEffects, renderReplay } from "../../cli/render-replay.ts";
import { countEffects } from "../../core/provisioning/replay/count-effects.ts";
import { createEnv } from "../../platform/env.ts";
import { createRegexPort } from "../../platform/regex.ts";
import { findReplayDifference } from "./find-replay-difference.ts";
import { type Bundle, readBundle } from "./read-bundle.ts";
import { readChangedTask } from "./read-changed-task.ts";

/** `muster cycle replay`: computes the plan of a bundle once more, without a server, a store and a target. */
export const replayCycle: LocalCommand<ReplayOptions> = async (input) => {
  const { options, world } = input;
  const bundle = await readBundle(world, options.file, createEnv().hash);
  return options.config === undefined
    ? replaySame(input, bundle)
    : replayChanged(input, bundle, options.config);
};

function describe({ header, decisions }: Bundle) {
  const { cycleId, planId, app, kind } = header;
  return { cycleId, planId, app, kind, decisions: decisions.length };
}

async function replaySame({ output }: CommandInput<ReplayOptions>, bundle: Bundle) {
  const { header, memberships } = bundle;
  const found = await findReplayDifference(services(), bundle);
  const identical = found === undefined;
  const result = { identical, ...describe(bundle), hash: header.hash, difference: found ?? null };
  output.result(result, () => renderReplay({ ...result, memberships: memberships.length }, output));
  return identical ? EXIT.done : EXIT.failed;
}

async function replayChanged(input: CommandInput<ReplayOptions>, bundle: Bundle, path: string) {
  const { output, world } = input;
  const { messages } = output;
  const regex = createRegexPort();
  const { task, ignored } = await readChangedTask({ world, messages, regex }, path, bundle.task);
  const missing: MissingAnswers = { isTolerated: true, counts: new Map() };
  const replayed = await planChanged(bundle, task, missing);
  const effects = countEffects(bundle.decisions, replayed.decisions, replayed.evaluated);
  const unanswered = [...missing.counts].map(([about, count]) => ({ about, count }));
  const identical = effects.verbs.length === 0 && effects.attributes.length === 0;
  const result = { identical, ...describe(bundle), ...effects, unanswered, ignored };
  output.result(result, () => renderEffects(result, output));
  return EXIT.done;
}

async function planChanged(
  { recording }: Bundle,
  task: Bundle["task"],
  missing: MissingAnswers,
): Promise<ReplayedPlan> {
  try {
    const answers = new RecordedAnswers(recording);
    const replayed = await replayPlan(services(), task, { answers, missing });
    if ("decisions" in replayed) return replayed;
    const { code, params } = replayed;
    throw new CliError(EXIT.failed, code, params, isRefusal(replayed) ? {} : { cause: replayed });
  } catch (error) {
    if (!(error instanceof NotRecordedError)) throw error;
    const [method, table] = error.question;
    const about = ["among", "page", "get"].includes(method) ? String(table) : method;
    throw new CliError(EXIT.failed, "cli.replay-not-recorded", { about }, { cause: error });
  }
}

function services() {
  return { env: createEnv(), regex: createRegexPort() };
}
