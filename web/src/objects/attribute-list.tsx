import { useTexts } from "../i18n/use-texts.ts";
import { flattenAttributes } from "./flatten-attributes.ts";
import { SourceName } from "./source-name.tsx";

interface AttributeListProps {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The source that alone changes each attribute; null for those that are changed here. */
  readonly owners: Readonly<Record<string, string | null>>;
}

/** The attributes of an object, each with the one that changes it. */
export function AttributeList({ attributes, owners }: AttributeListProps) {
  const { t } = useTexts("users");
  const lines = flattenAttributes(attributes);
  if (lines.length === 0) return <p className="soft">{t("attributes.none")}</p>;
  return (
    <table className="facts">
      <thead>
        <tr>
          <th scope="col">{t("attribute")}</th>
          <th scope="col">{t("value")}</th>
          <th scope="col">{t("owner")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ path, name, value }) => (
          <tr key={path}>
            <th scope="row">
              <code>{path}</code>
            </th>
            <td>{value}</td>
            <td>
              <SourceName source={ownerOf(owners, name)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Owners are by path; the longest path that the attribute begins with counts. */
function ownerOf(owners: Readonly<Record<string, string | null>>, name: string): string | null {
  return owners[name] ?? owners[name.slice(0, name.lastIndexOf(":"))] ?? null;
}
