import Checkbox from "@cloudscape-design/components/checkbox";
import { type Control, useController } from "react-hook-form";
import type { z } from "zod";
import { EVENT_TYPE_NAMES } from "../../../../src/contract/events.ts";
import type { webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import "./webhooks.css";

type Body = (typeof webhookRoutes.createWebhook)["body"];

/** The event types that a webhook receives; none of them chosen stands for all. */
export function TypesField({
  control,
}: {
  readonly control: Control<z.input<Body>, unknown, z.output<Body>>;
}) {
  const { t } = useTexts("webhooks");
  const { field, fieldState } = useController({ control, name: "types" });
  const chosen = field.value ?? [];
  return (
    <fieldset className="event-types">
      <legend>{t("types")}</legend>
      <p className="soft">{t("types.help")}</p>
      <div className="event-type-list">
        {EVENT_TYPE_NAMES.map((type) => (
          <Checkbox
            key={type}
            checked={chosen.includes(type)}
            onChange={({ detail }) =>
              field.onChange(
                EVENT_TYPE_NAMES.filter((each) => (each === type ? detail.checked : chosen.includes(each))),
              )
            }
          >
            <code translate="no">{type}</code>
          </Checkbox>
        ))}
      </div>
      {fieldState.error?.message !== undefined && <p role="alert">{fieldState.error.message}</p>}
    </fieldset>
  );
}
