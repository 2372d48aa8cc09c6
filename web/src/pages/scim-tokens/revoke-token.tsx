import { useTexts } from "../../i18n/use-texts.ts";
import { Confirm } from "../../states/confirm.tsx";

interface RevokeTokenProps {
  readonly name: string;
  /** What ends with the token. */
  readonly text: string;
  run(): Promise<unknown>;
  onDone(): void;
  onCancel(): void;
}

/** Asks once before a token is revoked. */
export function RevokeToken({ name, text, run, onDone, onCancel }: RevokeTokenProps) {
  const { t } = useTexts("scim-tokens");
  return (
    <Confirm
      heading={t("revoke.heading", { name })}
      text={text}
      action={t("revoke")}
      run={run}
      onDone={onDone}
      onCancel={onCancel}
    />
  );
}
