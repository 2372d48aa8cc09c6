import type { ImportResult } from "../../../../src/contract/imports.ts";
import { useTexts } from "../../i18n/use-texts.ts";

type Stage = "uploading" | "checked" | "merging" | "merged" | "held" | "failed";

const LOOKS = {
  uploading: "quiet",
  checked: "warm",
  merging: "quiet",
  merged: "success",
  held: "held",
  failed: "failure",
} as const satisfies Readonly<Record<Stage, string>>;

/** How far an import is, in words and in colour. */
export function ImportState({ result }: { readonly result: ImportResult }) {
  const { t } = useTexts("imports");
  const stage = stageOf(result);
  return <span className={`badge badge-${LOOKS[stage]}`}>{t(`state.${stage}`)}</span>;
}

/** True while an import goes on, or waits for its merge. */
export function isOpen({ endedAt }: ImportResult): boolean {
  return endedAt === null;
}

function stageOf({ state, checkedAt, held }: ImportResult): Stage {
  if (state === "staging") return checkedAt === null ? "uploading" : "checked";
  if (state === "staged" || state === "merging") return "merging";
  return state === "merged" && held !== null ? "held" : state;
}
