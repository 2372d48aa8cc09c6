import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** The state of an application, in words and in colour: a cycle in progress, or that of its schedule. */
export function ApplicationState({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { schedule, lastCycle } = application;
  const state = lastCycle !== null && lastCycle.endedAt === null ? "running" : schedule.state;
  return <span className={`badge badge-schedule-${state}`}>{t(`state.${state}`)}</span>;
}
