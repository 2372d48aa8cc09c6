import { secondFactorRoutes } from "../../../../src/contract/second-factor.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";

interface CodeDialogProps<Result> {
  readonly heading: string;
  readonly intro: string;
  readonly action: string;
  run(code: string): Promise<Result>;
  onDone(result: Result): void;
  onCancel(): void;
}

/** Asks for a code of the authenticator app, or a recovery code, and does something with it. */
export function CodeDialog<Result>(props: CodeDialogProps<Result>) {
  const { heading, intro, action, run, onDone, onCancel } = props;
  const { t } = useTexts("account");
  return (
    <FormDialog
      heading={heading}
      intro={intro}
      action={action}
      shape={secondFactorRoutes.removeAuthenticator.body}
      defaults={{ code: "" }}
      places={{ "second-factor.wrong-code": "code" }}
      run={({ code }) => run(code)}
      onDone={onDone}
      onCancel={onCancel}
    >
      {({ control }) => (
        <TextField
          control={control}
          name="code"
          autoComplete="one-time-code"
          label={t("code")}
          help={t("code.help")}
        />
      )}
    </FormDialog>
  );
}
