import type { Control } from "react-hook-form";
import type { z } from "zod";
import type { webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { TypesField } from "./types-field.tsx";

/** The fields that refusals of a webhook are about. */
export const REFUSAL_PLACES = {
  "webhook.name-taken": "name",
  "webhook.url-invalid": "url",
  "webhook.url-credentials": "url",
  "webhook.url-query": "url",
  "webhook.type-unknown": "types",
} as const;

type Body = (typeof webhookRoutes.createWebhook)["body"];

/** What a person says of a webhook, new or not. */
export function WebhookFields({
  control,
}: {
  readonly control: Control<z.input<Body>, unknown, z.output<Body>>;
}) {
  const { t } = useTexts("webhooks");
  return (
    <>
      <TextField control={control} name="name" label={t("name")} />
      <TextField
        control={control}
        name="url"
        label={t("url")}
        type="url"
        placeholder="https://payroll.example/hook"
        help={t("field.url-help")}
      />
      <TypesField control={control} />
    </>
  );
}
