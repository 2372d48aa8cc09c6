import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useId } from "react";
import {
  galleryRoutes,
  type TemplateSummaryShape,
  templateCategory,
} from "../../../../src/contract/gallery.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { SearchBox } from "../../lists/search-box.tsx";
import { useListAddress } from "../../lists/use-list-address.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { QueryView } from "../../states/query-view.tsx";
import "./gallery.css";

/** The templates that an application is created from, searched by the server, and the way without a template. */
export function GalleryPage() {
  const { t, i18n } = useTexts("gallery", "common");
  const { client } = useConsole();
  const may = useMay();
  const { search, category } = useSearch({ from: "/organizations/$org/applications/new" });
  const asked = { search, category };
  const query = useQuery({
    queryKey: keys.gallery(i18n.language, asked),
    queryFn: ({ signal }) => client.call(galleryRoutes.listTemplates, { query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: may("applications:write"),
  });
  return (
    <Page
      title={t("title")}
      parent={{ to: "/organizations/$org/applications", text: t("common:page.applications") }}
      intro={t("intro")}
      permission="applications:write"
    >
      <div className="list-filters">
        <Filters />
      </div>
      <QueryView query={query}>
        {({ templates, broken }) => (
          <>
            {templates.length === 0 && (
              <EmptyState heading={t("common:search.nothing")} text={t("nothing")} />
            )}
            <ul className="cards">
              {templates.map((template) => (
                <TemplateCard key={template.id} template={template} />
              ))}
              <OtherCard />
            </ul>
            {broken.map(({ id, places }) => (
              <p key={id} className="stale gallery-broken" role="status">
                {t("broken", { id, places: places.join("; ") })}
              </p>
            ))}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Filters() {
  const { t } = useTexts("gallery");
  const id = useId();
  const address = useSearch({ from: "/organizations/$org/applications/new" });
  const { change } = useListAddress(address);
  return (
    <>
      <SearchBox
        label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={address.search}
        onChange={(search) => change({ search })}
      />
      <span className="filter">
        <label htmlFor={id}>{t("category")}</label>
        <select
          id={id}
          value={address.category ?? ""}
          onChange={({ target }) =>
            change({ category: templateCategory.options.find((each) => each === target.value) })
          }
        >
          <option value="">{t("category.all")}</option>
          {templateCategory.options.map((each) => (
            <option key={each} value={each}>
              {t(`category.${each}`)}
            </option>
          ))}
        </select>
      </span>
    </>
  );
}

function TemplateCard({ template }: { readonly template: TemplateSummaryShape }) {
  const { t } = useTexts("gallery");
  const org = useOrganization();
  const { id, name, summary, category, authentication, documentation } = template;
  return (
    <li className="card">
      <div className="card-head">
        <h2>
          <Link
            to="/organizations/$org/applications/new/$template"
            params={{ org, template: id }}
            translate="no"
          >
            {name}
          </Link>
        </h2>
        <span className="badge badge-quiet">{t(`category.${category}`)}</span>
      </div>
      <p>{summary}</p>
      <p className="soft">{t(`authentication.${authentication}`)}</p>
      <p>
        <a href={documentation} target="_blank" rel="noreferrer" aria-label={t("documentation.of", { name })}>
          {t("documentation")}
        </a>
      </p>
    </li>
  );
}

function OtherCard() {
  const { t } = useTexts("gallery");
  const org = useOrganization();
  return (
    <li className="card">
      <div className="card-head">
        <h2>
          <Link to="/organizations/$org/applications/new/without-template" params={{ org }}>
            {t("other")}
          </Link>
        </h2>
      </div>
      <p>{t("other.text")}</p>
    </li>
  );
}
