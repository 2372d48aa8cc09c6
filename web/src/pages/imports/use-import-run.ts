import { useCallback, useSyncExternalStore } from "react";
import { useOrganization } from "../../shell/console-context.ts";
import { currentRun, type ImportRun } from "./import-run.ts";

const unsubscribe = () => {};

/** The upload of this organization that was started last in this tab, with its progress. */
export function useImportRun(): ImportRun | undefined {
  const run = currentRun(useOrganization());
  const subscribe = useCallback((listener: () => void) => run?.subscribe(listener) ?? unsubscribe, [run]);
  useSyncExternalStore(subscribe, () => run?.state);
  return run;
}
