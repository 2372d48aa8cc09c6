import { z } from "zod";
import type { SchemaShape } from "../../../../src/contract/definitions.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay } from "../../shell/console-context.ts";
import { AddAttribute } from "./add-attribute.tsx";
import { AttributeActions } from "./attribute-actions.tsx";

/** The characteristics that the table shows (RFC 7643 §7); an attribute may have others. */
const characteristics = z.looseObject({
  name: z.string(),
  type: z.string(),
  multiValued: z.boolean().optional(),
  required: z.boolean().optional(),
  mutability: z.string().optional(),
  returned: z.string().optional(),
  uniqueness: z.string().optional(),
  description: z.string().optional(),
});
type Characteristics = z.output<typeof characteristics>;

const withParts = characteristics.extend({ subAttributes: z.array(characteristics).optional() });

interface AttributeTableProps {
  readonly schema: Pick<SchemaShape, "id" | "origin" | "attributes">;
}

/** The attributes of a schema; the parts of a complex one follow it. Those of the organization's own can be changed. */
export function AttributeTable({ schema: { id, origin, attributes } }: AttributeTableProps) {
  const { t } = useTexts("schemas");
  const may = useMay();
  const isWriter = origin === "custom" && may("directory:write");
  const rows = attributes.flatMap((attribute) => {
    const parsed = withParts.safeParse(attribute);
    const whole = parsed.success ? parsed.data : attribute;
    const { subAttributes = [] } = parsed.success ? parsed.data : {};
    return [
      { path: whole.name, isPart: false, attribute: whole },
      ...subAttributes.map((part) => ({ path: `${whole.name}.${part.name}`, isPart: true, attribute: part })),
    ];
  });
  return (
    <section className="panel attribute-table">
      <div className="row-head">
        <h2>{t("attributes")}</h2>
        {isWriter && <AddAttribute schema={id} />}
      </div>
      {rows.length === 0 && <p className="soft">{t("attributes.none")}</p>}
      <table className="facts" hidden={rows.length === 0}>
        <thead>
          <tr>
            <th scope="col">{t("attribute")}</th>
            <th scope="col">{t("characteristics")}</th>
            {isWriter && <th scope="col">{t("actions")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, isPart, attribute }) => (
            <tr key={path} className={isPart ? "attribute-part" : undefined}>
              <th scope="row" translate="no">
                <code>{path}</code> <span className="attribute-type">{attribute.type}</span>
              </th>
              <td>
                <Marks attribute={attribute} />
              </td>
              {isWriter && <td>{!isPart && <AttributeActions schema={id} attribute={attribute} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const MUTABILITIES = ["readOnly", "immutable", "writeOnly"] as const;
const RETURNS = ["always", "never", "request"] as const;
const UNIQUENESSES = ["server", "global"] as const;

/** What is not as RFC 7643 §2.2 has it by default. */
function Marks({ attribute }: { readonly attribute: Characteristics }) {
  const { t } = useTexts("schemas");
  const { multiValued, required, mutability, returned, uniqueness, description } = attribute;
  const marks = [
    multiValued === true ? ("multi-valued" as const) : undefined,
    required === true ? ("required" as const) : undefined,
    MUTABILITIES.find((each) => each === mutability),
    RETURNS.find((each) => each === returned),
    UNIQUENESSES.find((each) => each === uniqueness),
  ].filter((mark) => mark !== undefined);
  return (
    <>
      {marks.map((mark) => t(`mark.${mark}`)).join(", ")}
      {description !== undefined && description !== "" && <p className="attribute-note">{description}</p>}
    </>
  );
}
