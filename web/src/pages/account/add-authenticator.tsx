import Modal from "@cloudscape-design/components/modal";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { secondFactorRoutes } from "../../../../src/contract/second-factor.ts";
import { keys } from "../../api/keys.ts";
import { Form } from "../../forms/form.tsx";
import { FormFooter } from "../../forms/form-footer.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { CopyButton } from "../../objects/copy-button.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { QueryView } from "../../states/query-view.tsx";
import { QrCode } from "./qr-code.tsx";

interface AddAuthenticatorProps {
  onDone(recoveryCodes: readonly string[]): void;
  onCancel(): void;
}

/** Shows a new secret for an app, and makes the app count once a code of it was typed. */
export function AddAuthenticator({ onDone, onCancel }: AddAuthenticatorProps) {
  const { t } = useTexts("account", "common");
  const { client } = useConsole();
  const id = useId();
  const query = useQuery({
    queryKey: keys.newAuthenticator(),
    queryFn: () => client.call(secondFactorRoutes.enrolAuthenticator, {}),
    // Each reading makes another secret: there is one for each time the dialog is opened, and none is kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const form = useApiForm({
    shape: secondFactorRoutes.confirmAuthenticator.body,
    defaults: { code: "" },
    places: { "second-factor.wrong-code": "code" },
    run: (body) => client.call(secondFactorRoutes.confirmAuthenticator, { body }),
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  return (
    <Modal
      visible
      header={t("factor.add-heading")}
      closeAriaLabel={t("common:close")}
      onDismiss={onCancel}
      footer={
        query.data !== undefined && (
          <FormFooter form={id} action={t("factor.confirm")} isPending={form.isPending} onCancel={onCancel} />
        )
      }
    >
      <QueryView query={query}>
        {({ secret, uri }) => (
          <>
            <p>{t("factor.scan")}</p>
            <QrCode text={uri} label={t("factor.qr")} />
            <p className="soft">{t("factor.type")}</p>
            <p className="copy-line">
              <code translate="no">{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
              <CopyButton text={secret} label={t("factor.copy")} />
            </p>
            <Form form={form} id={id}>
              <TextField
                control={form.control}
                name="code"
                autoComplete="one-time-code"
                label={t("factor.code")}
                help={t("factor.code-help")}
              />
            </Form>
          </>
        )}
      </QueryView>
    </Modal>
  );
}
