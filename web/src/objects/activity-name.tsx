import { AUDIT_CATEGORIES } from "../../../src/contract/audit.ts";
import { useTexts } from "../i18n/use-texts.ts";

const ACTIVITIES = [
  ...(["add", "create", "update", "replace", "delete", "restore", "purge"] as const),
  ...([
    "begin",
    "merge",
    "release",
    "plan",
    "apply",
    "sync",
    "provision",
    "reconcile",
    "restart",
    "import",
    "relink",
    "unlink",
    "undo",
    "cancel",
    "bundle",
    "approved",
    "match-adopt",
    "match-reject",
    "match-create",
    "match-later",
    "rejected",
  ] as const),
  ...([
    "assign",
    "unassign",
    "replace-secret",
    "rotate-secret",
    "pause",
    "gone",
    "resend",
    "revoke",
    "limit",
    "replay",
    "delete-rejected-request",
  ] as const),
  ...([
    "invite",
    "create-link",
    "set-retention",
    "set-role",
    "remove-role",
    "keep-last-role",
    "disable",
    "enable",
  ] as const),
  ...(["sign-in", "sign-in-refused", "end", "reset", "set-password", "refuse-password-change"] as const),
  ...(["remove-password", "update-profile", "create-by-claims", "bind-identity"] as const),
  ...(["add-second-factor", "renew-recovery-codes", "remove-second-factor", "reset-second-factor"] as const),
  ...(["add-passkey", "rename-passkey", "remove-passkey", "reset-passkey"] as const),
  ...(["create-identity-provider", "update-identity-provider", "remove-identity-provider"] as const),
] as const;

interface ActivityNameProps {
  readonly category: string;
  readonly activity: string;
}

/** An activity of the audit trail in the reader's words. One that is newer than this page goes by its name. */
export function ActivityName({ category, activity }: ActivityNameProps) {
  const { t } = useTexts("audit");
  const area = AUDIT_CATEGORIES.find((each) => each === category);
  // "Add user" and "delete schema" name the object, which the area says.
  const verb = activity.toLowerCase().split(" ")[0];
  const known = ACTIVITIES.find((each) => each === activity || each === verb);
  return (
    <span title={`${category} ${activity}`}>
      {area === undefined ? category : t(`category.${area}`)} ·{" "}
      {known === undefined ? <code translate="no">{activity}</code> : t(`activity.${known}`)}
    </span>
  );
}
