import { type ComponentProps, useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Field } from "./field.tsx";

/** An input for a password, which a person can show to check what they typed. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, "type" | "end">) {
  const { t } = useTexts("door");
  const [isShown, setShown] = useState(false);
  const label = isShown ? t("sign-in.hide-password") : t("sign-in.show-password");
  return (
    <Field
      {...props}
      type={isShown ? "text" : "password"}
      spellCheck={false}
      autoCapitalize="none"
      end={
        <button
          type="button"
          className="field-button"
          aria-label={label}
          title={label}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          <svg aria-hidden="true" focusable="false" width="18" height="18" viewBox="0 0 24 24">
            <path className="field-icon" d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z" />
            <circle className="field-icon" cx="12" cy="12" r="2.8" />
            {!isShown && <path className="field-icon" d="M4 4l16 16" />}
          </svg>
        </button>
      }
    />
  );
}
