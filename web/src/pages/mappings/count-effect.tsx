import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { type MappingPreviewShape, mappingRoutes } from "../../../../src/contract/mappings.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { configurationErrorsOf } from "../../objects/configuration-errors.ts";
import { useConsole } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";
import type { Definition } from "./attribute-draft.ts";

interface CountEffectProps {
  readonly application: ApplicationShape;
  readonly type: "user" | "group";
  readonly mapping: Definition;
}

/** Counts, when a person wants to know, how many accounts a mapping changes that is not stored. */
export function CountEffect({ application: { orgId: org, appId: app }, type, mapping }: CountEffectProps) {
  const { t } = useTexts("mappings", "common");
  const { client } = useConsole();
  const tried = JSON.stringify(mapping);
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async () => {
      const preview = await client.call(mappingRoutes.previewMapping, {
        params: { org, app },
        body: { type, mapping },
      });
      return { tried, preview };
    },
  });
  const isElsewhere = error !== null && configurationErrorsOf(error).length === 0;
  return (
    <div className="mapping-effect">
      <Button loading={isPending} loadingText={t("common:confirm.busy")} onClick={() => mutate()}>
        {t("effect")}
      </Button>
      <div role="status">{data?.tried === tried && <Effect preview={data.preview} />}</div>
      {isElsewhere && <ErrorState error={error} />}
    </div>
  );
}

function Effect({ preview: { accounts, attributes, problems } }: { readonly preview: MappingPreviewShape }) {
  const { t } = useTexts("mappings");
  const { number } = useFormat();
  return (
    <>
      {attributes.length === 0 && <p>{t("effect.none")}</p>}
      <ul className="reasons">
        {attributes.map(({ path, changed }) => (
          <li key={path}>
            <code translate="no">{path}</code>{" "}
            {t("effect.of", { changed: number(changed), accounts: number(accounts) })}
          </li>
        ))}
      </ul>
      {problems > 0 && <p>{t("effect.problems", { count: problems, shown: number(problems) })}</p>}
    </>
  );
}
