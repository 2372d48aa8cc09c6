import type { PersonShape } from "../../../../src/contract/people.ts";
import { useTexts } from "../../i18n/use-texts.ts";

const LOOKS = { active: "active", invited: "warm", disabled: "deleted" } as const;

/** Whether a person can sign in, in words and in colour. */
export function PersonState({ state }: Pick<PersonShape, "state">) {
  const { t } = useTexts("people");
  return <span className={`badge badge-${LOOKS[state]}`}>{t(`state.${state}`)}</span>;
}
