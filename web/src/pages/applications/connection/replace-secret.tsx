import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { type ApplicationShape, applicationRoutes } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";
import { CredentialField } from "./credential-field.tsx";
import { kindOf, readConnection } from "./read-connection.ts";

const { secret, privateKey } = applicationRoutes.replaceSecret.body.shape;
const shapeOfSecret = z.object({ secret: secret.unwrap(), privateKey });
const shapeOfKey = z.object({ secret, privateKey: privateKey.unwrap() });
type Values = z.input<typeof applicationRoutes.replaceSecret.body>;
type Output = z.output<typeof applicationRoutes.replaceSecret.body>;

interface ReplaceProps {
  readonly application: ApplicationShape;
  onEnd(): void;
}

/** Stores another credential in place of the one before. It is sent once and never comes back. */
export function ReplaceSecret({ application, onEnd }: ReplaceProps) {
  const { t } = useTexts("connection");
  const { client } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, appId: app, name, config } = application;
  const kind = kindOf(readConnection(config).oauth);
  const shape: z.ZodType<Output, Values> = kind === "key" ? shapeOfKey : shapeOfSecret;
  return (
    <FormDialog
      shape={shape}
      heading={t("replace.heading", { name })}
      action={t("save")}
      intro={t("replace.text")}
      defaults={{ secret: "", privateKey: "" }}
      run={(body) => client.call(applicationRoutes.replaceSecret, { params: { org, app }, body })}
      onDone={() => {
        queries.removeQueries({ queryKey: keys.connectionTest(org, app) });
        void queries.invalidateQueries({ queryKey: keys.applications(org) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => <CredentialField control={control} at={(member) => member} kind={kind} />}
    </FormDialog>
  );
}
