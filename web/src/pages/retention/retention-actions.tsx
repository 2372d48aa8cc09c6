import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import type { RetentionShape } from "../../../../src/contract/retention.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { type RetentionOwner, resetRetention, setRetention } from "./retention-calls.ts";

interface RetentionActionsProps {
  readonly org: RetentionOwner;
  readonly retention: RetentionShape;
}

/** Changes the limits of a kind, or goes back to those of the level above. */
export function RetentionActions({ org, retention }: RetentionActionsProps) {
  const { t } = useTexts("retention");
  const queries = useQueryClient();
  const [action, setAction] = useState<"set" | "reset">();
  const kind = t(`kind.${retention.kind}`);
  const isOwn = retention.origin === (org === undefined ? "instance" : "organization");
  const close = () => setAction(undefined);
  const parts = {
    ...{ org, retention, kind, onCancel: close },
    onDone() {
      void queries.invalidateQueries({ queryKey: keys.retention(org ?? "") });
      close();
    },
  };
  return (
    <span className="retention-actions">
      <Button variant="inline-link" ariaLabel={t("set.of", { kind })} onClick={() => setAction("set")}>
        {t("set")}
      </Button>
      {isOwn && (
        <Button variant="inline-link" ariaLabel={t("reset.of", { kind })} onClick={() => setAction("reset")}>
          {t("reset")}
        </Button>
      )}
      {action === "set" && <SetLimits {...parts} />}
      {action === "reset" && <ResetLimits {...parts} />}
    </span>
  );
}

interface ActionProps extends RetentionActionsProps {
  /** The name of the kind. */
  readonly kind: string;
  onDone(): void;
  onCancel(): void;
}

function SetLimits({ org, retention, kind, onDone, onCancel }: ActionProps) {
  const { t } = useTexts("retention");
  const { client } = useConsole();
  const { days, number, daysBounds, numberBounds } = retention;
  const limit = ({ min, max }: typeof daysBounds) => z.number().int().min(min).max(max).optional();
  const shape = z.object({ days: limit(daysBounds), number: limit(numberBounds ?? daysBounds) });
  return (
    <FormDialog
      heading={t("set.heading", { kind })}
      intro={t("set.intro")}
      action={t("set.action")}
      shape={shape}
      defaults={{ days: days ?? undefined, number: number ?? undefined }}
      run={(values) =>
        setRetention(client, org, retention.kind, {
          days: values.days ?? null,
          ...(numberBounds === null ? {} : { number: values.number ?? null }),
        })
      }
      onDone={onDone}
      onCancel={onCancel}
    >
      {({ control }) => (
        <>
          <NumberField control={control} name="days" label={t("days")} />
          {numberBounds !== null && <NumberField control={control} name="number" label={t("number")} />}
        </>
      )}
    </FormDialog>
  );
}

function ResetLimits({ org, retention, kind, onDone, onCancel }: ActionProps) {
  const { t } = useTexts("retention");
  const { client } = useConsole();
  return (
    <Confirm
      heading={t("reset.heading", { kind })}
      text={t("reset.text")}
      action={t("reset")}
      run={() => resetRetention(client, org, retention.kind)}
      onDone={onDone}
      onCancel={onCancel}
    />
  );
}
