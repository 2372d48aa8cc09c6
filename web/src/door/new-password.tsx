import { useTexts } from "../i18n/use-texts.ts";
import { PasswordField } from "./password-field.tsx";

/** The number that the server asks for too; said here so that a person learns of it while they type. */
export const PASSWORD_LENGTH_MIN = 12;

interface NewPasswordProps {
  readonly password: string;
  readonly repeated: string;
  /** True once the form was sent: from then on it says what is wrong. */
  readonly isChecked: boolean;
  onPassword(text: string): void;
  onRepeated(text: string): void;
}

/** A new password, typed twice. */
export function NewPassword({ password, repeated, isChecked, onPassword, onRepeated }: NewPasswordProps) {
  const { t } = useTexts("door");
  const isShort = password.length < PASSWORD_LENGTH_MIN;
  return (
    <>
      <PasswordField
        label={t("welcome.password")}
        help={t("welcome.password-help")}
        name="new-password"
        autoComplete="new-password"
        value={password}
        error={isChecked && isShort ? t("welcome.password-short") : undefined}
        onChange={({ target }) => onPassword(target.value)}
      />
      <PasswordField
        label={t("welcome.repeat")}
        name="new-password-repeated"
        autoComplete="new-password"
        value={repeated}
        error={isChecked && repeated !== password ? t("welcome.repeat-differs") : undefined}
        onChange={({ target }) => onRepeated(target.value)}
      />
    </>
  );
}
