import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { assignmentRoutes } from "../../../../../src/contract/assignments.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { SelectField } from "../../../forms/select-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { PickerField } from "./picker-field.tsx";

const { subject, role } = assignmentRoutes.assign.body.shape;
const { find } = subject.options[1].shape;

/** The fields of the dialog: the body of the contract has the subject in a member of its own. */
const shapeOfOne = z.object({ find, role });
const shapeOfAll = z.object({ find: find.optional(), role });
type Values = z.input<typeof shapeOfAll>;
type Output = z.output<typeof shapeOfAll>;

/** The kinds of subjects, the safest beginning first. */
const KINDS = ["user", "group", "all"] as const;
type Kind = (typeof KINDS)[number];

/** Assigns a user, a group or all users, with a role where the application has roles. */
export function Assign({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("assignments");
  const mayWrite = useMay()("applications:write");
  const [isOpen, setOpen] = useState(false);
  if (!mayWrite) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t("assign")}
      </Button>
      {isOpen && <AssignDialog application={application} onEnd={() => setOpen(false)} />}
    </>
  );
}

interface DialogProps {
  readonly application: ApplicationShape;
  onEnd(): void;
}

function AssignDialog({ application, onEnd }: DialogProps) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind>("user");
  const options = useRoleOptions(application);
  const { orgId: org, appId: app, name, roles } = application;
  const shape: z.ZodType<Output, Values> = kind === "all" ? shapeOfAll : shapeOfOne;
  return (
    <FormDialog
      shape={shape}
      heading={t("assign.heading", { name })}
      action={t("assign")}
      defaults={{ find: "", role: "" }}
      places={{ "app.role-unknown": "role" }}
      run={(values) =>
        client.call(assignmentRoutes.assign, {
          params: { org, app },
          body: {
            subject: kind === "all" ? { kind } : { kind, find: values.find ?? "" },
            role: values.role,
          },
        })
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.application(org, app) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => (
        <>
          <FormField label={t("assign.kind")}>
            <RadioGroup
              value={kind}
              items={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={({ detail }) => setKind(KINDS.find((each) => each === detail.value) ?? "user")}
            />
          </FormField>
          {kind === "all" ? (
            <p className="note">{t("assign.all")}</p>
          ) : (
            <PickerField key={kind} control={control} name="find" label={t(`kind.${kind}`)} type={kind} />
          )}
          {roles.length > 0 && (
            <SelectField
              control={control}
              name="role"
              label={t("assign.role")}
              help={t("assign.role.help")}
              options={options}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}

/** The roles, and the outcome of naming none. */
function useRoleOptions({ roles }: ApplicationShape) {
  const { t } = useTexts("assignments");
  const standard = roles.find((each) => each.default);
  const none = standard === undefined ? t("role.none") : t("assign.role.default", { name: standard.name });
  return [{ value: "", label: none }, ...roles.map(({ id: value, name: label }) => ({ value, label }))];
}
