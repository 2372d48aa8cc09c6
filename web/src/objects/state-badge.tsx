import { useTexts } from "../i18n/use-texts.ts";

/** The state of a user in the directory, in words and in colour. */
export function StateBadge({ state }: { readonly state: "active" | "inactive" | "deleted" }) {
  const { t } = useTexts();
  return <span className={`badge badge-${state}`}>{t(`state.${state}`)}</span>;
}
