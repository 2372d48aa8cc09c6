import { useParams } from "@tanstack/react-router";
import { useTexts } from "../../i18n/use-texts.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { TemplateFacts } from "./template-facts.tsx";
import { TemplateForm } from "./template-form.tsx";
import { useTemplate } from "./use-template.ts";
import "./gallery.css";

/** One template: what it knows, and the form that creates an application from it. */
export function TemplatePage() {
  const { t } = useTexts("gallery");
  const { template } = useParams({ from: "/organizations/$org/applications/new/$template" });
  const query = useTemplate(template);
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("title")}
      isName={data !== undefined}
      parent={{ to: "/organizations/$org/applications/new", text: t("title") }}
      {...(data === undefined ? {} : { intro: data.summary })}
      permission="applications:write"
    >
      <QueryView query={query}>
        {(found) => (
          <div className="object-columns">
            <div className="object-main">
              <section className="panel">
                <TemplateForm key={found.id} template={found} />
              </section>
            </div>
            <div className="object-side">
              <TemplateFacts template={found} />
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  );
}
