import type { Permission } from "../../../src/contract/route.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { EmptyState } from "./empty-state.tsx";

/** Stands for a page that the role of the person does not include. */
export function ForbiddenState({ permission }: { readonly permission: Permission }) {
  const { t } = useTexts();
  return <EmptyState heading={t("forbidden.heading")} text={t("forbidden.text", { permission })} />;
}
