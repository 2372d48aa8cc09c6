import { useState } from "react";
import { noticeRoutes, type TestNoticeShape } from "../../../../src/contract/notices.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { spokenLanguageOf } from "../../i18n/language.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { DialogButton } from "../../objects/dialog-button.tsx";
import { MailOutcome } from "../../objects/mail-outcome.tsx";
import { useConsole } from "../../shell/console-context.ts";

const LANGUAGES = ["en", "fr"] as const;

/** Sends a test message to an address, and shows whether the mail server accepted it. */
export function TestMail() {
  const { t, i18n } = useTexts("system");
  const { client } = useConsole();
  const [outcome, setOutcome] = useState<TestNoticeShape>();
  return (
    <div className="system-actions">
      <DialogButton text={t("mail.test")} permission="instance">
        {(close) => (
          <FormDialog
            heading={t("mail.test")}
            action={t("mail.test.run")}
            shape={noticeRoutes.testMail.body}
            defaults={{ to: "", language: spokenLanguageOf(i18n.language) }}
            run={(body) => client.call(noticeRoutes.testMail, { body })}
            onDone={(tested) => {
              close();
              setOutcome(tested);
            }}
            onCancel={close}
          >
            {({ control }) => (
              <>
                <TextField control={control} name="to" type="email" label={t("mail.test.to")} />
                <SelectField
                  control={control}
                  name="language"
                  label={t("mail.test.language")}
                  options={LANGUAGES.map((value) => ({ value, label: t(`mail.test.${value}`) }))}
                />
              </>
            )}
          </FormDialog>
        )}
      </DialogButton>
      {outcome !== undefined && (
        <MailOutcome
          heading={t("mail.test.outcome")}
          outcome={outcome}
          onClose={() => setOutcome(undefined)}
        />
      )}
    </div>
  );
}
