import { useTexts } from "../i18n/use-texts.ts";

/** The actions on accounts, as the log and the records of requests name them. */
const ACTIONS = [
  ...(["create", "adopt", "update", "disable", "delete", "reference", "hold", "skip", "pending"] as const),
  ...(["add-members", "remove-members", "check-members"] as const),
] as const;

/** An action in the reader's words; the name of one that is newer than this page. */
export function ActionName({ action }: { readonly action: string }) {
  const { t } = useTexts();
  const known = ACTIONS.find((each) => each === action);
  return known === undefined ? <code translate="no">{action}</code> : <span>{t(`action.${known}`)}</span>;
}
