import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import type { ApplicationMappingShape } from "../../../../src/contract/mappings.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ChangeMapping } from "./change-mapping.tsx";

interface ResetMappingProps {
  readonly application: ApplicationShape;
  readonly mapping: ApplicationMappingShape;
  readonly type: "user" | "group";
  onDone(): void;
}

/** Takes the default mapping of one type, after a question that counts the attributes. Without a difference there is no button. */
export function ResetMapping({ application, mapping, type, onDone }: ResetMappingProps) {
  const { t } = useTexts("mappings");
  const { number } = useFormat();
  const [isAsked, setAsked] = useState(false);
  const changes = mapping.changes.filter((change) => change.type === type);
  if (changes.length === 0) return null;
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t("reset")}</Button>
      {isAsked && (
        <ChangeMapping
          application={application}
          heading={t("reset.heading")}
          text={t("reset.text", {
            count: changes.length,
            shown: number(changes.length),
            targets: changes.map(({ target }) => target).join(", "),
          })}
          action={t("reset")}
          body={{ mapping: "default", type, version: mapping.version }}
          onDone={() => {
            setAsked(false);
            onDone();
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
