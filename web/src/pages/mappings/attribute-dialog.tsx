import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { type ApplicationMappingShape, mappingRoutes } from "../../../../src/contract/mappings.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { configurationErrorsOf } from "../../objects/configuration-errors.ts";
import { useConsole } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";
import { attributesOf, putAttribute, toAttribute, toDraft } from "./attribute-draft.ts";
import { AttributeFields } from "./attribute-fields.tsx";
import { AttributeTrial, useAttributeTrial } from "./attribute-trial.tsx";
import { CountEffect } from "./count-effect.tsx";
import "../../forms/forms.css";

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
  const form = useId();
  const { orgId: org, appId: app } = application;
  const stored = attributesOf(mapping.mappings[type]);
  const [draft, setDraft] = useState(() => toDraft(at === undefined ? undefined : stored[at]));
  const changed = putAttribute(mapping.mappings[type], at, toAttribute(draft));
  const trial = useAttributeTrial({ application, type, mapping: changed });
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () =>
      client.call(mappingRoutes.setMapping, {
        params: { org, app },
        body: { [type]: changed, version: mapping.version },
      }),
    onSuccess: onDone,
  });
  const refused = configurationErrorsOf(error);
  const pointer = `/${type}/attributes/${at ?? stored.length}`;
  // The test finds errors while a person types; saving finds them all.
  const errors = refused.length > 0 ? refused : trial.errors;
  const isElsewhere = error !== null && !refused.some((each) => each.pointer.startsWith(pointer));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isPending) mutate();
  }
  return (
    <Modal
      visible
      size="large"
      header={at === undefined ? t("add") : t("edit.heading", { target: draft.target })}
      closeAriaLabel={t("common:close")}
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              {t("common:cancel")}
            </Button>
            <Button
              variant="primary"
              formAction="submit"
              form={form}
              loading={isPending}
              loadingText={t("common:confirm.busy")}
            >
              {t("save")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="form">
        <AttributeFields
          draft={draft}
          errors={errors.filter((each) => each.pointer.startsWith(pointer))}
          pointer={pointer}
          onChange={(next) => {
            setDraft(next);
            reset();
          }}
        />
      </form>
      {isElsewhere && <ErrorState error={error} />}
      <AttributeTrial trial={trial} type={type} target={draft.target} />
      <CountEffect application={application} type={type} mapping={changed} />
    </Modal>
  );
}
