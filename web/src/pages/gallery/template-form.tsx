import { z } from "zod";
import { applicationRoutes } from "../../../../src/contract/applications.ts";
import type { TemplateShape } from "../../../../src/contract/gallery.ts";
import { Form } from "../../forms/form.tsx";
import { FormFooter } from "../../forms/form-footer.tsx";
import { LongTextField } from "../../forms/long-text-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { useServedText } from "../../i18n/use-served-text.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { readConnection } from "../applications/connection/read-connection.ts";
import { useCreated } from "./use-created.ts";

const { name, parameters, secret, privateKey } = applicationRoutes.createApplication.body.shape;

/** The fields of a template: its parameters are required, and the server knows their patterns. */
function shapeOf(template: TemplateShape) {
  const value = parameters.unwrap().valueType;
  return z.object({
    name,
    parameters: z.object(Object.fromEntries(template.parameters.map((each) => [each.name, value]))),
    config: z.object({ url: z.string().optional() }),
    secret,
    privateKey,
  });
}

/** Creates an application from a template. The credential is sent once, and can be stored later as well. */
export function TemplateForm({ template }: { readonly template: TemplateShape }) {
  const { t } = useTexts("gallery", "connection");
  const { client } = useConsole();
  const served = useServedText();
  const org = useOrganization();
  const onDone = useCreated();
  const { id, parameters: asked, authentication, config } = template;
  const { oauth } = readConnection(config);
  const form = useApiForm({
    shape: shapeOf(template),
    defaults: { name: template.name, parameters: {}, config: { url: "" }, secret: "", privateKey: "" },
    places: { "app.name-taken": "name" },
    run: ({ config: { url }, ...values }) =>
      client.call(applicationRoutes.createApplication, {
        params: { org },
        body: { ...values, template: id, config: url === undefined ? {} : { url } },
      }),
    onDone,
  });
  const { control } = form;
  return (
    <Form form={form}>
      <TextField control={control} name="name" label={t("name")} />
      {asked.map(({ name: parameter, label, where, example }) => (
        <TextField
          key={parameter}
          control={control}
          name={`parameters.${parameter}`}
          label={served(label)}
          help={where}
          placeholder={example}
        />
      ))}
      {oauth?.method === "private_key_jwt" ? (
        <LongTextField
          control={control}
          name="privateKey"
          label={t("connection:private-key")}
          help={t("credential.help")}
        />
      ) : (
        <TextField
          control={control}
          name="secret"
          label={t(authentication.kind === "bearer" ? "connection:secret" : "connection:client-secret")}
          help={t("credential.help")}
          type="password"
          autoComplete="new-password"
        />
      )}
      <TextField
        control={control}
        name="config.url"
        label={t("address")}
        help={t("address.help")}
        type="url"
      />
      <FormFooter action={t("create")} isPending={form.isPending} />
    </Form>
  );
}
