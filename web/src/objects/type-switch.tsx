import { useTexts } from "../i18n/use-texts.ts";
import "./provisioning.css";

interface TypeSwitchProps {
  readonly type: "user" | "group";
  onChange(type: "user" | "group"): void;
}

/** Chooses between users and groups. */
export function TypeSwitch({ type, onChange }: TypeSwitchProps) {
  const { t } = useTexts();
  return (
    <div className="verbs">
      {(["user", "group"] as const).map((each) => (
        <button
          key={each}
          type="button"
          className={each === type ? "verb verb-here" : "verb"}
          aria-pressed={each === type}
          onClick={() => onChange(each)}
        >
          {t(each === "user" ? "page.users" : "page.groups")}
        </button>
      ))}
    </div>
  );
}
