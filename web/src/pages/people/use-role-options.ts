import { organizationRole } from "../../../../src/contract/people.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** The roles of an organization with what each may do, as options of a choice. */
export function useRoleOptions(): readonly { value: string; label: string; description: string }[] {
  const { t } = useTexts("people", "common");
  return organizationRole.options.map((value) => ({
    value,
    label: t(`common:role.${value}`),
    description: t(`role.${value}-text`),
  }));
}
