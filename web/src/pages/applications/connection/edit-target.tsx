import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useFieldArray } from "react-hook-form";
import { z } from "zod";
import { type ApplicationShape, applicationRoutes } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { NumberField } from "../../../forms/number-field.tsx";
import { SelectField } from "../../../forms/select-field.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import type { ApiForm } from "../../../forms/use-api-form.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";
import { CredentialField, credentialMembers } from "./credential-field.tsx";
import { kindOf, NUMBERS, rateShape, readConnection } from "./read-connection.ts";

const shape = z.object({
  url: z.string(),
  pageSize: z.number().int().optional(),
  membersPerCall: z.number().int().optional(),
  bytesPerCall: z.number().int().optional(),
  timeoutMs: z.number().int().optional(),
  rates: z.array(rateShape.extend({ calls: rateShape.shape.calls.unwrap() })),
  ...credentialMembers,
});
type Values = z.input<typeof shape>;
type Output = z.output<typeof shape>;

const CALLS = rateShape.shape.calls.unwrap().options;

interface EditProps {
  readonly application: ApplicationShape;
  onEnd(): void;
}

/** Changes the address and the limits of a target. A number that is emptied is removed. */
export function EditTarget({ application, onEnd }: EditProps) {
  const { t } = useTexts("connection");
  const { client } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, appId: app, name, config, hasSecret } = application;
  const { oauth, ...before } = readConnection(config);
  return (
    <FormDialog<Values, Output, ApplicationShape>
      shape={shape}
      heading={t("edit.target.heading", { name })}
      action={t("save")}
      defaults={before}
      within="config"
      places={{ "app.credential-needed": kindOf(oauth) === "key" ? "privateKey" : "secret" }}
      run={({ url, rates, secret, privateKey, ...numbers }) =>
        client.call(applicationRoutes.updateApplication, {
          params: { org, app },
          body: {
            config: {
              url,
              ...Object.fromEntries(NUMBERS.map((each) => [each, numbers[each] ?? null])),
              rates: rates.length === 0 ? null : rates.map(toRate),
            },
            secret,
            privateKey,
          },
        })
      }
      onDone={() => {
        queries.removeQueries({ queryKey: keys.connectionTest(org, app) });
        void queries.invalidateQueries({ queryKey: keys.applications(org) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {(form) => (
        <>
          <TextField control={form.control} name="url" label={t("address")} type="url" />
          {hasSecret && (
            <CredentialField
              control={form.control}
              at={(member) => member}
              kind={kindOf(oauth)}
              help={t("credential.help")}
            />
          )}
          {NUMBERS.map((each) => (
            <NumberField key={each} control={form.control} name={each} label={t(`limit.${each}`)} />
          ))}
          <Rates form={form} />
        </>
      )}
    </FormDialog>
  );
}

function toRate({ burst, ...rate }: Output["rates"][number]) {
  return burst === undefined ? rate : { ...rate, burst };
}

function Rates({ form: { control } }: { readonly form: ApiForm<Values, Output> }) {
  const { t } = useTexts("connection");
  const { fields, append, remove } = useFieldArray({ control, name: "rates" });
  return (
    <fieldset className="field-list">
      <legend>{t("rates")}</legend>
      {fields.map(({ id }, at) => (
        <div key={id} className="field-row">
          <SelectField
            control={control}
            name={`rates.${at}.calls`}
            label={t("rate.calls")}
            options={CALLS.map((value) => ({ value, label: t(`calls.${value}`) }))}
          />
          <NumberField control={control} name={`rates.${at}.requests`} label={t("rate.requests")} />
          <NumberField control={control} name={`rates.${at}.perSeconds`} label={t("rate.per-seconds")} />
          <NumberField control={control} name={`rates.${at}.burst`} label={t("rate.burst")} />
          <Button
            formAction="none"
            ariaLabel={t("rate.remove.of", { at: at + 1 })}
            onClick={() => remove(at)}
          >
            {t("rate.remove")}
          </Button>
        </div>
      ))}
      <Button formAction="none" onClick={() => append({ calls: "all", requests: 100, perSeconds: 60 })}>
        {t("rate.add")}
      </Button>
    </fieldset>
  );
}
