import Modal from "@cloudscape-design/components/modal";
import { useEffect, useId } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { type ApplicationMappingShape, mappingRoutes } from "../../../../src/contract/mappings.ts";
import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import { Form } from "../../forms/form.tsx";
import { FormFooter } from "../../forms/form-footer.tsx";
import { placeRefusal } from "../../forms/place-refusal.ts";
import { type ApiForm, useApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import {
  type AttributeDraft,
  attributeShape,
  attributesOf,
  placesBelow,
  putAttribute,
  toAttribute,
  toDraft,
} from "./attribute-draft.ts";
import { AttributeFields } from "./attribute-fields.tsx";
import { AttributeTrial, useAttributeTrial } from "./attribute-trial.tsx";
import { CountEffect } from "./count-effect.tsx";

interface AttributeDialogProps {
  readonly application: ApplicationShape;
  readonly mapping: ApplicationMappingShape;
  readonly type: "user" | "group";
  /** The place of the attribute in the mapping; undefined for a new one. */
  readonly at: number | undefined;
  onDone(): void;
  onCancel(): void;
}

/**
 * Adds an attribute to a mapping or changes one, with a live test on a person. It is saved with the version that it was
 * read with: another editor's change in between is shown, and not overwritten.
 */
export function AttributeDialog({ application, mapping, type, at, onDone, onCancel }: AttributeDialogProps) {
  const { t } = useTexts("mappings", "common");
  const { client } = useConsole();
  const id = useId();
  const { orgId: org, appId: app } = application;
  const before = mapping.mappings[type];
  const stored = attributesOf(before);
  const place = `${type}.attributes.${at ?? stored.length}`;
  const put = (draft: AttributeDraft) => putAttribute(before, at, toAttribute(draft));
  const form = useApiForm({
    shape: attributeShape,
    defaults: toDraft(at === undefined ? undefined : stored[at]),
    within: place,
    places: placesBelow(place),
    run: (values) =>
      client.call(mappingRoutes.setMapping, {
        params: { org, app },
        body: { [type]: put(values), version: mapping.version },
      }),
    onDone,
  });
  const draft = form.watch();
  const changed = put(draft);
  const trial = useAttributeTrial({ application, type, mapping: changed });
  useLiveErrors(form, place, trial.errors);
  const expression = `/${place.replaceAll(".", "/")}/expression`;
  return (
    <Modal
      visible
      size="large"
      header={at === undefined ? t("add") : t("edit.heading", { target: draft.target })}
      closeAriaLabel={t("common:close")}
      onDismiss={onCancel}
      footer={<FormFooter form={id} action={t("save")} isPending={form.isPending} onCancel={onCancel} />}
    >
      <Form form={form} id={id}>
        <AttributeFields
          control={form.control}
          marks={trial.errors.filter(({ pointer }) => pointer === expression)}
        />
      </Form>
      <AttributeTrial trial={trial} type={type} target={draft.target} />
      <CountEffect application={application} type={type} mapping={changed} />
    </Modal>
  );
}

const LIVE = "live";

/** Shows at the fields what the test finds while a person types; saving finds all errors by itself. */
function useLiveErrors(
  { names, getFieldState, setError, clearErrors }: ApiForm<AttributeDraft, AttributeDraft>,
  place: string,
  errors: readonly ConfigurationErrorShape[],
): void {
  useEffect(() => {
    const found = { code: "", detail: "", params: {}, errors: [...errors] };
    const { fields } =
      errors.length === 0
        ? { fields: new Map<string, string>() }
        : placeRefusal(found, { names, within: place, others: placesBelow(place) });
    for (const name of attributeShape.keyof().options) {
      const { error } = getFieldState(name);
      const message = fields.get(name);
      // An error that is there already would be shown again, and this would run without end.
      if (message === undefined && error?.type === LIVE) clearErrors(name);
      else if (message !== undefined && error === undefined) setError(name, { type: LIVE, message });
      else if (message !== undefined && error?.type === LIVE && error.message !== message)
        setError(name, { type: LIVE, message });
    }
  }, [errors, place, names, getFieldState, setError, clearErrors]);
}
