import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { RecordingRow } from "../../../ports/recording-tables.ts";
import { type Author, createAuditWrite } from "../../audit.ts";
import { commitOrThrow } from "../../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { formatTime } from "../../directory/format-time.ts";
import { readEachPage } from "../../paging.ts";
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  type BundleHeader,
  type EndLine,
  extendBundleHash,
  type ResultLine,
} from "./bundle-line.ts";

/** The services that bundles are written with. */
type BundleDeps = Pick<Deps, "store" | "env" | "packer">;

/** A cycle that can be bundled. */
interface Bundled {
  readonly cycle: CycleRow;
  readonly plan: PlanRow;
  readonly hash: string;
}

/** The bundle of a cycle for a person. The audit trail reports who took it, because it holds personal data. */
export async function createBundle(
  deps: Deps,
  author: Author,
  { cycle, version }: { readonly cycle: CycleRow; readonly version: string },
): Promise<AsyncIterable<string> | Refusal> {
  const lines = await openBundle(deps, cycle, version);
  if (isRefusal(lines)) return lines;
  const { org, id: target, app } = cycle;
  const entry = { org, category: "provisioning", activity: "bundle", target, detail: { app } } as const;
  await commitOrThrow(deps, [createAuditWrite(deps, author, entry)]);
  return lines;
}

/** The bundle of a cycle, as pieces of text: its recording, and the decisions of its plan. A refusal says why it has none. */
export async function openBundle(
  deps: BundleDeps,
  cycle: CycleRow,
  version: string,
): Promise<AsyncIterable<string> | Refusal> {
  const { store } = deps;
  const { org, id } = cycle;
  const plan = cycle.plan === null ? undefined : await store.get("plan", { org, id: cycle.plan });
  if (plan === undefined || plan.hash === null) return refuse("conflict", "bundle.no-plan", { cycle: id });
  const refusal = refuseUnrecorded(cycle, await store.get("recording", { org, plan: plan.id }));
  return refusal ?? writeLines(deps, { cycle, plan, hash: plan.hash }, version);
}

function refuseUnrecorded({ id }: CycleRow, recording: RecordingRow | undefined): Refusal | undefined {
  switch (recording?.state) {
    case undefined:
      return refuse("conflict", "bundle.not-recorded", { cycle: id });
    case "too-large":
      return refuse("conflict", "bundle.too-large", { cycle: id });
    case "hidden":
      return refuse("conflict", "bundle.hidden", { cycle: id, attribute: recording?.detail ?? "" });
    case "whole":
      return undefined;
  }
}

/** The lines in pieces, and the last line with the hash of all lines before it. */
async function* writeLines(deps: BundleDeps, bundled: Bundled, version: string): AsyncGenerator<string> {
  const { env } = deps;
  let lines = 0;
  let hash = "";
  for await (const piece of writePieces(deps, bundled, version)) {
    for (const line of piece.split("\n").slice(0, -1)) {
      lines += 1;
      hash = extendBundleHash(hash, line, env.hash);
    }
    yield piece;
    await env.sleep(0);
  }
  const end: EndLine = { kind: "end", lines, hash };
  yield `${JSON.stringify(end)}\n`;
}

async function* writePieces(deps: BundleDeps, { cycle, plan, hash }: Bundled, version: string) {
  const { store, packer } = deps;
  const { org, app } = plan;
  const application = await store.get("application", { org, id: app });
  const header: BundleHeader = {
    ...{ format: BUNDLE_FORMAT, version: BUNDLE_VERSION, muster: version },
    ...{ orgId: org, appId: app, app: application?.name ?? "", cycleId: cycle.id, planId: plan.id },
    ...{ kind: plan.kind, startedAt: formatTime(cycle.started), hash },
  };
  yield `${JSON.stringify(header)}\n`;
  const where = { org, plan: plan.id };
  for await (const parts of readEachPage(store, "recording_part", where, 1)) {
    for (const { data } of parts) yield await packer.unpack(data);
  }
  for await (const rows of readEachPage(store, "decision", where)) {
    yield rows
      .map(({ org: _org, plan: _plan, outcome: _outcome, ...row }) => toLine({ kind: "decision", row }))
      .join("");
  }
  for await (const rows of readEachPage(store, "plan_member", where)) {
    yield rows
      .filter(({ sign }) => sign !== -2)
      .map(({ org: _org, plan: _plan, ...row }) => toLine({ kind: "member", row }))
      .join("");
  }
}

function toLine(line: ResultLine): string {
  return `${JSON.stringify(line)}\n`;
}
