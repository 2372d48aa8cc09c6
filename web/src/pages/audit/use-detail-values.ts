import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { isValues } from "./list-facts.ts";
import { useDetailNames } from "./use-detail-names.ts";

const ROLES = ["reader", "helpdesk", "provisioning-admin", "owner", "instance-admin"] as const;

/** Times stand in details as milliseconds since 1970: numbers from 2001 to 2096. */
function isTime(name: string, value: unknown): value is number {
  return typeof value === "number" && /expires|at$|until|since/i.test(name) && value > 1e12 && value < 4e12;
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Shows the value of a fact in the reader's words, as far as it is not a name or a text of its own. */
export function useDetailValues(): (name: string, value: unknown) => string {
  const { t } = useTexts("audit", "common");
  const { dateTime, number, percent } = useFormat();
  const nameOf = useDetailNames();
  const roleOf = (name: string, value: unknown) => {
    const role = name === "role" || name === "from" ? ROLES.find((each) => each === value) : undefined;
    return role === undefined ? String(value) : t(`common:role.${role}`);
  };
  const showPlain = (name: string, value: unknown): string => {
    if (isTime(name, value)) return dateTime(new Date(value).toISOString());
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value !== "number") return roleOf(name, value);
    // The shares among the settings, which people write in percent.
    return name.endsWith("ShareMax") ? percent(value) : number(value);
  };
  const show = (name: string, value: unknown): string => {
    if (isNothing(value)) return "–";
    if (Array.isArray(value)) return value.map((each) => show(name, each)).join(", ");
    if (!isValues(value)) return showPlain(name, value);
    const inner = Object.entries(value).map(([each, held]) =>
      t("detail.inner", { name: nameOf(each) ?? each, value: show(each, held) }),
    );
    return inner.join("; ");
  };
  return show;
}
