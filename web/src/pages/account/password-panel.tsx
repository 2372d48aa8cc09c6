import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { z } from "zod";
import { ownPasswordRoutes } from "../../../../src/contract/own-password.ts";
import { secondFactorRoutes } from "../../../../src/contract/second-factor.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import type { ApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { useConsole } from "../../shell/console-context.ts";

/** Refusals of the server by the field that they are about. */
const PLACES = {
  "password.wrong": "currentPassword",
  "password.too-short": "password",
  "password.too-long": "password",
  "password.is-name": "password",
  "second-factor.wrong-code": "code",
  "second-factor.code-needed": "code",
} as const;

/** Changes the own password. All other sessions end with it. */
export function PasswordPanel() {
  const { t } = useTexts("account");
  const [isOpen, setOpen] = useState(false);
  const [isChanged, setChanged] = useState(false);
  return (
    <Panel
      heading={t("password")}
      text={t("password.text")}
      actions={<Button onClick={() => setOpen(true)}>{t("password.change")}</Button>}
    >
      <p role="status" className="panel-note">
        {isChanged ? t("password.changed") : ""}
      </p>
      {isOpen && (
        <PasswordForm
          onDone={() => {
            setOpen(false);
            setChanged(true);
          }}
          onCancel={() => setOpen(false)}
        />
      )}
    </Panel>
  );
}

const { body } = ownPasswordRoutes.changeOwnPassword;

/** The body of the contract, with the new password typed twice, and with a code where the person has an app. */
const createShape = (differs: string, needsCode: boolean) =>
  body
    .extend({ repeated: z.string().min(1), code: needsCode ? body.shape.code.unwrap() : body.shape.code })
    .refine(({ password, repeated }) => password === repeated, { path: ["repeated"], message: differs });

function PasswordForm({ onDone, onCancel }: { onDone(): void; onCancel(): void }) {
  const { t } = useTexts("account");
  const { client, renewSession } = useConsole();
  const queries = useQueryClient();
  const { data: factor } = useQuery({
    queryKey: keys.secondFactor(),
    queryFn: ({ signal }) => client.call(secondFactorRoutes.getSecondFactor, { signal }),
  });
  const needsCode = factor?.confirmedAt != null;
  const shape = useMemo(() => createShape(t("password.differs"), needsCode), [t, needsCode]);
  return (
    <FormDialog
      heading={t("password.heading")}
      intro={t("password.intro")}
      action={t("password.change")}
      shape={shape}
      defaults={{ currentPassword: "", password: "", repeated: "", code: "" }}
      places={PLACES}
      run={({ repeated: _, ...change }) => client.call(ownPasswordRoutes.changeOwnPassword, { body: change })}
      onDone={(session) => {
        renewSession(session);
        void queries.invalidateQueries({ queryKey: keys.account() });
        onDone();
      }}
      onCancel={onCancel}
    >
      {({ control }) => <PasswordFields control={control} needsCode={needsCode} />}
    </FormDialog>
  );
}

type PasswordShape = ReturnType<typeof createShape>;

interface PasswordFieldsProps {
  readonly control: ApiForm<z.input<PasswordShape>, z.output<PasswordShape>>["control"];
  readonly needsCode: boolean;
}

function PasswordFields({ control, needsCode }: PasswordFieldsProps) {
  const { t } = useTexts("account");
  const password = { control, type: "password" } as const;
  return (
    <>
      <TextField
        {...password}
        name="currentPassword"
        autoComplete="current-password"
        label={t("password.current")}
        help=""
      />
      <TextField
        {...password}
        name="password"
        autoComplete="new-password"
        label={t("password.new")}
        help={t("password.help")}
      />
      <TextField {...password} name="repeated" autoComplete="new-password" label={t("password.repeat")} />
      {needsCode && (
        <TextField
          control={control}
          name="code"
          autoComplete="one-time-code"
          label={t("code")}
          help={t("code.help")}
        />
      )}
    </>
  );
}
