import { useTexts } from "../../i18n/use-texts.ts";
import { useSettingWords } from "../applications/settings/use-setting-words.ts";

/** The facts of entries that have a name in both languages. */
const NAMES = [
  "name",
  "formerName",
  "displayName",
  "before",
  "after",
  "from",
  "language",
  "kind",
  "type",
  "endpoint",
  "source",
  "withLeavers",
  "acceptLeavers",
  "changed",
  "kept",
  "memberships",
  "members",
  "reports",
  "membersAdded",
  "membersRemoved",
  "softDeleteDays",
  "days",
  "number",
  "requestsPerSecond",
  "expires",
  "issuedTo",
  "cause",
  "profile",
  "subject",
  "role",
  "person",
  "address",
  "by",
  "reason",
  "code",
  "purpose",
  "provider",
  "issuer",
  "clientId",
  "connector",
  "template",
  "config",
  "settings",
  "schedule",
  "scope",
  "roles",
  "seed",
  "credential",
  "mapping",
  "plan",
  "cycle",
  "url",
  "types",
  "state",
  "attempts",
  "failingSince",
  "failure",
  "overlapHours",
  "method",
  "path",
  "status",
  "scopes",
  "retried",
  "refusals",
  "endedQuarantine",
  "endedOperations",
  "approved",
] as const;

/** The name of a fact in the reader's words, or of a setting; undefined for one that is newer than this page. */
export function useDetailNames(): (name: string) => string | undefined {
  const { t } = useTexts("audit");
  const { nameOf } = useSettingWords();
  return (name) => {
    const known = NAMES.find((each) => each === name);
    return known === undefined ? nameOf(name) : t(`detail.name.${known}`);
  };
}
